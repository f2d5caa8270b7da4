"""When is a posting closed? Pure decisions over the fetches of its board.

A posting closes only by the source's own word, or by two complete fetches without it that began at
least six hours apart. It counts as closed from the first of them. The state is a function of the
posting's last sighting and the board's fetches, so the order in which reports arrive is
irrelevant, and a posting that is seen again is open again.

* A failed or partial fetch proves nothing and is never passed to this module.
* A suspicious fetch proves nothing: nothing usable from a board with open postings. A board that
  answers with nothing for a week is believed to be empty.
* An answer "not modified" confirms the last complete fetch before it: what that fetch had is seen
  again, what it had not is missed again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from skillscan.domain import EMPTY_IS_BELIEVED_AFTER

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
        for fetch in sorted(fetches, key=lambda f: (f.started_at, f.is_not_modified)):
            (self._unchanged if fetch.is_not_modified else self._whole).append(fetch.started_at)
            if self._whole and not fetch.is_suspicious:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a fetch brought; of incomplete ones only those that brought postings matter here."""

    started_at: datetime
    postings: int
    is_complete: bool = True
    is_not_modified: bool = False


def suspicious(answers: Iterable[Answer], had_open: Callable[[datetime], bool]) -> set[datetime]:
    """The starts of complete fetches that are too empty to be believed.

    ``had_open`` says whether the board had open postings before a time. An empty answer that is
    repeated, also as "not modified", is believed after EMPTY_IS_BELIEVED_AFTER.
    """
    found: set[datetime] = set()
    empty_since: datetime | None = None
    for answer in sorted(answers, key=lambda a: (a.started_at, a.is_not_modified)):
        if answer.postings:
            empty_since = None
        elif answer.is_complete and not answer.is_not_modified and empty_since is None:
            empty_since = answer.started_at
        if empty_since is None or not answer.is_complete:
            continue
        is_recent = answer.started_at - empty_since < EMPTY_IS_BELIEVED_AFTER
        if is_recent and had_open(answer.started_at):
            found.add(answer.started_at)
    return found
