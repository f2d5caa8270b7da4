"""What is shown where nobody said what."""

from dataclasses import dataclass
from typing import Any

import pytest
from skillscan.flows.artifacts import estimate_rows
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.release.excerpt import excerpt
from skillscan.release.shown import in_order, leading
from skillscan.statistics.figures.figure import Figure


@dataclass(frozen=True)
class Row:
    kind: str | None


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (["technology", "field", "technology"], ["technology", "technology"]),
        ([None, None], [None, None]),
        (["certification", "certification"], ["certification", "certification"]),
        ([], []),
    ],
    ids=["technologies lead", "no skills", "certifications alone", "nothing"],
)
def test_technologies_lead_where_there_are_any(
    kinds: list[str | None], shown: list[str | None]
) -> None:
    """That ML engineers know machine learning would lead, or certifications be shown nowhere."""
    assert [one.kind for one in leading(Row(kind) for kind in kinds)] == shown


def figure(value: str, openings: int, split: str = "all") -> Figure:
    return Figure(
        statistic="employer_concentration",
        population="ml_engineer",
        split=split,
        group="",
        group_label="",
        value=value,
        label=value,
        figure="held",
        unit="share",
        number=0.5,
        low=None,
        high=None,
        openings=openings,
        employers=10,
        of_openings=openings,
        of_employers=10,
    )


def test_counted_values_stand_in_their_order() -> None:
    """The share of the ten largest employers would stand before that of the five largest."""
    given = [figure("10", 40), figure("b", 50, "seniority"), figure("5", 40), figure("1", 40)]
    assert [one.value for one in in_order(given)] == ["1", "5", "10", "b"]


def shown(extended: Any, *words: str) -> str:
    environment = {"SKILLSCAN_HOME": str(extended.settings.home), "COLUMNS": "200"}
    done = CliRunner().invoke(app, ["stats", *words], env=environment)
    assert done.exit_code == 0, done.exception
    return done.stdout


def test_beside_a_median_stands_the_share_that_states_it(extended: Any) -> None:
    """A median of a third of the openings would pass for one of all."""
    said = shown(extended, "pay_median")
    assert "(pay_median): The posting states pay in this currency" in said
    assert "USD" in said
    assert "Of all openings *" not in said
    kept = excerpt(extended.release.publication)
    assert "pay_median" in {one.statistic for one in kept.estimates}
    page = extended.folder / "site" / "statistics" / "pay_median.html"
    assert 'aria-label="Pay that postings state, table"' in page.read_text("utf-8")


def test_the_effective_number_is_of_all_employers(extended: Any) -> None:
    """It would be said of the largest employer."""
    numbers = [one for one in extended.release.publication.figures if one.figure == "effective"]
    assert numbers
    assert {one.label for one in numbers} == {"all employers"}


def test_the_table_of_a_run_is_of_whole_populations(extended: Any) -> None:
    """A share of interns would stand beside a share of all, and nothing would tell them apart."""
    publication = extended.release.publication
    rows = [row for row in estimate_rows(publication) if row["statistic"] == "skill_share"]
    names = [(row["population"], row["value"]) for row in rows]
    assert names
    assert len(names) == len(set(names))
    statistics = {row["statistic"] for row in estimate_rows(publication)}
    assert "skill_share_by_seniority" not in statistics
