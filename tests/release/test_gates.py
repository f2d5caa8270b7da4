"""Each gate: a release that passes it, and one that it holds back."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from skillscan.release import gates
from skillscan.release.document import PopulationEntry, Publication
from skillscan.release.gates import ReleaseCandidate, judge
from skillscan.release.warehouse_health import WarehouseHealth
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimates import Estimate, View, Views, Withheld
from skillscan.statistics.populations import Population, Sample

FINE = WarehouseHealth(
    as_of=date(2026, 2, 10),
    pipeline_version="x",
    failing_checks=(),
    fetched_boards=10,
    failed_boards=0,
    unread_postings=0,
)
BOARDS = {"p": frozenset({f"lever/{n}" for n in range(10)})}


def published(share: float, openings: int = 100, low: float = 0.0, high: float = 1.0) -> Any:
    view = View(share=share, low=low, high=high)
    one = Estimate(
        statistic="skill_share",
        population="p",
        value="python",
        label="Python",
        measure="named",
        openings=1,
        postings=1,
        employers=1,
        of_openings=openings,
        of_employers=1,
        stating_openings=openings,
        stating_employers=1,
        views=Views(all=view, stating=view, silent=view, employer=view),
        reading_error=None,
    )
    return Publication(
        release="r",
        published_at=None,
        as_of=None,
        notice=None,
        skillscan_version="0",
        pipeline_version="x",
        method="",
        statistics=dict(definitions()),
        caveats={},
        populations={
            "p": PopulationEntry(
                definition=Population(id="p", label="p"), sample=Sample(openings=openings)
            )
        },
        sources=[],
        withheld=[],
        estimates=[one],
    )


GOOD = ReleaseCandidate(
    publication=published(0.7, low=0.65, high=0.75),
    boards=BOARDS,
    health=FINE,
    previous=published(0.68),
    previous_boards=BOARDS,
)


def failed(candidate: ReleaseCandidate) -> dict[str, str]:
    return {one.gate: one.reason for one in judge(candidate) if not one.is_passed}


def test_names_of_gates_are_those_judged() -> None:
    """A gate that the command line does not know could never be waived."""
    assert tuple(one.gate for one in judge(GOOD)) == gates.GATES


def test_good_release_passes() -> None:
    """Nothing would ever be published."""
    assert failed(GOOD) == {}
    assert failed(replace(GOOD, previous=None, previous_boards=None)) == {}


NOTHING = msgspec.structs.replace(
    published(0.7),
    estimates=[],
    withheld=[Withheld(statistic="skill_share", population="p", reason="too few")],
)


@pytest.mark.parametrize(
    ("change", "gate", "said"),
    [
        pytest.param({"publication": NOTHING}, "has_estimates", "too few", id="no estimates"),
        pytest.param(
            {"health": replace(FINE, failing_checks=("posting_without_text",))},
            "checks_pass",
            "posting_without_text",
            id="failing check",
        ),
        pytest.param(
            {"health": replace(FINE, unread_postings=3)},
            "extraction_is_finished",
            "3 postings are not read",
            id="unread postings",
        ),
        pytest.param(
            {"health": replace(FINE, unreadable_postings=3, english_postings=299)},
            "extraction_is_finished",
            "fails on 3 of 299 postings",
            id="texts the pipeline fails on",
        ),
        pytest.param(
            {"health": replace(FINE, failed_boards=6)},
            "fetches_succeed",
            "6 of 10 boards",
            id="failed fetches",
        ),
        pytest.param(
            {"publication": published(0.7, openings=69)},
            "keeps_openings",
            "p has 69 openings, 100 before",
            id="lost openings",
        ),
        pytest.param(
            {"publication": published(0.81, low=0.75, high=0.85)},
            "no_jump",
            "skill_share python p: 68.0% → 81.0%",
            id="jump",
        ),
    ],
)
def test_gate_holds_back(change: dict[str, Any], gate: str, said: str) -> None:
    """The fault would reach readers."""
    reasons = failed(replace(GOOD, **change))
    assert list(reasons) == [gate]
    assert said in reasons[gate]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"health": replace(FINE, failed_boards=5)}, id="half of the fetches"),
        pytest.param(
            {"health": replace(FINE, unreadable_postings=3, english_postings=300)},
            id="one text in a hundred",
        ),
        pytest.param({"publication": published(0.7, openings=70)}, id="70 of 100 openings"),
        pytest.param(
            {"publication": published(0.78, low=0.75, high=0.85)}, id="10 points, not more"
        ),
        pytest.param(
            {"publication": published(0.9, low=0.5, high=1.0)}, id="jump within the interval"
        ),
        pytest.param(
            {
                "publication": published(0.9, low=0.85, high=0.95),
                "previous_boards": {"p": frozenset({"lever/0", "lever/99"})},
            },
            id="jump with other boards",
        ),
    ],
)
def test_gate_lets_pass(change: dict[str, Any]) -> None:
    """An ordinary release would need a person every day."""
    assert failed(replace(GOOD, **change)) == {}


def test_population_that_was_removed_is_no_loss() -> None:
    """An operator could not retire a population."""
    without = msgspec.structs.replace(published(0.7), populations={})
    assert "keeps_openings" not in failed(replace(GOOD, publication=without))


def test_a_latest_release_that_cannot_be_opened_is_looked_at_first() -> None:
    """After an update nobody would know whether the numbers moved, or publish would fail."""
    lost = replace(GOOD, previous=None, previous_boards=None, previous_fault="another version")
    assert list(failed(lost)) == ["keeps_openings", "no_jump"]
