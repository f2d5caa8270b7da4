"""Estimates from a real, hand-made warehouse, counted by hand."""

import re
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import msgspec
import pytest

from skillscan.errors import SkillscanError
from skillscan.release import database
from skillscan.release.export import export
from skillscan.settings import Settings
from skillscan.statistics import estimation, slices
from skillscan.statistics.catalogue import packaged
from skillscan.statistics.definitions import Definition, definitions, parse_file, statistic_files
from skillscan.statistics.estimates import Estimate, Withheld
from skillscan.statistics.estimation import Estimated, estimate_all
from skillscan.statistics.numbered_answers import NumberedAnswers
from skillscan.statistics.populations import (
    Population,
    load_populations,
    read_samples,
)
from skillscan.statistics.slice_estimates import Context
from skillscan.statistics.slices import joined_as_written
from skillscan.warehouse.connection import open_warehouse


@contextmanager
def populated(settings: Settings, *populations: Population) -> Iterator[duckdb.DuckDBPyConnection]:
    """A release's file of these populations, from the warehouse, before anything is estimated."""
    path = settings.home / f"{uuid4().hex}.duckdb"
    database.create(path, {p.id: p for p in populations})
    with open_warehouse(settings, read_only=True) as warehouse:
        export(warehouse, path)
    with database.writing(path) as connection:
        database.add_views(connection, packaged())
        yield connection


ALL = Population(id="everybody", label="everybody")


def one_statistic(
    connection: duckdb.DuckDBPyConnection, statistic: str, context: Context
) -> Estimated:
    return estimate_all(connection, {statistic: definitions()[statistic]}, context)


def estimates_of(
    settings: Settings, statistic: str, population: Population = ALL
) -> tuple[dict[tuple[str, str], Estimate], list[Withheld]]:
    with populated(settings, population) as connection:
        found = one_statistic(connection, statistic, Context(populations=[population.id]))
    return {(one.value, one.measure): one for one in found.estimates}, found.withheld


def test_counts_are_those_of_the_postings(market: Settings) -> None:
    """A wrong count here is a wrong number in print."""
    found, withheld = estimates_of(market, "skill_share")
    pytorch = found["pytorch", "named"]
    assert not withheld
    assert (pytorch.openings, pytorch.of_openings, pytorch.postings) == (20, 40, 40)
    assert pytorch.views.all.share == 0.5
    assert found["pytorch", "required"].openings == 0
    assert found["python", "required"].views.all.share == 1.0


def test_years_are_shares_of_those_that_state_years(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """The 5+ rate would be diluted by the postings that state nothing."""
    adverts = [
        advert(employer=f"E{n % 20}", years=None if n % 2 else (6 if n % 4 else 3))
        for n in range(80)
    ]
    found, _ = estimates_of(hand_made_warehouse(adverts), "experience_at_least")
    five = found["5", "at_least"]
    assert five.views.stating is not None
    assert (five.views.stating.share, five.views.all.share, five.views.silent.share) == (
        0.5,
        0.25,
        0.5,
    )
    assert (five.of_openings, five.of_employers) == (80, 20)
    assert (five.stating_openings, five.stating_employers) == (40, 10)
    assert [value for value, _ in found] == [str(years) for years in range(1, 11)]


def test_zero_years_state_years(hand_made_warehouse: Callable[..., Settings], advert: Any) -> None:
    """An entry-level posting ("0-2 years") says something; it is not silent."""
    adverts = [advert(employer=f"E{n % 20}", years=0) for n in range(40)]
    found, _ = estimates_of(hand_made_warehouse(adverts), "experience_at_least")
    assert found["1", "at_least"].views.silent.share == 0
    assert found["1", "at_least"].openings == 0


def test_negated_skill_does_not_count(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """ "No Kubernetes needed" must not raise the share of Kubernetes."""
    skills = {"python": "required", "kubernetes": "negated"}
    adverts = [advert(employer=f"E{n % 20}", skills=skills) for n in range(40)]
    found, _ = estimates_of(hand_made_warehouse(adverts), "skill_share")
    assert [key for key in found if key[0] == "kubernetes"] == []


def test_too_small_a_sample_is_withheld(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """A share of nine postings would be printed as if it said something."""
    adverts = [advert(employer="One", skills={"python": "required"}, years=3) for _ in range(60)]
    settings = hand_made_warehouse(adverts)
    for statistic in ("skill_share", "experience_at_least"):
        found, withheld = estimates_of(settings, statistic)
        assert found == {}
        assert "60 openings of 1 employers" in withheld[0].reason


def test_empty_warehouse_withholds_everything(
    hand_made_warehouse: Callable[..., Settings],
) -> None:
    """The first publish of a new installation must not divide by nothing."""
    settings = hand_made_warehouse([])
    with populated(settings, ALL) as connection:
        found = estimate_all(connection, definitions(), Context(populations=[ALL.id]))
        assert not found.estimates
        assert {one.statistic for one in found.withheld} == set(definitions())
        assert read_samples(connection, ["everybody"])["everybody"].openings == 0


def test_one_vote_per_employer(hand_made_warehouse: Callable[..., Settings], advert: Any) -> None:
    """One employer with many copies would decide the share alone."""
    many = [advert(employer="Big", skills={"python": "required"}) for _ in range(30)]
    few = [advert(employer=f"Small {n}", skills={"c++": "required"}) for n in range(10)]
    found, _ = estimates_of(hand_made_warehouse(many + few), "skill_share")
    python = found["python", "named"].views
    assert python.employer is not None
    assert (python.all.share, python.employer.share) == (0.75, round(1 / 11, 6))


def test_denominator_answers_for_values_that_nobody_names(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """ "None of 40 in Britain" is an answer, and must not look like an unknown skill."""
    adverts = [
        advert(
            employer=f"E{n % 20}",
            country="US" if n % 2 else "GB",
            skills={"python": "required"} | ({"c++": "preferred"} if n % 2 else {}),
        )
        for n in range(80)
    ]
    populations = [Population(id=f"in_{c}", label=c, country=(c.upper(),)) for c in ("us", "gb")]
    with populated(hand_made_warehouse(adverts), *populations) as connection:
        context = Context(populations=["in_gb", "in_us"])
        found = one_statistic(connection, "skill_share", context)
    assert {e.value for e in found.estimates if e.population == "in_gb"} == {"python"}
    none = {one.population: one for one in found.denominators}["in_gb"]
    assert (none.openings, none.employers) == (40, 10)
    assert 0 < none.none_high < 0.5


def test_period_ends_with_the_newest_posting_not_the_clock(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """The same data published a year later would silently lose its openings."""
    newest = datetime(2020, 6, 1, tzinfo=UTC)
    adverts = [
        advert(employer="E", seen=newest - timedelta(days=days)) for days in (0, 300, 365, 366, 900)
    ]
    population = Population(id="recent", label="recent", period_days=365)
    with populated(hand_made_warehouse(adverts), population) as connection:
        sample = read_samples(connection, ["recent"])["recent"]
    assert (sample.openings, sample.first_day) == (3, (newest - timedelta(days=365)).date())


def test_sample_names_the_largest_employer(market: Settings) -> None:
    """A reader could not see that one employer makes up the sample."""
    with populated(market, ALL) as connection:
        sample = read_samples(connection, ["everybody"])["everybody"]
    assert msgspec.structs.asdict(sample) == {
        "openings": 40,
        "postings": 60,
        "employers": 12,
        "boards": 12,
        "sources": ("greenhouse",),
        "first_day": datetime(2026, 2, 10, tzinfo=UTC).date(),
        "last_day": datetime(2026, 2, 10, tzinfo=UTC).date(),
        "largest_employer": "Employer 00",
        "largest_employer_share": 0.1,
    }


def test_same_data_give_the_same_estimates(market: Settings) -> None:
    """A second publish of the same data would look like a new release."""
    assert estimates_of(market, "skill_share") == estimates_of(market, "skill_share")


def test_populations_counted_one_by_one_are_those_counted_together(
    hand_made_warehouse: Callable[..., Settings], advert: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large market would have other numbers than a small one."""
    adverts = [
        advert(
            employer=f"E{n % 20}",
            country="US" if n % 3 else "GB",
            skills={"python": "required"} | ({"c++": "preferred"} if n % 4 else {}),
            years=n % 9,
        )
        for n in range(240)
    ]
    named = {"in_us": ("US",), "in_fr": ("FR",), "everybody": (), "in_gb": ("GB",)}
    populations = [Population(id=key, label=key, country=one) for key, one in named.items()]
    with populated(hand_made_warehouse(adverts), *populations) as connection:
        together, one_by_one = (
            (monkeypatch.setattr(estimation, "MOST_ANSWERS", most), estimate_all(
                connection, definitions(), Context(populations=list(named))))[1]
            for most in (10**9, 0)
        )  # fmt: skip
    assert {one.population for one in together.estimates} == set(named) - {"in_fr"}
    assert together.figures
    for name in ("estimates", "figures", "withheld", "withheld_counts", "denominators"):
        assert list(getattr(together, name)) == list(getattr(one_by_one, name))


def test_relation_that_counts_twice_is_refused(market: Settings) -> None:
    """A join that doubles rows would double a share."""
    file = statistic_files()["skill_share"]
    with populated(market, ALL) as connection:
        connection.execute(
            f"CREATE OR REPLACE VIEW skill_share AS {file.select} UNION ALL {file.select}"
        )
        with pytest.raises(SkillscanError, match="more than once"):
            one_statistic(connection, "skill_share", Context(populations=["everybody"]))


def test_reading_error_stands_beside_the_estimate(market: Settings) -> None:
    """A reader could not see how often a skill is misread; an unmeasured one would look perfect."""
    counts = {"true_positives": 8, "false_positives": 2, "false_negatives": 0}
    evaluation = {"skills": {"python": counts}, "fields": {"years_min": {"exact": 0.9, "n": 50}}}
    with populated(market, ALL) as connection:
        context = Context(populations=[ALL.id], evaluation=evaluation)
        skills = one_statistic(connection, "skill_share", context).estimates
        years = one_statistic(connection, "experience_at_least", context).estimates
    errors = {e.value: e.reading_error for e in skills}
    assert errors["python"] is not None
    assert (errors["python"].precision, errors["python"].recall) == (0.8, 1.0)
    assert errors["pytorch"] is None
    assert years[0].reading_error is not None
    assert (years[0].reading_error.exact, years[0].reading_error.labelled) == (0.9, 50)


def test_operators_may_add_populations(tmp_path: Path) -> None:
    """An operator could not publish numbers for an own population."""
    (tmp_path / "populations.yaml").write_text("mine:\n  label: my people\n  country: [DE, AT]\n")
    assert load_populations(tmp_path)["mine"].country == ("DE", "AT")
    assert "ml_engineer_us" in load_populations(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("mine:\n  land: DE\n  label: x\n", "land", id="unknown field"),
        pytest.param("mine: 3\n", "fields are expected", id="no fields"),
        pytest.param("- a\n", "expected population ids", id="a list"),
        pytest.param("a: [\n", "not YAML", id="broken YAML"),
    ],
)
def test_wrong_population_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    """The operator would have to guess what is wrong with the file."""
    (tmp_path / "populations.yaml").write_text(content)
    with pytest.raises(SkillscanError, match=said):
        load_populations(tmp_path)


GOOD = """/*
id: x
order: 1
title: T
definition: D
unit: opening
denominator: D
stating: S
dimension: {name: skill, label: Skill}
measures: {named: N}
phrases: {named: "name {label}"}
headline: {measure: named, view: all}
minimum: {openings: 1, employers: 1}
caveats: [counted_once]
evidence: {kind: skill, is_value: true}
sentences:
  all: "{share} {does}"
  stating: "{share} {does}"
  silent: "{share}"
  employer: "{share} {does}"
*/
SELECT 1 AS population_id
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("/*", "--", "begin the file with its definition", id="no header"),
        pytest.param("id: x", "id: y", "named after it", id="other id than file"),
        pytest.param("title: T\n", "", "`title`", id="missing key"),
        pytest.param("title: T", "titel: T", "titel", id="misspelt key"),
        pytest.param("counted_once", "nonsense", "caveats.*nonsense", id="unknown caveat"),
        pytest.param("{share} {does}", "{shares}", "sentence names", id="unknown placeholder"),
        pytest.param("  silent: ", "  silence: ", "silence", id="sentence of no view"),
        pytest.param('  silent: "{share}"\n', "", "lack the views", id="view without sentence"),
        pytest.param("phrases: {named", "phrases: {nam", "phrases", id="measure without phrase"),
        pytest.param("headline:", "splits: [eye_colour]\nheadline:", "no file", id="odd split"),
        pytest.param("measure: named", "measure: x", "is no measure", id="headline of nothing"),
        pytest.param("title: T", "title: [", "not YAML", id="broken YAML"),
        pytest.param("SELECT 1", "SELECT 1; SELECT 2", "exactly one SELECT", id="two statements"),
        pytest.param("SELECT 1", "DROP TABLE a; --", "exactly one SELECT", id="not a SELECT"),
        pytest.param("SELECT 1", "SELECT FROM WHERE", "does not parse", id="broken SQL"),
    ],
)
def test_faulty_definition_is_refused_by_name(old: str, new: str, said: str) -> None:
    """A definition with a fault would publish a number nobody can explain."""
    parse_file(GOOD, stem="x")
    with pytest.raises(SkillscanError, match=f"sql/statistics/x.sql: .*{said}"):
        parse_file(GOOD.replace(old, new, 1), stem="x")


def test_what_is_done_with_each_statistic_finds_its_relation_made(market: Settings) -> None:
    """The example sentences of a release would make every relation a second time."""
    made: dict[str, tuple[Any, ...]] = {}
    with populated(market, ALL) as connection:
        connection.execute(
            "CREATE VIEW tables_and_views AS SELECT view_name AS name FROM duckdb_views() "
            "WHERE temporary UNION ALL SELECT table_name FROM duckdb_tables() WHERE temporary"
        )

        def look(definition: Definition, found: Estimated) -> None:
            query = (
                "SELECT name FROM tables_and_views WHERE name IN ($name, '_answers_of_' || $name)"
            )
            names = connection.execute(query, {"name": definition.id}).fetchall()
            made[definition.id] = (*sorted(name for (name,) in names), len(found.estimates))

        wanted = {one: definitions()[one] for one in ("skill_share", "skill_pairs")}
        whole = estimate_all(connection, wanted, Context(populations=[ALL.id]), each=look)
    assert [names[:-1] for names in made.values()] == [
        (f"_answers_of_{name}", name) for name in ("skill_share", "skill_pairs")
    ]
    assert sum(names[-1] for names in made.values()) == len(whole.estimates) > 0


def test_an_estimate_is_the_same_however_it_is_asked_for(market: Settings) -> None:
    """Estimates are kept as columns: a number would stand beside the label of another."""
    with populated(market, ALL) as connection:
        wanted = {one: definitions()[one] for one in ("skill_share", "workplace_share")}
        rows = estimate_all(connection, wanted, Context(populations=[ALL.id])).estimates
        held = connection.execute(
            "SELECT value, label, count(*), count(*) FILTER (required) "
            "FROM skill_share GROUP BY ALL"
        ).fetchall()
    listed = list(rows)
    assert len(rows) == len(listed) > 4
    assert (rows[0], rows[-1], rows[1:4]) == (listed[0], listed[-1], listed[1:4])
    of_skills = {(one.value, one.label, one.measure): one for one in rows}
    for value, label, named, required in held:
        for measure, openings in (("named", named), ("required", required)):
            one = of_skills[value, label, measure]
            assert (one.openings, one.of_openings) == (openings, listed[0].of_openings)
            assert one.views.all.share == round(openings / one.of_openings, 6)
    assert list(rows.of_whole("named")) == [one for one in listed if one.measure == "named"]
    assert not list(rows.of_whole("offered in a dream"))
    some = list(rows.of_whole("named", least_openings=2))
    assert 0 < len(some) < len(listed)
    assert some == [one for one in listed if one.measure == "named" and one.openings >= 2]


def test_openings_that_a_relation_has_beside_those_of_the_population_are_not_lost(
    market: Settings,
) -> None:
    """What is counted is numbered; whoever reads the relation would miss what is not."""
    definition = definitions()["skill_share"]
    with populated(market, ALL) as connection:
        connection.execute(
            "CREATE VIEW named AS FROM skill_share UNION ALL "
            "SELECT 'everybody', 'of nobody', 'python', 'Python', TRUE, FALSE"
        )
        more = msgspec.structs.replace(definition, id="named")
        ((every,),) = connection.execute("SELECT count(*) FROM skill_share").fetchall()
        counted = {}

        def look(one: Definition, found: Estimated) -> None:
            counted[one.id] = len(connection.table(one.id))

        estimate_all(
            connection,
            {"skill_share": definition, "named": more},
            Context(populations=[ALL.id]),
            each=look,
        )
    assert counted == {"skill_share": every, "named": every + 1}


NAMED = "SELECT population_id, opening_id, value, label, named FROM"


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"b": f"{NAMED} skill_trend"}, id="on one that has the rows of another"),
        pytest.param(
            {"b": f"{NAMED} skill_share", "c": f"{NAMED} b", "d": f"{NAMED} c"}, id="chain"
        ),
        pytest.param(
            {"b": f"{NAMED} skill_share WHERE TRUE", "answers_of_b": f"{NAMED} b WHERE TRUE"},
            id="called as the numbers of another",
        ),
        *(
            pytest.param({name: f"{NAMED} skill_share WHERE TRUE", "b": f"{NAMED} {name}"}, id=name)
            for name in ("given_values", "numbered_openings", "split_openings")
        ),
    ],
)
def test_own_statistics_on_others_have_the_numbers_of_these(
    market: Settings, own: dict[str, str]
) -> None:
    """A publish would break off with what DuckDB says of tables that nobody wrote."""
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {})
    of_skills = shares_of(found, "skill_share")
    assert of_skills
    for name in own:
        assert shares_of(found, name) == of_skills


def test_every_label_of_a_value_is_there_for_those_who_read_it(market: Settings) -> None:
    """A statistic on another would be published with labels that nobody wrote."""
    own = {
        "b": "SELECT population_id, opening_id, value, label || ' ' || (hash(opening_id) % 2) "
        "AS label, named FROM skill_share",
        "c": "SELECT population_id, opening_id, label AS value, label, named FROM b WHERE named",
        "d": "SELECT population_id, opening_id, value, nullif(label, 'Python 0') AS label, named "
        "FROM b",
        "e": "SELECT population_id, opening_id, coalesce(label, 'none') AS value, label, named "
        "FROM d WHERE named",
    }
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {})
    of_skills = {value: share for value, _, share in shares_of(found, "skill_share")}
    assert of_skills["python"] == 40
    numbers = {value: share for value, _, share in shares_of(found, "c")}
    assert numbers["Python 0"] + numbers["Python 1"] == 40
    assert min(numbers["Python 0"], numbers["Python 1"]) > 0
    with_none = {value: share for value, _, share in shares_of(found, "e")}
    assert with_none["none"] == numbers["Python 0"]


@pytest.mark.parametrize("measure", ["opening", "value_number", "number", "slice"])
def test_a_measure_may_bear_the_name_of_what_is_counted_by(market: Settings, measure: str) -> None:
    """It would be taken for the numbers of openings, and others would not find it."""
    columns = "SELECT population_id, opening_id, value, label,"
    own = {
        "b": f"{columns} required AS {measure} FROM skill_share",
        "c": f"{columns} TRUE AS named FROM b WHERE {measure}",
    }
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {"b": measure})
    required = {one for one in shares_of(found, "skill_share", "required") if one[-1]}
    assert required
    assert required == shares_of(found, "b", measure) == shares_of(found, "c")


def test_statistics_of_one_relation_are_counted_by_the_measures_of_each(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is laid out once for both would give the one the numbers of the other."""
    laid_out: list[list[str]] = []
    of = NumberedAnswers.of

    def look(connection: Any, measures: list[str], *given: Any) -> NumberedAnswers:
        laid_out.append(measures)
        return of(connection, measures, *given)

    monkeypatch.setattr(NumberedAnswers, "of", look)
    own = {
        "b": "SELECT population_id, opening_id, value, label, required FROM skill_share",
        "c": f"{NAMED} skill_share",
        "d": f"{NAMED} skill_share",
    }
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {"b": "required"})
    assert laid_out == [["named", "required"], ["together"], ["required"], ["named"]]
    required = {one for one in shares_of(found, "skill_share", "required") if one[-1]}
    assert shares_of(found, "b", "required") == required
    assert shares_of(found, "c") == shares_of(found, "d") == shares_of(found, "skill_share")
    assert shares_of(found, "skill_share") != required


def test_what_is_laid_out_for_one_group_after_another_is_laid_out_once(
    hand_made_warehouse: Callable[..., Settings], advert: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups begin and end with other openings; a large market would also be held several times."""
    adverts = [
        advert(employer=f"E{n % 20}", skills={"python": "required"}, years=None if n < 9 else 3)
        for n in range(80)
    ]
    made: list[weakref.ref[NumberedAnswers]] = []
    held: list[int] = []
    of = NumberedAnswers.of

    def look(*given: Any) -> NumberedAnswers:
        found = of(*given)
        made.append(weakref.ref(found))
        return found

    monkeypatch.setattr(NumberedAnswers, "of", look)
    wanted = {
        "skill_share": definitions()["skill_share"],
        "b": msgspec.structs.replace(definitions()["skill_share"], id="b", splits=("small",)),
    }
    for most, layouts, kept in ((10**9, 1, 1), (0, 2, 0)):
        made.clear()
        held.clear()
        with populated(hand_made_warehouse(adverts), ALL) as connection:
            connection.execute("CREATE VIEW b AS SELECT * FROM skill_share")
            connection.execute(
                "CREATE VIEW openings_by_small AS SELECT population_id, opening_id, 'x' AS "
                "group_value, 'X' AS group_label FROM population_openings "
                "QUALIFY row_number() OVER (ORDER BY opening_id) BETWEEN 20 AND 70"
            )
            monkeypatch.setattr(estimation, "MOST_ANSWERS", most)
            estimate_all(
                connection,
                wanted,
                Context(populations=[ALL.id]),
                each=lambda *_: held.append(sum(one() is not None for one in made)),
            )
        assert (len(made), held[0]) == (layouts, kept)


def estimate_own(
    connection: duckdb.DuckDBPyConnection, own: dict[str, str], measures: dict[str, str]
) -> Estimated:
    """The statistics of a release and own ones, by name; of each its measure, if not ``named``."""
    of_skills = definitions()["skill_share"]
    found = {one: definitions()[one] for one in ("skill_share", "skill_trend", "skill_pairs")}
    for name, select in own.items():
        connection.execute(f"CREATE VIEW {name} AS {select}")
        measure = measures.get(name, "named")
        found[name] = msgspec.structs.replace(
            of_skills,
            id=name,
            measures={measure: "It counts."},
            phrases={measure: "count {label}"},
            headline=msgspec.structs.replace(of_skills.headline, measure=measure),
        )
    return estimate_all(connection, found, Context(populations=[ALL.id]))


def shares_of(
    found: Estimated, statistic: str, measure: str = "named"
) -> set[tuple[str, str, int]]:
    """Value, label and openings of whole populations."""
    return {
        (one.value, one.label, one.openings)
        for one in found.estimates
        if one.statistic == statistic and one.measure == measure and not one.group
    }


@pytest.mark.parametrize(("many", "given_back"), [(40, 4), (120, 2), (400, 0)])
def test_memory_of_large_relations_is_given_back(
    hand_made_warehouse: Callable[..., Settings],
    advert: Any,
    monkeypatch: pytest.MonkeyPatch,
    many: int,
    given_back: int,
) -> None:
    """What making and dropping them took would be held beside what they are counted in."""
    adverts = [
        advert(employer=f"E{n % 20}", skills={"python": "required", "c++": "required"})
        for n in range(80)
    ]
    asked = []
    monkeypatch.setattr(slices, "_MANY", many)
    monkeypatch.setattr(slices, "give_back_memory", asked.append)
    with populated(hand_made_warehouse(adverts), ALL) as connection:
        connection.execute("UPDATE skills SET kind = 'technology'")
        wanted = {one: definitions()[one] for one in ("skill_share", "skill_pairs", "skill_trend")}
        estimate_all(connection, wanted, Context(populations=[ALL.id]))
    assert asked == [connection] * given_back


def test_what_is_numbered_is_not_kept_by_name(market: Settings) -> None:
    """Of a hundred thousand openings the groups by name take 150 MiB, until all is estimated."""
    left = []

    def look(*_: object) -> None:
        query = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%\\_openings'"
        left.extend(name for (name,) in connection.execute(query + " ESCAPE '\\'").fetchall())

    with populated(market, ALL) as connection:
        wanted = {"skill_share": definitions()["skill_share"]}
        estimate_all(connection, wanted, Context(populations=[ALL.id]), each=look)
    assert "_numbered_openings" in left
    assert "_split_openings" not in left


def test_pairs_take_little_memory() -> None:
    """Of a hundred thousand openings what they are made of took 560 MiB: all technologies of all
    openings, by name.
    """
    with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as connection:
        connection.execute(
            "CREATE TABLE skills AS SELECT 'skill-' || (100 + i) AS skill_id, "
            "'Skill ' || (100 + i) AS label, 'technology' AS kind FROM range(20) AS r (i)"
        )
        connection.execute(
            "CREATE VIEW skill_share AS SELECT 'everybody' AS population_id, "
            "'opening ' || o AS opening_id, skill_id AS value, label "
            "FROM range(20_000) AS r (o), skills"
        )
        connection.execute(f"CREATE VIEW skill_pairs AS {packaged().files['skill_pairs'].select}")
        connection.execute("SET memory_limit = '100MiB'")
        found = connection.execute(
            "SELECT count(*), count(DISTINCT value), min(value), min(label) FROM skill_pairs"
        ).fetchone()
    assert found == (190 * 20_000, 190, "skill-100|skill-101", "Skill 100 and Skill 101")


def test_rows_made_of_rows_at_hand_are_joined_as_written(market: Settings) -> None:
    """DuckDB expects few of them: it held millions of pairs twice, and looked their names up."""
    own = {
        "b": "SELECT population_id, opening_id, value, named, "
        "current_setting('disabled_optimizers') AS label FROM skill_share",
        "c": "SELECT population_id, opening_id, 'x' AS value, TRUE AS named, "
        "current_setting('disabled_optimizers') AS label FROM population_openings",
    }
    with populated(market, ALL) as connection:
        connection.execute("SET disabled_optimizers = 'top_n'")
        found = estimate_own(connection, own, {})
        after = connection.execute("SELECT current_setting('disabled_optimizers')").fetchall()
    disabled = {
        name: [set(label.split(",")) for _, label, _ in shares_of(found, name)] for name in own
    }
    assert all(one == {"top_n", "build_side_probe_side"} for one in disabled["b"])
    assert disabled["b"]
    assert disabled["c"] == [{"top_n"}]
    assert after == [("top_n",)]


def test_of_a_join_as_written_the_right_side_is_held() -> None:
    """What is said of it is DuckDB's own to keep: another version may name it otherwise."""
    sides = {}
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE few AS FROM range(10) AS t (x)")
        connection.execute("CREATE TABLE many AS FROM range(100_000) AS t (x)")
        query = "EXPLAIN (FORMAT json) FROM few INNER JOIN many USING (x)"

        def held() -> str:
            ((_, plan),) = connection.execute(query).fetchall()
            return str(re.findall(r"\b(few|many)\b", plan)[-1])

        sides["before"] = held()
        with suppress(ZeroDivisionError), joined_as_written(connection):
            sides["within"] = held()
            raise ZeroDivisionError
        sides["after"] = held()
    assert sides == {"before": "few", "within": "many", "after": "few"}


@pytest.mark.parametrize("column", ["value", "label", "required"])
def test_relation_that_lacks_a_column_is_refused_by_name(market: Settings, column: str) -> None:
    """Whoever wrote the statistic would read what DuckDB says of a query that is not theirs."""
    lacking = msgspec.structs.replace(definitions()["skill_share"], id="lacking")
    with populated(market, ALL) as connection:
        relation = connection.table("skill_share")
        kept = [one for one in relation.columns if one != column]
        relation.project(", ".join(kept)).create_view("lacking")
        with pytest.raises(SkillscanError, match=r"statistics/lacking\.sql gives the columns"):
            estimate_all(connection, {"lacking": lacking}, Context(populations=[ALL.id]))
