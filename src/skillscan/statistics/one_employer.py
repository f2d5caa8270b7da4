"""Which numbers one employer makes: it is left out, and the others are asked whether it can be one
of them.

Each value with each employer that is large enough to move a share by ``LEAST_MOVE`` is one test.
The others' own shares vary about their common one as much as the analysis of variance says
(``skillscan.statistics.likeness``: as that value says, or all values together, if that is more), by
a beta distribution, so that of ``n`` openings of an employer a beta-binomial number hold the value
(Williams 1975, Biometrics 31(4)). The employer
takes no part in what it is compared with: it would widen it, and so hide itself (an externally
studentised residual, as of regressions).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from skillscan.statistics.intervals import RARE
from skillscan.statistics.likeness import Likeness
from skillscan.statistics.samples import ComparedSample
from skillscan.statistics.shares import fewest_on_a_side

LEAST_MOVE = 0.02
"""By less no employer makes a number; one that has a smaller part of the openings cannot."""
_LEAST_ALIKE = 1e-4  # less is the same as chance alone
_DOUBT = 0.2
"""How alike openings of one employer are is itself an estimate: its upper end is taken,
beyond which the truth lies so often."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A value and an employer (their places), its own share and that of the others;
    ``probability`` is that of an employer at least as far from the others, were it one of them.
    """

    value: int
    employer: int
    share: float
    without: float
    probability: float


def large_employers(whole: ComparedSample) -> NDArray[np.intp]:
    """The places of those that can make a number; none where one has all."""
    part = whole.denominators / whole.denominators.sum()
    if part.max(initial=0.0) >= 1:
        return np.zeros(0, np.intp)
    found: NDArray[np.intp] = np.flatnonzero(part >= LEAST_MOVE)
    return found


def left_out(whole: ComparedSample) -> Iterator[LeftOut]:
    """Every value with every employer without which it moves, where at least ``RARE`` others hold
    it, and as many do not everywhere: fewer tell nothing of each other.
    """
    likeness = Likeness.of(whole.numerators, whole.denominators)
    is_held = fewest_on_a_side(whole.numerators, whole.denominators) - 1 >= RARE
    for employer in large_employers(whole):
        yield from _of_employer(whole, likeness, is_held, int(employer))


def _of_employer(
    whole: ComparedSample, likeness: Likeness, is_held: NDArray[np.bool_], employer: int
) -> Iterator[LeftOut]:
    size = float(whole.denominators[employer])
    own = whole.of_employer(employer)
    others = likeness.without(own, size)
    if not others.is_known:
        return
    without = others.held / others.openings
    has_moved = np.abs(without - likeness.held / likeness.openings) >= LEAST_MOVE
    alike = np.maximum(others.at_most(_DOUBT), others.together())
    for value in np.flatnonzero(has_moved & is_held):
        share = float(without[value])
        yield LeftOut(
            value=int(value),
            employer=employer,
            share=float(own[value] / size),
            without=share,
            probability=_as_far(round(own[value]), round(size), share, float(alike[value])),
        )


def _as_far(held: int, size: int, share: float, alike: float) -> float:
    """The probability, both ends together, that of ``size`` openings of an employer so many hold a
    value or so few; 1 where an employer's openings are all alike, as far as is known.
    """
    if alike >= 1 or not 0 < share < 1:
        return 1.0
    spread = 1 / max(alike, _LEAST_ALIKE) - 1
    first, second = share * spread, (1 - share) * spread
    number = np.arange(size + 1)
    weights = np.exp(
        special.gammaln(size + 1)
        - special.gammaln(number + 1)
        - special.gammaln(size - number + 1)
        + special.betaln(number + first, size - number + second)
        - special.betaln(first, second)
    )
    return float(min(1.0, 2 * min(weights[: held + 1].sum(), weights[held:].sum())))
