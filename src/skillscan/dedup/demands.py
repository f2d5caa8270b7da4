"""What a posting demands, as far as it was read: two that demand otherwise are two jobs."""

from dataclasses import dataclass


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


def demands_of(
    *,
    years_min: int | None,
    degree: str | None,
    seniority: str | None,
    pay_min: float | None,
    pay_max: float | None,
    pay_currency: str | None,
    pay_period: str | None,
) -> Demands:
    """The demands of a reading, whose fields these are."""
    has_pay = pay_min is not None or pay_max is not None
    pay = (pay_min, pay_max, pay_currency, pay_period) if has_pay else None
    return Demands(years=years_min, degree=degree, level=seniority, pay=pay)
