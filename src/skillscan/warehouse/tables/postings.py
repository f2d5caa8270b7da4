"""The postings of the warehouse: their present state, and how a sighting changes it.

``apply`` is pure: it takes the state that is known and one sighting, and gives the state after it.
A sighting that is older than what is known widens the time span and may add a version; it never
moves ``last_seen`` back nor replaces the present text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from duckdb import DuckDBPyConnection

from skillscan.domain import PayPeriod, Workplace
from skillscan.warehouse import bulk


class Change(StrEnum):
    """What a sighting meant for its posting."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingState:
    """One row of ``postings``."""

    posting_id: str
    source: str
    board: str
    native_id: str
    employer_id: str
    content_hash: str
    url: str | None
    first_seen: datetime
    last_seen: datetime
    sighted_at: datetime
    posted_at: datetime | None
    closed_at: datetime | None = None
    closed_reason: str | None = None
    missed_fetches: int = 0
    first_missed_at: datetime | None = None
    closed_by_source_at: datetime | None = None
    source_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One row of ``posting_versions``: the text of a posting at a time."""

    posting_id: str
    content_hash: str
    title: str
    text: str
    title_chars: int
    text_chars: int
    company: str | None
    locations: tuple[str, ...]
    country: str | None
    language: str | None
    department: str | None
    employment_type: str | None
    stated_workplace: Workplace | None
    stated_pay_min: float | None
    stated_pay_max: float | None
    stated_pay_currency: str | None
    stated_pay_period: PayPeriod | None
    landing_file: str
    valid_from: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One row of ``employers``."""

    employer_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A posting as one fetch had it, before its text is normalised."""

    posting_id: str
    source: str
    board: str
    native_id: str
    employer_id: str
    employer: str | None
    url: str | None
    posted_at: datetime | None
    is_closed_by_source: bool
    source_hash: str
    seen_at: datetime


def needs_version(state: PostingState | None, sighting: Sighting) -> bool:
    """Whether the sighting's text has to be normalised: its source says something new."""
    return state is None or sighting.source_hash != state.source_hash


def apply(
    state: PostingState | None, sighting: Sighting, version: Version | None
) -> tuple[PostingState, Change]:
    """The state after a sighting and what changed; ``version`` is None where none is needed."""
    if state is None:
        if version is None:
            raise ValueError(f"{sighting.posting_id} is new and has no version")
        return _new_state(sighting, version), Change.NEW
    seen = _seen(state, sighting)
    if version is None or sighting.seen_at < state.sighted_at:
        return seen, Change.UNCHANGED
    is_same = version.content_hash == state.content_hash
    current = replace(
        seen,
        employer_id=sighting.employer_id,
        content_hash=version.content_hash,
        url=sighting.url,
        posted_at=sighting.posted_at or state.posted_at,
        source_hash=sighting.source_hash,
    )
    return current, Change.UNCHANGED if is_same else Change.CHANGED


def glimpsed(state: PostingState, seen_at: datetime) -> PostingState:
    """The state after an item that was there, though it could not be read."""
    return replace(state, last_seen=max(state.last_seen, seen_at))


def _new_state(sighting: Sighting, version: Version) -> PostingState:
    return PostingState(
        posting_id=sighting.posting_id,
        source=sighting.source,
        board=sighting.board,
        native_id=sighting.native_id,
        employer_id=sighting.employer_id,
        content_hash=version.content_hash,
        url=sighting.url,
        first_seen=sighting.seen_at,
        last_seen=sighting.seen_at,
        sighted_at=sighting.seen_at,
        posted_at=sighting.posted_at,
        closed_by_source_at=sighting.seen_at if sighting.is_closed_by_source else None,
        source_hash=sighting.source_hash,
    )


def _seen(state: PostingState, sighting: Sighting) -> PostingState:
    closed_at = state.closed_by_source_at
    if sighting.seen_at >= state.sighted_at:
        closed_at = (closed_at or sighting.seen_at) if sighting.is_closed_by_source else None
    return replace(
        state,
        first_seen=min(state.first_seen, sighting.seen_at),
        last_seen=max(state.last_seen, sighting.seen_at),
        sighted_at=max(state.sighted_at, sighting.seen_at),
        closed_by_source_at=closed_at,
    )


def load(connection: DuckDBPyConnection, posting_ids: Iterable[str]) -> dict[str, PostingState]:
    """The known states of these postings, by id."""
    return _states(connection, "posting_id IN (SELECT unnest(?))", sorted(set(posting_ids)))


def of_boards(
    connection: DuckDBPyConnection, boards: Iterable[tuple[str, str]]
) -> dict[str, PostingState]:
    """The known states of all postings of these (source, board) pairs, by id."""
    wanted = [{"source": source, "board": board} for source, board in sorted(set(boards))]
    condition = "(source, board) IN (SELECT (b.source, b.board) FROM (SELECT unnest(?) AS b))"
    return _states(connection, condition, wanted) if wanted else {}


def _states(
    connection: DuckDBPyConnection, condition: str, wanted: Sequence[object]
) -> dict[str, PostingState]:
    names = [field.name for field in fields(PostingState)]
    query = f"SELECT {', '.join(names)} FROM postings WHERE {condition}"  # noqa: S608 - fixed text
    states = (
        PostingState(**dict(zip(names, row, strict=True)))
        for row in bulk.rows_of(connection, query, [wanted])
    )
    return {state.posting_id: state for state in states}


def save(
    connection: DuckDBPyConnection,
    *,
    employers: Sequence[Employer] = (),
    states: Sequence[PostingState] = (),
    versions: Sequence[Version] = (),
) -> None:
    """Write states and versions over those with the same key. Call it within a transaction."""
    bulk.insert(connection, "employers", employers, on_conflict="ON CONFLICT DO NOTHING")
    names = [field.name for field in fields(PostingState)]
    bulk.insert(
        connection, "postings", states, on_conflict=bulk.overwrite(["posting_id"], names[1:])
    )
    derived = ["country", "language", "department", "employment_type"]
    bulk.insert(
        connection,
        "posting_versions",
        versions,
        on_conflict=bulk.overwrite(["posting_id", "content_hash"], derived),
    )
