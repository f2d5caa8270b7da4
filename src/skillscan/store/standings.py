"""Settles which postings are open after new fetches of their boards (the rule: ``closing``)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from duckdb import DuckDBPyConnection

from skillscan.store import bulk, postings
from skillscan.store.closing import BoardHistory, CompleteFetch, Standing

IMPORT_BOARD = "import"
"""The board of imported files: they show what there was, never what is gone."""

Board = tuple[str, str]
"""Source and board."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many postings were closed and reopened."""

    closed: int
    reopened: int


def settle(connection: DuckDBPyConnection, boards: Iterable[Board]) -> Settled:
    """Recompute the standing of every posting of these boards. Call it within a transaction."""
    crawled = sorted(board for board in set(boards) if board[1] != IMPORT_BOARD)
    _mark_suspicious(connection, crawled)
    histories = _histories(connection, crawled)
    before = list(postings.of_boards(connection, boards).values())
    after = [_settled(state, histories[state.source, state.board]) for state in before]
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    postings.save(connection, states=[new for _, new in pairs])
    return Settled(
        closed=sum(old.closed_at is None and new.closed_at is not None for old, new in pairs),
        reopened=sum(old.closed_at is not None and new.closed_at is None for old, new in pairs),
    )


def _settled(state: postings.PostingState, history: BoardHistory) -> postings.PostingState:
    standing = history.standing(state.last_seen, state.closed_by_source_at)
    return replace(state, **{f.name: getattr(standing, f.name) for f in fields(Standing)})


def _mark_suspicious(connection: DuckDBPyConnection, boards: list[Board]) -> None:
    """Complete fetches with nothing usable, of boards whose postings nobody called closed."""
    if not boards:
        return
    connection.execute(
        """
        UPDATE fetches AS f SET is_suspicious = (
            f.outcome = 'complete' AND NOT f.is_not_modified AND f.postings = 0
            AND EXISTS (
                FROM postings AS p
                WHERE p.source = f.source AND p.board = f.board
                    AND p.first_seen < f.started_at
                    AND coalesce(p.closed_by_source_at > f.started_at, true)
            )
        )
        WHERE f.postings = 0
            AND (f.source, f.board) IN (SELECT (b.source, b.board) FROM (SELECT unnest(?) AS b))
        """,
        [_structs(boards)],
    )


def _histories(
    connection: DuckDBPyConnection, boards: list[Board]
) -> defaultdict[Board, BoardHistory]:
    fetches: defaultdict[Board, list[CompleteFetch]] = defaultdict(list)
    rows = bulk.rows_of(
        connection,
        """
        SELECT source, board, started_at, is_not_modified, is_suspicious FROM fetches
        WHERE outcome = 'complete'
            AND (source, board) IN (SELECT (b.source, b.board) FROM (SELECT unnest(?) AS b))
        """,
        [_structs(boards)],
    )
    for source, board, started_at, is_not_modified, is_suspicious in rows if boards else []:
        fetches[source, board].append(
            CompleteFetch(
                started_at=started_at,
                is_not_modified=is_not_modified,
                is_suspicious=is_suspicious,
            )
        )
    histories: defaultdict[Board, BoardHistory] = defaultdict(lambda: BoardHistory([]))
    histories.update({board: BoardHistory(found) for board, found in fetches.items()})
    return histories


def _structs(boards: list[Board]) -> list[dict[str, str]]:
    return [{"source": source, "board": board} for source, board in boards]
