"""From the unit of a release's number to the unit an article prints."""

NO_UNIT = "a unit of its own"
_PERCENT = {"share": 100.0, "change": 100.0, "points": 100.0}
_PLACES = 4
"""Of a percentage: as many as a share has that is rounded to six."""
_HOURS_A_YEAR = 2080.0
_TIMES_A_YEAR = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 260.0, "hour": _HOURS_A_YEAR}
"""As the definition of ``pay_median`` counts pay by month, week, day and hour."""
_COUNTS = frozenset({"number", "employers", "boards"})


def in_unit(number: float, ours: str, theirs: str | None, value: str = "") -> float | None:
    """A number of ours in the unit of an article's; ``None`` where it is of another kind.

    ``ours`` is the unit of a figure, or ``share``; ``value`` the currency of pay.
    """
    if theirs == "percent":
        return round(number * _PERCENT[ours], _PLACES) if ours in _PERCENT else None
    if theirs == "points":
        return round(number * 100, _PLACES) if ours == "points" else None
    if theirs == "count":
        return number if ours in _COUNTS or ours == "share" else None
    if theirs == "ratio":
        return _as_ratio(number, ours)
    if theirs in {"years", "days"}:
        return number if ours == theirs else None
    if theirs and "/" in theirs and ours == "pay a year":
        return _as_pay(number, theirs, value)
    return None


def _as_ratio(number: float, ours: str) -> float | None:
    """A share as 0.72, a lift as 2.7 times, a change as how many times as many."""
    if ours == "change":
        return 1 + number
    return number if ours in {"share", "times"} else None


def _as_pay(number: float, theirs: str, currency: str) -> float | None:
    wanted, _, period = theirs.partition("/")
    times = _TIMES_A_YEAR.get(period)
    if times is None or currency.upper() != wanted.upper():
        return None
    return number / times
