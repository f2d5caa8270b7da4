"""Sources and times that cannot be told apart are named, and no trend is drawn across them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from suite.imported_files import TWO_FILES, as_imported_files
from typer.testing import CliRunner

from skillscan.article.check import check
from skillscan.article.judging.releases import evidence_from
from skillscan.article.refresh import refresh
from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.release.catalog import open_latest
from skillscan.release.document import Publication
from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.narrative import figure_sentence
from skillscan.site.pages import render
from skillscan.statistics.confounding import _Cell, _confounding
from skillscan.statistics.resamples import point_estimates_only
from skillscan.warehouse.connection import open_warehouse

NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)
ADDRESS = "experience_at_least/5/ml_engineer"
REASON = "both samples are printed beside it"


@pytest.mark.parametrize(
    ("cells", "kinds", "parts"),
    [
        pytest.param([("a", 2025, 1), ("b", 2026, 1)], ("source", "year"), 2, id="own years"),
        pytest.param([("a", 2025, 1), ("b", 2025, 3)], ("source", "quarter"), 2, id="own quarters"),
        pytest.param([("a", 2025, 1), ("a", 2026, 1)], None, 0, id="one source"),
        pytest.param([("a", 2025, 1), ("b", 2025, 1)], None, 0, id="one time"),
        pytest.param(
            [("a", 2025, 1), ("a", 2025, 2), ("b", 2025, 2), ("b", 2026, 1), ("c", 2026, 1)],
            None,
            0,
            id="joined in a chain",
        ),
        pytest.param(
            [("a", 2025, 1), ("b", 2025, 1), ("c", 2026, 1)], ("source", "year"), 2, id="one apart"
        ),
    ],
)
def test_parts_that_nothing_joins_are_confounded(
    cells: list[tuple[str, int, int]], kinds: tuple[str, str] | None, parts: int
) -> None:
    """A change between the years would be told that is one between two files, or the reverse."""
    found = _confounding("p", [_Cell(*cell, 50) for cell in cells])
    assert (found.kinds if found else None) == kinds
    assert len(found.parts if found else []) == parts


@pytest.fixture(scope="module")
def two_files(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """Two imported files in the shape of `ml_us_2025` and `builtin_2026`: one of spring 2025, in
    which a third of the openings ask for five years and name C++, one of February 2026, in which
    two thirds do; half of these require it.
    """
    home = tmp_path_factory.mktemp("two_files")
    adverts = [
        advert(
            employer=f"E{number % 40:02}",
            skills={"python": "required"}
            | ({"c++": ("required", "mentioned")[number % 2]} if is_five else {}),
            years=5 if is_five else 2,
            seen=datetime(2025, 4, 20, tzinfo=UTC) if number < 120 else NOW,
        )
        for number in range(240)
        for is_five in [number % 3 < (1 if number < 120 else 2)]
    ]
    settings = hand_made_warehouse(adverts, home)
    with open_warehouse(settings) as connection:
        as_imported_files(connection, TWO_FILES)
    return settings


def published(settings: Settings, **changes: Any) -> Publication:
    with point_estimates_only():
        publish(settings, now=NOW, render=render, **changes)
    return open_latest(settings).publication


def page_of(settings: Settings, statistic: str) -> str:
    """The page of a statistic of the latest release."""
    folder = Path(open_latest(settings).folder)
    return (folder / "site" / "statistics" / f"{statistic}.html").read_text()


@pytest.fixture(scope="module")
def publication(two_files: Settings) -> Publication:
    return published(two_files)


def test_source_and_year_are_named_and_no_trend_is_drawn(
    two_files: Settings, publication: Publication
) -> None:
    """Two files of two years would make a trend."""
    (found,) = (one for one in publication.confounded if one.population == "ml_engineer")
    assert found.kinds == ("source", "year")
    assert [(part.sources, part.first_quarter) for part in found.parts] == [
        (["file_2025"], "2025-Q2"),
        (["file_2026"], "2026-Q1"),
    ]
    drawn = {one.population for one in publication.estimates if one.statistic == "skill_trend"}
    assert "ml_engineer" not in drawn
    reasons = {
        one.reason
        for one in publication.withheld
        if (one.statistic, one.population, one.split) == ("skill_trend", "ml_engineer", "month")
    }
    assert len(reasons) == 1
    assert "source and year cannot be told apart" in reasons.pop()
    growth = [one for one in publication.withheld if one.figure == "raw_on_month"]
    assert [one.population for one in growth if one.population == "ml_engineer"]
    assert all("cannot be told apart" in one.reason for one in growth)
    assert "Source and year cannot be told apart" in page_of(two_files, "skill_share")
    assert confounding_sentence(publication, "data_scientist") == ""


def test_default_view_shows_the_samples_not_the_pooled_number(
    two_files: Settings, publication: Publication
) -> None:
    """43 % out of 32 % and 66 % would be the headline; and a release would be held back for it."""
    assert list(parts_instead(publication, "experience_at_least", "ml_engineer")) == [
        *("3", "4", "5"),
    ]
    environment = {"SKILLSCAN_HOME": str(two_files.home), "COLUMNS": "200"}
    words = ["stats", "experience_at_least", "--population", "ml_engineer"]
    shown = CliRunner().invoke(app, words, env=environment)
    assert shown.exit_code == 0
    assert "33% to 67% by sample" in shown.stdout
    assert "50.0%" not in shown.stdout
    assert "50.0%" in CliRunner().invoke(app, [*words, "--pooled"], env=environment).stdout
    page = page_of(two_files, "experience_at_least")
    assert "33% to 67% by sample" in page
    assert not re.search(r"\b50% <small>", page)


def test_default_view_shows_the_medians_of_samples_that_disagree(
    two_files: Settings, publication: Publication
) -> None:
    """3.5 years would be the median of one file that asks for two and one that asks for five."""
    environment = {"SKILLSCAN_HOME": str(two_files.home), "COLUMNS": "200"}
    words = ["stats", "experience_years", "--population", "ml_engineer"]
    shown = CliRunner().invoke(app, words, env=environment).stdout
    assert "2 to 5 by sample" in shown
    assert "samples behind this number disagree: 2 (file_2025" in shown
    pooled = CliRunner().invoke(app, [*words, "--pooled"], env=environment).stdout
    assert "3.5" in pooled
    assert "2 to 5 by sample" not in pooled
    assert "2 to 5 by sample" in page_of(two_files, "experience_years")
    (figure,) = (
        one
        for one in publication.figures
        if (one.population, one.figure, one.split) == ("ml_engineer", "median_years", "all")
    )
    assert "2 to 5 by sample" in figure_sentence(publication, figure)


def test_nothing_pooled_stands_beside_the_samples(
    two_files: Settings, publication: Publication
) -> None:
    """“Required 25 %” beside “33 % to 67 % by sample” pools the same two files."""
    assert "c++" in parts_instead(publication, "skill_share", "ml_engineer")
    environment = {"SKILLSCAN_HOME": str(two_files.home), "COLUMNS": "200"}
    words = ["stats", "skill_share", "--population", "ml_engineer", "--value", "c++"]
    row, *_ = _rows_of("C++", CliRunner().invoke(app, words, env=environment).stdout)
    assert "33% to 67% by sample" in row
    assert "25.0%" not in row
    pooled, *_ = _rows_of(
        "C++", CliRunner().invoke(app, [*words, "--pooled"], env=environment).stdout
    )
    assert "25.0%" in pooled
    page = page_of(two_files, "skill_share")
    in_page = [row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if ">C++</th>" in row]
    split = [row for row in in_page if "33% to 67% by sample" in row]
    assert split
    assert not [row for row in split if re.search(r"\b25% <small>", row)]


def _rows_of(label: str, shown: str) -> list[str]:
    """The rows of a printed table that begin with a label."""
    return [line for line in shown.splitlines() if line.strip(" │┃|").startswith(label)]


def test_what_one_employer_makes_is_shown_without_it(
    hand_made_warehouse: Callable[..., Settings], advert: Callable[..., Any], tmp_path: Path
) -> None:
    """An operator would look for two samples in numbers that one large employer makes."""
    adverts = [
        advert(
            employer="Harbour Eleven" if number >= 135 else f"E{number % 45:02}",
            skills={"python": "required"},
            years=5 if number >= 135 or number % 4 == 0 else 2,
        )
        for number in range(175)
    ]
    settings = hand_made_warehouse(adverts, tmp_path)
    published(settings)
    environment = {"SKILLSCAN_HOME": str(settings.home), "COLUMNS": "200"}
    words = ["stats", "experience_at_least", "--population", "ml_engineer", "--value", "5"]
    shown = CliRunner().invoke(app, words, env=environment).stdout
    assert "25% without Harbour Eleven" in shown
    assert "by employer" in shown
    assert "by sample" not in shown
    assert "25% without Harbour Eleven" in page_of(settings, "experience_at_least")
    article = b"<!-- skillscan: experience_at_least 5 ml_engineer -->42%<!-- /skillscan -->"
    checked = check(article, tmp_path / "article.md", evidence_from(settings)).checked
    assert "One employer makes this number: 25% in" in str(checked.claims[0].judgement.note)


@pytest.mark.usefixtures("publication")
def test_only_an_accepted_number_is_a_headline(two_files: Settings, tmp_path: Path) -> None:
    """A pooled number would stand in an article, and nobody would have said why it may."""
    path = tmp_path / "article.md"
    article = b"<!-- skillscan: experience_at_least 5 ml_engineer -->43%<!-- /skillscan -->"
    checked = check(article, path, evidence_from(two_files)).checked
    assert checked.claims[0].judgement.verdict == "cannot_say"
    assert "33% in" in str(checked.claims[0].judgement.note)
    assert "67% in" in str(checked.claims[0].judgement.note)
    assert refresh(article, checked).content == article
    with pytest.raises(UsageError, match="needs no acceptance"):
        published(two_files, pooled={"skill_share/python/ml_engineer": REASON})
    with pytest.raises(UsageError, match="names no number"):
        published(two_files, pooled={"python": REASON})
    after = published(two_files, pooled={ADDRESS: REASON})
    assert [one.reason for one in after.pooled_headlines] == [REASON]
    assert "5" not in parts_instead(after, "experience_at_least", "ml_engineer")
    accepted = check(article, path, evidence_from(two_files)).checked
    assert b"50%" in refresh(article, accepted).content
    kept = published(two_files, notice="a later night")
    assert kept.pooled_headlines == after.pooled_headlines
