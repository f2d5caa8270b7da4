"""Whether a printed number agrees with one of ours.

A number agrees where it lies inside our 95 % interval or rounds to the same at its own precision:
sampling noise is no fault of an article. A bound ("more than 40 %") agrees where a value of the
interval keeps it, a range where it has a value in common with the interval, and "nearly" where the
interval reaches to just below it.
"""

from skillscan.article.model import NO_SIDE, Bound, Quantity

_ABOUT = 0.05
"""How far, as a share of itself, a number printed as "about" may be from one that rounds to it."""
_FLOAT_SLACK = 1e-9


def agrees(quantity: Quantity, low: float, high: float) -> bool:
    """Whether a printed number agrees with the interval from ``low`` to ``high``, in its unit."""
    slack = tolerance(quantity)
    if quantity.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        is_open = quantity.bound is Bound.MORE_THAN
        return high > quantity.low if is_open else high + slack >= quantity.low
    if quantity.bound in {Bound.FEWER_THAN, Bound.AT_MOST}:
        is_open = quantity.bound is Bound.FEWER_THAN
        return low < quantity.high if is_open else low - slack <= quantity.high
    if quantity.bound is Bound.NEARLY:
        below = max(quantity.step, _ABOUT * abs(quantity.low))
        return quantity.low - below <= high and low <= quantity.high + _FLOAT_SLACK
    return quantity.low - slack <= high and low <= quantity.high + slack


def keeps_bound(quantity: Quantity, number: float) -> bool:
    """Whether the number itself, not only its interval, is on the side that the words say; of a
    number without such words there are no sides.
    """
    return quantity.bound in NO_SIDE or agrees(quantity, number, number)


def is_close(quantity: Quantity, number: float, low: float, high: float) -> bool:
    """Whether a number explains a printed one: in its interval, and no printed step beside it.

    With dozens of other populations some wide interval holds nearly every number.
    """
    if quantity.bound not in NO_SIDE or quantity.low != quantity.high:
        return False
    is_near = abs(number - quantity.low) <= max(quantity.step, tolerance(quantity)) + _FLOAT_SLACK
    return is_near and agrees(quantity, low, high)


def is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two printed numbers say the same of one thing, each at its own precision."""
    slack = max(tolerance(one), tolerance(other))
    if one.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        return other.bound in {one.bound, Bound.FEWER_THAN, Bound.AT_MOST} or (
            other.high + slack >= one.low
        )
    if one.bound in {Bound.FEWER_THAN, Bound.AT_MOST}:
        return other.bound in {one.bound, Bound.MORE_THAN, Bound.AT_LEAST} or (
            other.low - slack <= one.high
        )
    if other.bound not in NO_SIDE:
        return is_same(other, one)
    return one.low - slack <= other.high and other.low - slack <= one.high


def tolerance(quantity: Quantity) -> float:
    """How far a number may be from one that is printed so, in its unit."""
    half_a_step = quantity.step / 2 + _FLOAT_SLACK
    if quantity.bound in {Bound.ABOUT, Bound.NEARLY}:
        return max(half_a_step, _ABOUT * abs(quantity.low))
    return half_a_step
