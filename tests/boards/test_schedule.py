"""Quiet boards are fetched less often, changing and failing ones in time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from skillscan.boards.schedule import due_boards, next_fetch
from skillscan.domain import OFFLINE, Board, FetchReport, Outcome

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
ACME = Board("lever", "acme", "Acme")


def fetch(day: float, digest: str = "a", **values: Any) -> FetchReport:
    at = START + timedelta(days=day)
    return FetchReport(
        source="lever",
        board="acme",
        outcome=values.pop("outcome", Outcome.COMPLETE),
        started_at=at,
        finished_at=at,
        content_digest=digest,
        **values,
    )


FAILED = {"outcome": Outcome.FAILED, "reason": "timeout"}


@pytest.mark.parametrize(
    ("reports", "days"),
    [
        pytest.param([fetch(0)], 1, id="new boards are seen daily"),
        pytest.param([fetch(0), fetch(3, "b")], 1, id="a change makes it daily"),
        pytest.param([fetch(0), fetch(8)], 2, id="eight quiet days: every second day"),
        pytest.param([fetch(0), fetch(8, is_not_modified=True)], 2, id="a 304 is quiet"),
        pytest.param([fetch(0), fetch(50)], 7, id="weekly at the most"),
        pytest.param([fetch(0), fetch(20), fetch(21, "b")], 1, id="busy again"),
        pytest.param([fetch(0), fetch(1, **FAILED)], 0.25, id="a failure comes back soon"),
        pytest.param([fetch(0, **FAILED), fetch(1, **FAILED)], 0.5, id="then less soon"),
        pytest.param([fetch(n, **FAILED) for n in range(30)], 7, id="a dead board weekly"),
        pytest.param([fetch(0), fetch(1, is_suddenly_empty=True)], 0.25, id="suddenly empty"),
        pytest.param(
            [fetch(0, is_not_modified=True), fetch(40, is_not_modified=True)], 7, id="304"
        ),
    ],
)
def test_pause(reports: list[FetchReport], days: float) -> None:
    """Boards would be asked too often, or closings seen too late."""
    assert next_fetch(reports) - reports[-1].started_at == timedelta(days=days)


def test_nights_without_a_network_say_nothing_of_a_board() -> None:
    """After three of them, no board would be asked for days."""
    lost = [fetch(day, outcome=Outcome.FAILED, reason=OFFLINE) for day in (1, 2, 3)]
    assert due_boards([ACME], [fetch(0), *lost], START + timedelta(days=3, hours=1)) == [ACME]
    assert due_boards([ACME], [fetch(2.5), *lost], START + timedelta(days=3)) == []
    assert due_boards([ACME], lost, START + timedelta(days=3)) == [ACME]


def test_a_fetch_of_the_future_does_not_keep_a_board_waiting() -> None:
    """After a night with a wrong clock, boards would be asked next year."""
    assert due_boards([ACME], [fetch(0), fetch(400)], START + timedelta(days=2)) == [ACME]
    assert due_boards([ACME], [fetch(0), fetch(0.5)], START) == []


@pytest.mark.parametrize(("hours", "is_due"), [(20, False), (22.5, True), (24, True)])
def test_a_daily_run_that_starts_early_skips_no_day(hours: float, is_due: bool) -> None:
    """A daily cron that starts minutes earlier would fetch every second day."""
    due = due_boards([ACME], [fetch(0)], START + timedelta(hours=hours))
    assert due == ([ACME] if is_due else [])


def test_boards_never_visited_are_due_and_order_is_kept() -> None:
    """A board added to the list would never be fetched."""
    new = [Board("ashby", "b", "B"), Board("ashby", "a", "A")]
    assert due_boards([new[0], ACME, new[1]], [fetch(0)], START) == new
