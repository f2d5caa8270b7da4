"""When a posting was seen, in days. In which minute of a night its board was fetched decides
nothing, so that two runs over the same boards agree.
"""

from datetime import UTC, date, datetime
from typing import TypeAlias

DaysSeen: TypeAlias = tuple[date, date]
"""The first and the last day (UTC)."""


def days_seen(first_seen: datetime, last_seen: datetime | None = None) -> DaysSeen:
    """The days of these moments; without a last one it was seen once."""
    first = day_of(first_seen)
    return (first, day_of(last_seen) if last_seen else first)


def overlap(one: DaysSeen, other: DaysSeen) -> bool:
    """Whether two postings were there on one day."""
    return one[0] <= other[1] and other[0] <= one[1]


def day_of(moment: datetime) -> date:
    """The day of a moment in UTC."""
    return moment.astimezone(UTC).date()
