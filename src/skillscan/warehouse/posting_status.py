"""Recomputes which postings are open after new fetches of their boards.

The rule is SQL: ``sql/queries/posting_status`` says which fetches are too empty to be believed
(``mark_suspicious_fetches``) and when a posting counts as gone (``find_changes``), over the view
``board_evidence``. Status is a function of a posting's last sighting and its board's fetches, so
the order in which reports arrive is of no matter; a failed or partial fetch proves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from skillscan.domain import EMPTY_IS_BELIEVED_AFTER, IMPORT_BOARD
from skillscan.warehouse import queries
from skillscan.warehouse.queries import board_structs

BoardKey = tuple[str, str]
"""Source and board."""


@dataclass(frozen=True, slots=True)
class StatusChanges:
    """How many postings were closed and reopened."""

    closed: int
    reopened: int


def recompute(connection: DuckDBPyConnection, boards: Iterable[BoardKey]) -> StatusChanges:
    """Recompute the status of every posting of these boards. Call it within a transaction."""
    boards = set(boards)
    queries.run(
        connection,
        "posting_status/mark_suspicious_fetches",
        boards=board_structs(board for board in boards if board[1] != IMPORT_BOARD),
        believed_after=EMPTY_IS_BELIEVED_AFTER,
    )
    queries.run(connection, "posting_status/find_changes", boards=board_structs(boards))
    ((closed, reopened),) = queries.rows(connection, "posting_status/count_changes")
    queries.run(connection, "posting_status/apply_changes")
    return StatusChanges(closed=closed, reopened=reopened)
