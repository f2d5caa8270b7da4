"""The table of source health says which boards were not read whole, and why."""

from datetime import UTC, datetime, timedelta

from skillscan.flows.artifacts import health_rows, health_summary

from skillscan.collect.board_health import troubles
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


HISTORY: dict[str, list[FetchReport]] = {
    "old": [
        report("old", started_at=NOW - timedelta(days=9)),
        report("old", "failed", started_at=NOW - timedelta(days=8), reason="not_found"),
        report("old", "failed", started_at=NOW - timedelta(days=5), reason="not_found"),
    ]
}


def rows_of(*reports: FetchReport) -> list[dict[str, object]]:
    return health_rows(troubles(reports, lambda one: HISTORY.get(one.board, [])))


def test_a_row_for_each_board_that_is_not_well() -> None:
    """Among hundreds of boards nobody would find the three that need somebody."""
    rows = rows_of(
        report("a"),
        report("b", is_not_modified=True, items=0),
        report("c", "partial", reason="page_limit"),
        report("old", "failed", reason="not_found", items=0),
        report("e", is_suddenly_empty=True, items=0),
        report("f", "failed", reason=None, items=0),
    )
    found = [(r["board"], r["outcome"], r["reason"], r["since"]) for r in rows]
    assert found == [
        ("c", "partial", "page_limit", "2026-06-01 00:00 UTC"),
        ("old", "failed", "not_found", "2026-05-24 00:00 UTC"),
        ("e", "complete", "suddenly_empty", "2026-06-01 00:00 UTC"),
        ("f", "failed", "no reason given", "2026-06-01 00:00 UTC"),
    ]
    assert all(row["what to do"] for row in rows)


def test_all_is_well() -> None:
    """A table without rows would look like one that was not made."""
    reports = [report("a"), report("b")]
    assert rows_of(*reports) == []
    said = health_summary(reports, [])
    assert said.startswith("All boards that were asked are well. 2 boards: 2 complete; 20 postings")


def test_an_outage_is_one_row() -> None:
    """Three hundred rows of one outage would hide the one board that is dead."""
    down = [report(f"d{n}", "failed", reason="timeout", items=0) for n in range(5)]
    left = [report(f"l{n}", "not_tried", reason="provider_down", items=0) for n in range(295)]
    dead = report("dead", "failed", reason="not_found", source="ashby")
    rows = rows_of(*down, *left, dead)
    assert [(row["board"], row["boards"], row["reason"]) for row in rows] == [
        ("all of lever", 300, "timeout"),
        ("dead", 1, "not_found"),
    ]


def test_a_night_without_a_network_is_one_row() -> None:
    """Each board would be named, and the network not."""
    offline = [report(f"o{n}", "failed", reason="offline", items=0) for n in range(40)]
    (row,) = rows_of(*offline)
    assert (row["board"], row["boards"], row["reason"]) == ("all", 40, "offline")


def test_last_visit_of_a_board_counts() -> None:
    """A board that a retry read whole is not a failed one."""
    later = report("a", started_at=NOW + timedelta(minutes=5))
    assert rows_of(later, report("a", "failed", reason="timeout")) == []


def test_long_lists_are_cut() -> None:
    """Hundreds of failures on a bad night must not flood the page."""
    rows = rows_of(*[report(f"b{n}", "failed", reason="x") for n in range(507)])
    assert (len(rows), rows[-1]) == (201, {"board": "and 307 more", "boards": 307})


def test_hostile_reasons_are_shortened_and_marked_up_nowhere() -> None:
    """Reasons come from outside and are shown on the operator's page."""
    (row,) = rows_of(report("<b>|", "failed", reason="<script>[x](javascript:1)" * 50))
    assert len(str(row["reason"])) < 200
    assert not set("<>[]|`") & set(f"{row['reason']}{row['board']}")
