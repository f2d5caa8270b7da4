"""The table of source health says which boards were not read whole, and why."""

from datetime import UTC, datetime, timedelta

import pytest
from skillscan.flows.artifacts import health_rows

from skillscan.domain import FetchReport, Outcome

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def report(board: str, outcome: str = "complete", **changes: object) -> FetchReport:
    fields: dict[str, object] = {
        "source": "lever",
        "board": board,
        "outcome": Outcome(outcome),
        "started_at": NOW,
        "finished_at": NOW,
        "items": 10,
        "bytes": 500_000,
    }
    return FetchReport(**{**fields, **changes})


def test_counts_by_outcome() -> None:
    """A failed board must show, and must not hide the others."""
    rows = health_rows(
        [
            report("a"),
            report("b", is_not_modified=True, items=0),
            report("c", "partial", reason="http_500"),
            report("d", "failed", reason=None, items=0),
        ]
    )
    assert rows == [
        {
            "source": "lever",
            "boards": 4,
            "complete": 2,
            "of these unchanged": 1,
            "partial": 1,
            "failed": 1,
            "postings": 20,
            "megabytes": 2.0,
            "not read whole": "c: http_500; d: no reason given",
        }
    ]


def test_last_visit_of_a_board_counts() -> None:
    """A board that a retry read whole is not a failed one."""
    later = report("a", started_at=NOW + timedelta(minutes=5))
    (row,) = health_rows([later, report("a", "failed", reason="timeout")])
    assert (row["boards"], row["complete"], row["not read whole"]) == (1, 1, "")


@pytest.mark.parametrize(("failed", "end"), [(5, "b4: x"), (7, "and 2 more")])
def test_long_lists_are_cut(failed: int, end: str) -> None:
    """Hundreds of failures on a bad night must not flood the page."""
    (row,) = health_rows([report(f"b{n}", "failed", reason="x") for n in range(failed)])
    assert row["not read whole"].endswith(end)


def test_hostile_reasons_are_shortened_and_marked_up_nowhere() -> None:
    """Reasons come from outside and are shown on the operator's page."""
    (row,) = health_rows([report("b", "failed", reason="<script>[x](javascript:1)" * 50)])
    assert len(row["not read whole"]) < 200
    assert not set("<>[]|`") & set(row["not read whole"])
