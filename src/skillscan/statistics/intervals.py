"""95 % intervals of clustered data: a bootstrap that resamples employers.

Openings of one employer are not independent, so whole employers are drawn with replacement
(cluster bootstrap; Davison & Hinkley 1997, Bootstrap Methods and their Application, ch. 3.8;
Cameron & Miller 2015, J. Human Resources 50(2)). What the 2,000 resamples
(``skillscan.statistics.resamples``) are used for:

* **Shares** (``share_intervals``): their variance gives the number of independent observations that
  would know as much, and Wilson's (1927, JASA 22) interval is taken of it, with Student's t in
  place of the normal quantile (Korn & Graubard 1998, Survey Methodology 24(2); Dean & Pagano 2015,
  J. Survey Statistics and Methodology 3(4)). It is never empty, and holds what it promises for
  rare values, where percentiles do not.
* **Other numbers** (``percentile_interval``): the percentile interval, at levels widened for few
  employers: Hesterberg 2015 (The American Statistician 69(4)), "expanded percentile interval",
  alpha/2 = Phi(-sqrt(G/(G-1)) t(1-alpha/2, G-1)).

G is Kish's effective number of employers, (sum n)^2 / sum n^2, so that one dominant employer widens
an interval. How often they hold the truth is simulated: ``benchmarks/coverage.py``.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import special  # scipy.stats would cost every command two seconds

from skillscan.statistics.resamples import RESAMPLES
from skillscan.statistics.sparse_cells import Floats, SparseCells

LEVEL = 0.95
NORMAL = float(special.ndtri((1 + LEVEL) / 2))
RARE = 5
"""Of so many employers that hold a value its own variance weighs as much as that of all values."""
DEGREES = 2
"""Degrees of freedom of a share's variance, times G - 1. Once would be those of a mean of normal
values that nothing else is known of; Wilson's interval knows how variance follows from the share.
"""
_NOISE = 1e-12  # a smaller variance, beside that of one opening, is one of rounding
METHOD = (
    f"{LEVEL:.0%} interval: cluster bootstrap of employers, {RESAMPLES:,} seeded resamples "
    "(Davison & Hinkley 1997, ch. 3.8); of shares Wilson's interval, with Student's t, on the "
    "number of independent observations that have the variance of the resamples (Korn & Graubard "
    "1998), of other numbers the percentile interval expanded for few employers (Hesterberg 2015)."
)


def effective_employers(denominators: Floats) -> float:
    """Kish's effective number of employers; equals their number where all are equally large."""
    squares = float(np.square(denominators).sum())
    return float(denominators.sum()) ** 2 / squares if squares else 0.0


def tail(effective: float) -> float:
    """The probability cut off at each end of the resampled shares (Hesterberg's expansion)."""
    half = (1 - LEVEL) / 2
    degrees = max(effective - 1, 0.5)
    widened = np.sqrt(1 + 1 / degrees) * special.stdtrit(degrees, 1 - half)
    return float(min(half, special.ndtr(-widened)))


def wilson(
    share: Floats, observations: float | Floats, quantile: float | Floats = NORMAL
) -> tuple[Floats, Floats]:
    """Wilson's score interval of shares among so many (not necessarily whole) observations."""
    scale = 1 / (1 + quantile**2 / observations)
    centre = scale * (share + quantile**2 / (2 * observations))
    spread = share * (1 - share) / observations + quantile**2 / (4 * observations**2)
    half = scale * quantile * np.sqrt(spread)
    low = np.where(share <= 0, 0.0, np.clip(centre - half, 0, 1))
    high = np.where(share >= 1, 1.0, np.clip(centre + half, 0, 1))
    return low, high


def small_sample_factor(numerators: SparseCells, denominators: Floats) -> float:
    """By how much the variance of the resamples is too small.

    Employers pull a share towards themselves, large ones more: the ratio of the jackknife's
    variance (one employer left out in turn), corrected by (G-1)/G, to the plain one; all columns
    together. G/(G-1) where employers are equally large.
    """
    part = denominators / denominators.sum()
    effective = effective_employers(denominators)
    share = numerators.totals / denominators.sum()
    squares = numerators.by_row(np.square(numerators.held))
    expected = numerators.by_row(numerators.held * share[numerators.columns])
    residuals = squares - 2 * denominators * expected + denominators**2 * (share @ share)
    residuals = np.maximum(residuals, 0.0)
    if residuals.sum() <= 0 or part.max() >= 1:
        return 1.0
    pulled = float((residuals / (1 - part) ** 2).sum() / residuals.sum())
    return max((effective - 1) / effective * pulled, 1.0)


def share_intervals(
    share: Floats,
    variance: Floats,
    fewest: NDArray[np.intp],
    voices: Floats,
    *,
    effective: float,
    least: float = 0.0,
) -> tuple[Floats, Floats]:
    """Lower and upper ends for every column of one view; each interval holds its share.

    ``variance`` is that of each share over resamples, ``fewest`` how many employers hold the value
    or (if fewer) do not hold it everywhere. The fewer there are, the less is known of a value's own
    variance, and the more counts that of a share of its size by the design effect of all columns
    together; where none has a variance every employer counts as one voice. ``voices`` is the
    effective number of the fewer of these employers: what a value's own variance is known from
    (degrees of freedom by Satterthwaite 1946, Biometrics Bulletin 2(6)). ``least`` is what that of
    all columns is at least, over p (1 - p): where few hold a value, and none of the largest by
    chance, the resamples do not know how much depends on the largest.
    """
    binomial = share * (1 - share)
    variance = np.where((binomial > 0) & (variance > _NOISE * binomial), variance, 0.0)
    has_variance = binomial.sum() > 0 and variance.sum() > 0
    common = float(variance.sum() / binomial.sum()) if has_variance else 1 / max(effective, 1.0)
    common = max(common, least)
    own = fewest / (fewest + RARE)
    mixed = own * variance + (1 - own) * binomial * common
    columns = float(binomial.sum() ** 2 / np.square(binomial).sum()) if has_variance else 1.0
    every = max(DEGREES * (effective - 1), 0.5)
    few = np.clip(DEGREES * voices, 0.5, every)
    degrees = 1 / (own**2 / few + (1 - own**2) / (columns * every))
    observations = np.divide(
        binomial, mixed, out=np.full_like(share, 1 / common), where=(mixed > 0) & (binomial > 0)
    )
    return wilson(share, observations, special.stdtrit(degrees, (1 + LEVEL) / 2))


def percentile_interval(
    number: Floats, resampled: Floats, *, effective: float
) -> tuple[Floats, Floats]:
    """Ends of the expanded percentile interval of every column; each holds its number.

    Resamples in which a column has no number (NaN) do not count for any.
    """
    columns = np.ascontiguousarray(resampled.T)  # mostly they lie so in memory
    if np.isnan(columns.min(initial=0)):
        columns = np.ascontiguousarray(columns[:, ~np.isnan(columns).any(axis=0)])
    if not columns.shape[1]:
        return np.full_like(number, np.nan), np.full_like(number, np.nan)
    low, high = _both_quantiles(columns, tail(effective))
    return np.fmin(low, number), np.fmax(high, number)


def _both_quantiles(rows: Floats, cut: float) -> tuple[Floats, Floats]:
    """The quantiles of each row that cut so much off below and above: those that ``np.quantile``
    gives, which takes three times as long for a row and half as long again for many.
    """
    last = rows.shape[1] - 1
    places = [cut * last, (1 - cut) * last]
    below = [int(place) for place in places]
    above = [min(place + 1, last) for place in below]
    # Floats without sign have the order of whole numbers of the same bits, which are compared
    # faster.
    keys = rows.view(np.int64) if rows.min() >= 0 else rows
    ordered = np.partition(keys, sorted({*below, *above}), axis=1).view(np.float64)
    low, high = (
        _between(ordered[:, one], ordered[:, other], place - one)
        for one, other, place in zip(below, above, places, strict=True)
    )
    return low, high


def _between(low: Floats, high: Floats, part: float) -> Floats:
    """So far from one number to another, counted from the nearer one."""
    apart = high - low
    found: Floats = low + apart * part if part < 0.5 else high - apart * (1 - part)
    return found
