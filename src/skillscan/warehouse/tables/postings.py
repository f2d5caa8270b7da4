"""The postings of the warehouse: their present state, and how an observation changes it.

``apply`` is pure: it takes the state that is known and one observation, and gives the state after
it. An observation that is older than what is known widens the time span and may add a version; it
never moves ``last_seen`` back nor replaces the present text.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from duckdb import DuckDBPyConnection

from skillscan.domain import PayPeriod, Workplace
from skillscan.landing.quarantine import READING_REASON
from skillscan.warehouse import bulk, queries

VersionKey = tuple[str, str]
"""Posting id and content hash."""


class Change(StrEnum):
    """What an observation meant for its posting."""

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
class PostingVersion:
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
    stated_pay_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One row of ``employers``."""

    employer_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPosting:
    """A posting that landing files should give; ``is_whole``: all that is known of it is there."""

    posting_id: str
    source: str
    board: str
    is_whole: bool


def needs_version(state: PostingState | None, observation: Observation) -> bool:
    """Whether the observed text has to be normalised: its source says something new."""
    return state is None or observation.source_hash != state.source_hash


def apply(
    state: PostingState | None, observation: Observation, version: PostingVersion | None
) -> tuple[PostingState, Change]:
    """The state after an observation and what changed; ``version`` is None where none is needed."""
    if state is None:
        if version is None:
            raise ValueError(f"{observation.posting_id} is new and has no version")
        return _new_state(observation, version), Change.NEW
    seen = _seen(state, observation)
    if version is None or observation.seen_at < state.sighted_at:
        return seen, Change.UNCHANGED
    is_same = version.content_hash == state.content_hash
    current = replace(
        seen,
        employer_id=observation.employer_id,
        content_hash=version.content_hash,
        url=observation.url,
        posted_at=observation.posted_at or state.posted_at,
        source_hash=observation.source_hash,
    )
    return current, Change.UNCHANGED if is_same else Change.CHANGED


def observed_unparsed(state: PostingState, seen_at: datetime) -> PostingState:
    """The state after an item that was there, though it could not be parsed."""
    return replace(state, last_seen=max(state.last_seen, seen_at))


def _new_state(observation: Observation, version: PostingVersion) -> PostingState:
    return PostingState(
        posting_id=observation.posting_id,
        source=observation.source,
        board=observation.board,
        native_id=observation.native_id,
        employer_id=observation.employer_id,
        content_hash=version.content_hash,
        url=observation.url,
        first_seen=observation.seen_at,
        last_seen=observation.seen_at,
        sighted_at=observation.seen_at,
        posted_at=observation.posted_at,
        closed_by_source_at=observation.seen_at if observation.is_closed_by_source else None,
        source_hash=observation.source_hash,
    )


def _seen(state: PostingState, observation: Observation) -> PostingState:
    closed_at = state.closed_by_source_at
    if observation.seen_at >= state.sighted_at:
        closed_at = (closed_at or observation.seen_at) if observation.is_closed_by_source else None
    return replace(
        state,
        first_seen=min(state.first_seen, observation.seen_at),
        last_seen=max(state.last_seen, observation.seen_at),
        sighted_at=max(state.sighted_at, observation.seen_at),
        closed_by_source_at=closed_at,
    )


def load(connection: DuckDBPyConnection, posting_ids: Iterable[str]) -> dict[str, PostingState]:
    """The known states of these postings, by id."""
    wanted = sorted(set(posting_ids))
    states = queries.records(connection, "postings/by_id", PostingState, posting_ids=wanted)
    return {state.posting_id: state for state in states}


def save(
    connection: DuckDBPyConnection,
    *,
    employers: Sequence[Employer] = (),
    states: Sequence[PostingState] = (),
    versions: Sequence[PostingVersion] = (),
) -> None:
    """Write states and versions over those with the same key. Call it within a transaction."""
    bulk.write(connection, "employers/add", employers)
    bulk.write(connection, "postings/merge", states)
    bulk.write(connection, "posting_versions/merge", versions)


def of_loaded_files(
    connection: DuckDBPyConnection, landing_files: Collection[str]
) -> list[ExpectedPosting]:
    """The postings that these landing files should give, by what the warehouse holds of them."""
    return queries.records(
        connection,
        "postings/of_loaded_files",
        ExpectedPosting,
        landing_files=sorted(landing_files),
    )


def named_in_quarantine(
    connection: DuckDBPyConnection, posting_ids: Collection[str], landing_files: Collection[str]
) -> set[str]:
    """Those of these postings that an item of these landing files in quarantine may be."""
    rows = queries.rows(
        connection,
        "postings/named_in_quarantine",
        posting_ids=sorted(posting_ids),
        landing_files=sorted(landing_files),
        reading_reason=READING_REASON,
    )
    return {posting_id for (posting_id,) in rows}


def forget(connection: DuckDBPyConnection, posting_ids: Collection[str]) -> None:
    """Remove postings with their texts, readings and places in openings. In a transaction.

    The other postings of their employers are to be grouped again.
    """
    ids = sorted(posting_ids)
    queries.run(connection, "posting_openings/group_again", posting_ids=ids)
    for query in ("posting_openings/forget", "posting_versions/forget", "postings/forget"):
        queries.run(connection, query, posting_ids=ids)
    _forget_readings(connection)


def earlier_versions(
    connection: DuckDBPyConnection, landing_files: Collection[str]
) -> list[VersionKey]:
    """The texts from these landing files that are not their posting's present one."""
    rows = queries.rows(connection, "posting_versions/earlier", landing_files=sorted(landing_files))
    return [(posting_id, content) for posting_id, content in rows]


def forget_versions(connection: DuckDBPyConnection, keys: Iterable[VersionKey]) -> None:
    """Remove these texts with their readings. Call it within a transaction."""
    pairs = [{"posting_id": posting_id, "content_hash": content} for posting_id, content in keys]
    queries.run(connection, "posting_versions/forget_some", versions=pairs)
    _forget_readings(connection)


def _forget_readings(connection: DuckDBPyConnection) -> None:
    for query in ("findings/forget_without_text", "readings/forget_without_text"):
        queries.run(connection, query)
