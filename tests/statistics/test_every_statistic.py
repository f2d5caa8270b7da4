"""Every statistic renders: its numbers are possible, its denominators those it states, and each of
its sentences can be filled.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp, log
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skillscan.article.judging.numbers import ReleaseNumbers
from skillscan.article.judging.our_number import OurNumber, WantedNumber
from skillscan.release.catalog import open_latest
from skillscan.release.document import Publication
from skillscan.release.lookup import reason_withheld
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.narrative import figure_sentence, sentence
from skillscan.site.pages import render
from skillscan.statistics.definitions import Definition, caveats, definitions
from skillscan.statistics.estimates import Estimate
from skillscan.warehouse.connection import open_warehouse
from tests.statistics.hand_calculation import COUNTED_BY_HAND, compare

SEEN = datetime(2026, 2, 10, 8, tzinfo=UTC)
FIELDS = """
UPDATE readings SET
    seniority = CASE WHEN right(content_hash, 1) < '5' THEN 'senior' ELSE 'junior' END,
    degree = 'bachelor',
    workplace = 'remote',
    pay_min = 100000 + 1000 * ('0' || right(content_hash, 2))::INTEGER,
    pay_max = 150000,
    pay_currency = 'USD',
    pay_period = 'year'
"""
KINDS = (
    "UPDATE skills SET kind = CASE skill_id WHEN 'c++' THEN 'certification' ELSE 'technology' END"
)
WITHHELD_HERE = {"posting_growth", "posting_lifetime"}
"""They need boards that are crawled for months: tests/statistics/test_panel.py has those."""


ML = [number for number in range(400) if number % 4]
"""The openings for ML engineers; the others are for data scientists."""


def names_pytorch(number: int) -> bool:
    return (number // 30 + number % 4) % 3 == 0


@pytest.fixture(scope="module")
def home(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """A release of a market large enough that most is published."""
    adverts = [
        advert(
            employer=f"E{number % 30}",
            skills={"python": "required"}
            | ({"pytorch": "preferred"} if names_pytorch(number) else {})
            | ({"c++": "mentioned"} if number % 3 else {}),
            years=number % 9,
            occupation="ml_engineer" if number % 4 else "data_scientist",
            seen=SEEN - timedelta(days=number % 80),
        )
        for number in range(400)
    ]
    settings = hand_made_warehouse(adverts, tmp_path_factory.mktemp("every"))
    with open_warehouse(settings) as connection:
        connection.execute(FIELDS)
        connection.execute(KINDS)
    publish(settings, now=SEEN, render=render)
    return settings


@pytest.fixture(scope="module")
def publication(home: Settings) -> Publication:
    """What that release says."""
    return open_latest(home).publication


def test_every_statistic_is_published_or_withheld_with_a_reason(publication: Publication) -> None:
    """A statistic without numbers and without a reason would look like one of nothing."""
    numbers = {one.statistic for one in (*publication.estimates, *publication.figures)}
    assert numbers == set(definitions()) - WITHHELD_HERE
    assert {one.statistic for one in publication.withheld} >= WITHHELD_HERE


def test_shares_are_possible_and_of_what_they_say(publication: Publication) -> None:
    """A share above one, or of another denominator than stated, would be printed."""
    sizes = {key: entry.sample.openings for key, entry in publication.populations.items()}
    for one in publication.estimates:
        for view in (one.views.all, one.views.stating, one.views.silent, one.views.employer):
            assert view is None or 0 <= view.low <= view.share <= view.high <= 1
        assert one.openings <= one.stating_openings <= one.of_openings
        assert one.views.all.share == pytest.approx(one.openings / one.of_openings, abs=1e-6)
        if one.split == "all":
            assert one.of_openings == sizes[one.population]
        else:
            assert one.of_openings <= sizes[one.population]


@dataclass
class Counted:
    """What the openings of a population answer, counted here from the relation of a statistic."""

    employer: dict[str, str] = field(default_factory=dict)
    stating: set[str] = field(default_factory=set)
    held: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def views(self, value: str, measure: str, *, is_of_stating: bool) -> tuple[float, ...]:
        """The shares of all, of those that state anything, and of those that state nothing; the
        mean of the employers' own shares, of the openings that the headline is of.
        """
        held, everyone = self.held[value, measure], set(self.employer)
        of = self.stating if is_of_stating else everyone
        sizes = Counter(self.employer[one] for one in of)
        holding = Counter(self.employer[one] for one in held)
        votes = [holding[one] / size for one, size in sizes.items()]
        return (
            len(held) / len(everyone),
            len(held) / len(self.stating),
            len(everyone - self.stating) / len(everyone),
            sum(votes) / len(votes),
        )


def counted(home: Settings, definition: Definition) -> dict[str, Counted]:
    """By population."""
    found: dict[str, Counted] = defaultdict(Counted)
    with open_latest(home).connect() as connection:
        members = connection.execute(
            "SELECT population_id, opening_id, employer_id FROM population_openings"
        ).fetchall()
        names = list(definition.measures)
        answers = connection.execute(
            f"SELECT population_id, opening_id, value, {', '.join(names)} FROM {definition.id}"  # noqa: S608
        ).fetchall()
    for population, opening, employer in members:
        found[population].employer[opening] = employer
    for population, opening, value, *held in answers:
        found[population].stating.add(opening)
        for name in (name for name, is_held in zip(names, held, strict=True) if is_held):
            found[population].held[value, name].add(opening)
    return found


WITH_MEASURES = [key for key, one in definitions().items() if one.measures and "all" in one.splits]


@pytest.mark.parametrize("statistic", WITH_MEASURES)
def test_each_view_has_the_denominator_that_it_states(
    home: Settings, publication: Publication, statistic: str
) -> None:
    """A share of those that state years would be one of all, or of other employers."""
    definition = publication.statistics[statistic]
    by_hand = counted(home, definition)
    estimates = [
        one for one in publication.estimates if (one.statistic, one.split) == (statistic, "all")
    ]
    for one in estimates:
        own = by_hand[one.population]
        assert one.of_openings == len(own.employer)
        if definition.minimum.value_openings == 1:  # else values that few hold are no answer
            assert one.stating_openings == len(own.stating)
        is_of_stating = definition.headline.view == "stating"
        wanted = own.views(one.value, one.measure, is_of_stating=is_of_stating)
        shown = (one.views.all, one.views.stating, one.views.silent, one.views.employer)
        assert [view.share for view in shown if view] == pytest.approx(wanted, abs=1e-6)
    assert estimates


SHARES = [
    name
    for name, one in definitions().items()
    if one.measures and "all" in one.splits and name != "pay_median"
]
"""The statistics whose macro gives shares of all that is asked for; that of pay gives medians."""


@pytest.mark.parametrize("statistic", SHARES)
def test_macros_count_as_the_published_estimates_do(home: Settings, statistic: str) -> None:
    """An analyst would find two numbers for one question, or a share above one."""
    columns = "value, measure, openings, employers, of_openings, of_employers, share"
    with open_latest(home).connect() as connection:
        published = connection.execute(
            f"SELECT population_id, {columns} FROM analyst.estimates "  # noqa: S608
            "WHERE statistic = $1 AND split = 'all' AND openings > 0 ORDER BY ALL",
            [statistic],
        ).fetchall()
        asked = [
            (population, *row)
            for population in sorted({row[0] for row in published})
            for row in connection.execute(
                f"SELECT {columns} FROM {statistic}(population := $1) "  # noqa: S608
                "WHERE 0 <= low AND low <= share AND share <= high AND high <= 1 ORDER BY ALL",
                [population],
            ).fetchall()
        ]
    assert {row[0] for row in published} >= {"ml_engineer", "ml_engineer_us"}
    values = {row[:2] for row in published}  # a macro gives those of fewer openings as well
    assert [row for row in asked if row[:2] in values] == published


def test_macros_of_skills_keep_those_of_a_kind(home: Settings) -> None:
    """A table of technologies would need a join; a misspelt kind would give an empty one."""
    query = "SELECT value, of_openings FROM skill_share(kind := $1) WHERE measure = 'named'"
    with open_latest(home).connect() as connection:
        found = {
            kind: set(connection.execute(query, [kind]).fetchall())
            for kind in ("technology", "certification", "field, certification", "practice")
        }
        with pytest.raises(duckdb.Error, match="there is no kind technologies"):
            connection.execute(query, ["technologies"]).fetchall()
        with pytest.raises(duckdb.Error, match="kind"):
            connection.execute("FROM degree_share(kind := 'technology')").fetchall()
    assert found == {
        "technology": {("python", 400), ("pytorch", 400)},
        "certification": {("c++", 400)},
        "field, certification": {("c++", 400)},
        "practice": set(),
    }


@pytest.mark.parametrize("population", ["ml_engineer_us", "data_scientist_us"])
def test_the_macro_of_pay_gives_the_published_medians(home: Settings, population: str) -> None:
    """An analyst would find two numbers for one question."""
    with open_latest(home).connect() as connection:
        published = connection.execute(
            "SELECT value, figure, openings, employers, number FROM figures WHERE split = 'all' "
            "AND statistic = 'pay_median' AND population_id = $1 ORDER BY ALL",
            [population],
        ).fetchall()
        asked = connection.execute(
            "SELECT value, figure, openings, employers, median "
            "FROM pay_median(population := $1) ORDER BY ALL",
            [population],
        ).fetchall()
    assert published
    assert asked == published


def test_figures_lie_in_their_intervals(publication: Publication) -> None:
    """An interval without its number would be printed beside it."""
    for one in publication.figures:
        assert (one.low is None) == (one.high is None)
        if one.low is not None and one.high is not None:
            assert one.low <= one.number <= one.high
        assert one.openings <= one.of_openings


DOUBLED = re.compile(r"\b([a-z]+) \1\b")


def test_every_sentence_can_be_filled(publication: Publication) -> None:
    """A template that names what is not there would stop a publish."""
    for one in publication.estimates:
        for view in ("all", "stating", "silent", "employer"):
            text = sentence(publication, one, view)
            assert "{" not in text
            assert text or getattr(one.views, view) is None
    for figure in publication.figures:
        text = figure_sentence(publication, figure)
        assert "{" not in text
        assert not DOUBLED.search(text), "a number has its unit already"


def test_headers_name_what_is_there() -> None:
    """A reader would be sent to a caveat or a statistic that does not exist."""
    for definition in definitions().values():
        assert set(definition.related) <= set(definitions())
        assert set(definition.usage) <= set(caveats())


def test_every_header_says_of_which_postings_and_how_not_to_use_the_number() -> None:
    """A number would be written of other postings, or to say what it cannot."""
    for definition in definitions().values():
        assert "osting" in definition.population
        assert definition.usage


def test_figures_are_those_of_a_hand_calculation(publication: Publication) -> None:
    """A median, a lift or a difference would be that of something else."""
    found = {
        (one.statistic, one.figure, one.value): one
        for one in publication.figures
        if (one.population, one.split) == ("ml_engineer_us", "all")
    }
    years = sorted(number % 9 for number in ML)
    assert found["experience_years", "median_years", "any"].number == (years[149] + years[150]) / 2
    assert found["skill_pairs", "lift", "python|pytorch"].number == 1  # all openings name Python
    ours = sum(map(names_pytorch, ML)) / 300
    theirs = sum(names_pytorch(number) for number in range(0, 400, 4)) / 100
    difference = found["occupation_comparison", "difference", "pytorch"]
    assert difference.number == pytest.approx(ours - theirs, abs=1e-6)
    premium = found["pay_premium_by_skill", "premium", "pytorch"]
    assert premium.number == pytest.approx(premium_by_hand(), abs=1e-6)


def test_a_hand_calculation_from_parquet_agrees_to_the_last_digit(home: Settings) -> None:
    """A reader who counts for himself would find another number."""
    agreed = compare(Path(open_latest(home).folder) / "parquet")
    assert set(agreed) == COUNTED_BY_HAND
    assert agreed["skill_share"] >= 12


def premium_by_hand() -> float:
    """The slope of the logarithm of pay on naming PyTorch, within employer and level."""
    cells: dict[tuple[int, bool], list[tuple[float, float]]] = {}
    for number in ML:
        pay = log((100_000 + 1000 * (number % 100) + 150_000) / 2)
        cell = (number % 30, number % 10 < 5)
        cells.setdefault(cell, []).append((float(names_pytorch(number)), pay))
    above = below = 0.0
    for rows in cells.values():
        means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        above += sum((names - means[0]) * (pay - means[1]) for names, pay in rows)
        below += sum((names - means[0]) ** 2 for names, _ in rows)
    return exp(above / below) - 1


def test_a_group_that_is_withheld_withholds_no_whole(publication: Publication) -> None:
    """A statistic would be called withheld because one of its groups is small."""
    of_groups = {(one.statistic, one.population) for one in publication.withheld if one.group}
    published = {
        (one.statistic, one.population) for one in publication.estimates if one.split == "all"
    }
    assert of_groups & published
    for statistic, population in of_groups & published:
        assert reason_withheld(publication, statistic, population) is None


def test_a_claim_means_the_whole_population(publication: Publication) -> None:
    """A number of one level would be written into a sentence about all."""
    wanted = WantedNumber(
        statistic="experience_years",
        population="ml_engineer_us",
        value="3",
        measure="exactly",
        view="all",
    )
    found = ReleaseNumbers(publication).find(wanted, "percent")
    assert isinstance(found, OurNumber)
    estimate = found.row
    assert isinstance(estimate, Estimate)
    assert (estimate.split, estimate.of_openings) == ("all", len(ML))
