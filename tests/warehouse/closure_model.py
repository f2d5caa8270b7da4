"""The closure rule told step by step in the order of time: what the SQL is compared with.

Times are hours since some start. It knows one board; fetches of a board begin at different times.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillscan.domain import EMPTY_IS_BELIEVED_AFTER

WEEK = EMPTY_IS_BELIEVED_AFTER.total_seconds() / 3600
MINIMUM_ABSENCE = 6.0


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A fetch of the board, and how many postings it brought."""

    at: float
    outcome: str = "complete"
    postings: int = 0
    is_not_modified: bool = False
    is_suspicious: bool = False


@dataclass(frozen=True, kw_only=True)
class Status:
    """A posting of the board: what is known of it, and whether it is open."""

    first_seen: float
    last_seen: float
    closed_by_source_at: float | None = None
    missed_fetches: int = 0
    first_missed_at: float | None = None
    closed_at: float | None = None
    closed_reason: str | None = None


def marked(fetches: Sequence[Fetched], postings: Sequence[Status]) -> list[Fetched]:
    """The fetches in the order of time, those that are too empty to be believed marked."""
    found = []
    empty_since: float | None = None
    for fetch in sorted(fetches, key=lambda f: f.at):
        is_complete = fetch.outcome == "complete"
        if fetch.postings:
            empty_since = None
        elif is_complete and not fetch.is_not_modified and empty_since is None:
            empty_since = fetch.at
        is_recent = empty_since is not None and fetch.at - empty_since < WEEK
        had_open = any(was_open(posting, fetch.at) for posting in postings)
        found.append(replace(fetch, is_suspicious=is_complete and is_recent and had_open))
    return found


def was_open(posting: Status, time: float) -> bool:
    closed_at = posting.closed_by_source_at
    return posting.first_seen < time and (closed_at is None or closed_at > time)


def status(posting: Status, fetches: Sequence[Fetched]) -> Status:
    """The posting's status after these (marked) fetches; an imported one has none."""
    is_there = had_fetch = False
    last_seen, missed = posting.last_seen, []
    for fetch in fetches:
        if fetch.outcome != "complete":
            continue
        if fetch.at <= posting.last_seen:
            is_there = had_fetch = had_fetch or not fetch.is_not_modified
            continue
        if not fetch.is_not_modified:
            is_there, had_fetch = False, True
        if is_there:
            last_seen = fetch.at
        elif had_fetch and not fetch.is_suspicious:
            missed.append(fetch.at)
    if posting.closed_by_source_at is not None:
        return replace(
            posting,
            last_seen=last_seen,
            missed_fetches=0,
            first_missed_at=None,
            closed_at=posting.closed_by_source_at,
            closed_reason="source",
        )
    is_gone = bool(missed) and missed[-1] - missed[0] >= MINIMUM_ABSENCE
    return replace(
        posting,
        last_seen=last_seen,
        missed_fetches=len(missed),
        first_missed_at=missed[0] if missed else None,
        closed_at=missed[0] if is_gone else None,
        closed_reason="absent" if is_gone else None,
    )
