"""What a posting demands, as far as it was read: two that demand otherwise are two jobs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from skillscan.dedup.days_seen import DaysSeen, overlap
from skillscan.dedup.places import is_one_place

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
    def seen(self) -> DaysSeen: ...  # noqa: D102
    @property
    def places(self) -> frozenset[str]: ...  # noqa: D102


DEMANDED = frozenset({"years", "degree", "level"})


def other_demand(
    one: Demanding, other: Demanding, *, told: Collection[str] = DEMANDED
) -> str | None:
    """The rule that tells two jobs apart by what both postings state; ``None``: none does.

    ``told`` are those of ``DEMANDED`` that tell anything: of one text, years and degree were at
    most read otherwise, and the level of a portal's block is its guess.
    """
    mine, theirs = one.demands, other.demands
    for name, kind, here, there in (
        ("other required years", "years", mine.years, theirs.years),
        ("another required degree", "degree", mine.degree, theirs.degree),
        ("another level", "level", mine.level, theirs.level),
    ):
        if kind in told and here is not None and there is not None and here != there:
            return name
    is_beside = is_one_place(one.places, other.places) and overlap(one.seen, other.seen)
    is_other_pay = is_beside and _is_other_pay(mine.pay, theirs.pay)
    return "other pay at one place and time" if is_other_pay else None


def _is_other_pay(mine: PayTerms | None, theirs: PayTerms | None) -> bool:
    """Whether both state pay, and differently. Pay in two currencies is pay at two places, whatever
    the places are called.
    """
    return bool(mine and theirs and mine != theirs and mine[2] == theirs[2])
