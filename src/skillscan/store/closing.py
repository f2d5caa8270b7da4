"""When is a posting closed? Pure decisions over the fetches of its board.

A posting closes only by the source's own word, or by two complete fetches without it that began at
least six hours apart. It counts as closed from the first of them. The state is a function of the
posting's last sighting and the board's fetches, so the order in which reports arrive is
irrelevant, and a posting that is seen again is open again.

* A failed or partial fetch proves nothing and is never passed to this module.
* A suspicious fetch (nothing usable from a board with open postings) proves nothing.
* An answer "not modified" confirms the last complete fetch before it: what that fetch had is seen
  again, what it had not is missed again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

MINIMUM_ABSENCE = timedelta(hours=6)
"""Least time between the first and the last complete fetch without a posting that closes it."""

ClosedReason = Literal["absent", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteFetch:
    """A complete fetch of a board; ``started_at`` is UTC."""

    started_at: datetime
    is_not_modified: bool = False
    is_suspicious: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a posting is open, and how often it was missed since it was last seen."""

    last_seen: datetime
    missed_fetches: int = 0
    first_missed_at: datetime | None = None
    closed_at: datetime | None = None
    closed_reason: ClosedReason | None = None


class BoardHistory:
    """The complete fetches of one board, in any order."""

    def __init__(self, fetches: Iterable[CompleteFetch]) -> None:
        self._whole: list[datetime] = []
        self._unchanged: list[datetime] = []
        self._evidence: list[datetime] = []
        is_trusted = False
        for fetch in sorted(fetches, key=lambda f: (f.started_at, f.is_not_modified)):
            if fetch.is_not_modified:
                self._unchanged.append(fetch.started_at)
            else:
                self._whole.append(fetch.started_at)
                is_trusted = not fetch.is_suspicious
            if is_trusted:
                self._evidence.append(fetch.started_at)

    def standing(self, last_seen: datetime, closed_by_source_at: datetime | None) -> Standing:
        """The standing of a posting that was last among a fetch's items at ``last_seen``."""
        seen = self._confirmed_until(last_seen)
        if closed_by_source_at is not None:
            return Standing(last_seen=seen, closed_at=closed_by_source_at, closed_reason="source")
        start = bisect_right(self._evidence, seen)
        missed = len(self._evidence) - start
        if not missed:
            return Standing(last_seen=seen)
        first, last = self._evidence[start], self._evidence[-1]
        is_closed = last - first >= MINIMUM_ABSENCE
        return Standing(
            last_seen=seen,
            missed_fetches=missed,
            first_missed_at=first,
            closed_at=first if is_closed else None,
            closed_reason="absent" if is_closed else None,
        )

    def _confirmed_until(self, seen: datetime) -> datetime:
        """The last "not modified" that repeats the fetch which had the posting, or ``seen``."""
        following = bisect_right(self._whole, seen)
        if following == 0:  # no complete fetch had it: there is nothing to repeat
            return seen
        end = len(self._unchanged)
        if following < len(self._whole):
            end = bisect_left(self._unchanged, self._whole[following])
        return max(seen, self._unchanged[end - 1]) if end else seen
