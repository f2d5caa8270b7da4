"""The report of a board that was not fetched: every board that was asked for has one."""

from datetime import UTC, datetime
from typing import Any

from skillscan.domain import Board, FetchReport, Outcome
from skillscan.landing.writer import LandingWriter


def report_unfetched(
    root: str, board: Board, outcome: Outcome = Outcome.FAILED, **details: Any
) -> tuple[str, FetchReport]:
    """Write the report; its name relative to the landing root, and what it says."""
    now = datetime.now(UTC)
    report = FetchReport(
        source=board.source,
        board=board.token,
        outcome=outcome,
        started_at=now,
        finished_at=now,
        employer=board.employer,
        **details,
    )
    writer = LandingWriter(root, board.source, board.token, now)
    return writer.report_name, writer.commit(report)
