"""Settles which postings are open after new fetches of their boards (the rule: ``closing``)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import groupby

from duckdb import DuckDBPyConnection

from skillscan.domain import IMPORT_BOARD
from skillscan.warehouse import bulk
from skillscan.warehouse.closure_rule import (
    Answer,
    BoardHistory,
    CompleteFetch,
    Standing,
    suspicious,
)
from skillscan.warehouse.tables import postings
from skillscan.warehouse.tables.postings import PostingState

BoardKey = tuple[str, str]
"""Source and board."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many postings were closed and reopened."""

    closed: int
    reopened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetched:
    fetch_id: str
    source: str
    board: str
    answer: Answer
    is_suspicious: bool


def settle(connection: DuckDBPyConnection, boards: Iterable[BoardKey]) -> Settled:
    """Recompute the standing of every posting of these boards. Call it within a transaction."""
    before = list(postings.of_boards(connection, boards).values())
    histories = _histories(connection, boards, before)
    after = [_settled(state, histories[state.source, state.board]) for state in before]
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    postings.save(connection, states=[new for _, new in pairs])
    return Settled(
        closed=sum(old.closed_at is None and new.closed_at is not None for old, new in pairs),
        reopened=sum(old.closed_at is not None and new.closed_at is None for old, new in pairs),
    )


def _settled(state: PostingState, history: BoardHistory) -> PostingState:
    standing = history.standing(state.last_seen, state.closed_by_source_at)
    return replace(state, **{f.name: getattr(standing, f.name) for f in fields(Standing)})


def _histories(
    connection: DuckDBPyConnection, boards: Iterable[BoardKey], states: Iterable[PostingState]
) -> defaultdict[BoardKey, BoardHistory]:
    """The history of each crawled board; an empty one for imported files."""
    by_board = defaultdict(list)
    for state in states:
        by_board[state.source, state.board].append(state)
    histories: defaultdict[BoardKey, BoardHistory] = defaultdict(lambda: BoardHistory([]))
    crawled = [board for board in boards if board[1] != IMPORT_BOARD]
    for board, fetched in groupby(_fetched(connection, crawled), lambda f: (f.source, f.board)):
        histories[board] = _history(connection, list(fetched), by_board[board])
    return histories


def _history(
    connection: DuckDBPyConnection, fetched: list[_Fetched], states: list[PostingState]
) -> BoardHistory:
    """The complete fetches, with what is suspicious among them decided and recorded."""

    def had_open(time: datetime) -> bool:
        return any(
            state.first_seen < time
            and (state.closed_by_source_at is None or state.closed_by_source_at > time)
            for state in states
        )

    flagged = suspicious([f.answer for f in fetched], had_open)
    changed = [f for f in fetched if f.is_suspicious != (f.answer.started_at in flagged)]
    for entry in changed:
        connection.execute(
            "UPDATE fetches SET is_suspicious = NOT is_suspicious WHERE fetch_id = ?",
            [entry.fetch_id],
        )
    return BoardHistory(
        CompleteFetch(
            started_at=f.answer.started_at,
            is_not_modified=f.answer.is_not_modified,
            is_suspicious=f.answer.started_at in flagged,
        )
        for f in fetched
        if f.answer.is_complete
    )


def _fetched(connection: DuckDBPyConnection, boards: list[BoardKey]) -> list[_Fetched]:
    """The fetches of these boards that say something, by board."""
    if not boards:
        return []
    rows = bulk.rows_of(
        connection,
        """
        SELECT fetch_id, source, board, started_at, postings, outcome = 'complete',
            is_not_modified, is_suspicious
        FROM fetches
        WHERE (outcome = 'complete' OR postings > 0)
            AND (source, board) IN (SELECT (b.source, b.board) FROM (SELECT unnest(?) AS b))
        ORDER BY source, board, started_at
        """,
        [[{"source": source, "board": board} for source, board in boards]],
    )
    return [
        _Fetched(
            fetch_id=fetch_id,
            source=source,
            board=board,
            answer=Answer(
                started_at=started_at,
                postings=made,
                is_complete=is_complete,
                is_not_modified=is_not_modified,
            ),
            is_suspicious=is_suspicious,
        )
        for (
            fetch_id,
            source,
            board,
            started_at,
            made,
            is_complete,
            is_not_modified,
            is_suspicious,
        ) in rows
    ]
