"""What a posting demands, as far as it was read: two that demand otherwise are two jobs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias

PayTerms: TypeAlias = tuple[float | None, float | None, str | None, str | None]
"""Minimum, maximum, currency, period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What was read of a posting that tells one job from another; ``None``: it says nothing.

    ``pay`` is what it states as base pay.
    """

    years: int | None = None
    degree: str | None = None
    level: str | None = None
    pay: PayTerms | None = None


NO_DEMANDS = Demands()
"""Of a posting that was not read, or asks for nothing."""


def demands_of(reading: Mapping[str, Any]) -> Demands:
    """The demands of a row that has the columns of a reading (``readings``)."""
    pay = tuple(reading[f"pay_{name}"] for name in ("min", "max", "currency", "period"))
    return Demands(
        years=reading["years_min"],
        degree=reading["degree"],
        level=reading["seniority"],
        pay=pay if pay[:2] != (None, None) else None,
    )


class Demanding(Protocol):
    """A posting with what it demands, when and where it was seen."""

    @property
    def demands(self) -> Demands: ...  # noqa: D102
    @property
    def seen(self) -> tuple[datetime, datetime]: ...  # noqa: D102
    @property
    def places(self) -> frozenset[str]: ...  # noqa: D102


def other_demand(one: Demanding, other: Demanding, *, is_one_text: bool = False) -> str | None:
    """The rule that tells two jobs apart by what both postings state; ``None``: none does.

    Of one text, years and degree were at most read otherwise; level and pay a source may state
    beside it.
    """
    mine, theirs = one.demands, other.demands
    for name, here, there, is_read in (
        ("other required years", mine.years, theirs.years, True),
        ("another required degree", mine.degree, theirs.degree, True),
        ("another level", mine.level, theirs.level, False),
    ):
        if is_read and is_one_text:
            continue
        if here is not None and there is not None and here != there:
            return name
    is_beside = one.places == other.places and bool(one.places) and _overlap(one.seen, other.seen)
    is_other_pay = is_beside and _is_other_pay(mine.pay, theirs.pay)
    return "other pay at one place and time" if is_other_pay else None


def _is_other_pay(mine: PayTerms | None, theirs: PayTerms | None) -> bool:
    """Whether both state pay, and differently. Pay in two currencies is pay at two places, whatever
    the places are called.
    """
    return bool(mine and theirs and mine != theirs and mine[2] == theirs[2])


def _overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
