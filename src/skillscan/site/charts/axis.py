"""Where the marks of an axis stand: round numbers from zero to what is shown."""

import math

_MOST_MARKS = 6


def marks(low: float, high: float) -> list[float]:
    """Round numbers from the last one not above ``low`` and zero to the first one not below
    ``high`` and zero; two at least.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 0:
        high = low + 1.0
    step = _step((high - low) / (_MOST_MARKS - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


def _step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5, 10, 20 … (or their tenths) that is not below a number."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= least * (1 - 1e-9))
