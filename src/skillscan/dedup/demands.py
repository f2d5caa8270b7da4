"""What a posting demands, as far as it was read: two that demand otherwise are two jobs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What was read of a posting that tells one job from another; ``None``: it says nothing.

    ``pay`` is what it states as base pay: minimum, maximum, currency, period.
    """

    years: int | None = None
    degree: str | None = None
    level: str | None = None
    pay: tuple[float | None, float | None, str | None, str | None] | None = None


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
