"""95 % intervals of clustered data: a bootstrap that resamples employers.

Openings of one employer are not independent, so whole employers are drawn with replacement
(cluster bootstrap; Davison & Hinkley 1997, Bootstrap Methods and their Application, ch. 3.8;
Cameron & Miller 2015, J. Human Resources 50(2)). What the 2,000 resamples are used for:

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

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special  # scipy.stats would cost every command two seconds

from skillscan.statistics.sparse_cells import Floats, SparseCells

Draws = NDArray[np.uint16]
"""How often each employer is drawn: a block of resamples, an employer, a resample of the block.
(On average once: more than 65,535 times never.)"""
RESAMPLES = 2_000
LEVEL = 0.95
NORMAL = float(special.ndtri((1 + LEVEL) / 2))
RARE = 5
"""Of so many employers that hold a value its own variance weighs as much as that of all values."""
DEGREES = 2
"""Degrees of freedom of a share's variance, times G - 1. Once would be those of a mean of normal
values that nothing else is known of; Wilson's interval knows how variance follows from the share.
"""
_CHUNK = 250  # resamples in a block: what fits into a processor's cache
_COUNTED = 65_536  # employers that are drawn at once, for the same reason
_TILE = 512  # columns that are resampled at once, likewise
_EXACT = 2**24  # whole numbers below it are exact in single precision
_NOISE = 1e-12  # a smaller variance, beside that of one opening, is one of rounding
METHOD = (
    f"{LEVEL:.0%} interval: cluster bootstrap of employers, {RESAMPLES:,} seeded resamples "
    "(Davison & Hinkley 1997, ch. 3.8); of shares Wilson's interval, with Student's t, on the "
    "number of independent observations that have the variance of the resamples (Korn & Graubard "
    "1998), of other numbers the percentile interval expanded for few employers (Hesterberg 2015)."
)


def seed_of(statistic: str, population: str) -> int:
    """A seed that is the same on every machine and in every release, so that unchanged data keep
    their intervals.
    """
    name = f"{statistic} {population}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


_IS_RESAMPLING: ContextVar[bool] = ContextVar("is_resampling", default=True)


@contextmanager
def point_estimates_only() -> Iterator[None]:
    """Within the block the only resample is the data as they are: intervals are their numbers."""
    before = _IS_RESAMPLING.set(False)
    try:
        yield
    finally:
        _IS_RESAMPLING.reset(before)


def draws(employers: int, seed: int) -> Draws:
    """How often each employer is drawn in each of ``RESAMPLES`` resamples.

    All numbers of one statistic and population share the draws.
    """
    if not _IS_RESAMPLING.get():
        return np.ones((1, employers, 1), dtype=np.uint16)
    return _drawn(employers, seed)


@lru_cache(maxsize=1)  # of a hundred thousand employers they take 400 MB
def _drawn(employers: int, seed: int) -> Draws:
    random = np.random.Generator(np.random.PCG64(seed))
    found = np.empty((RESAMPLES // _CHUNK, employers, _CHUNK), dtype=np.uint16)
    at_once = min(_CHUNK, max(1, _COUNTED // employers))
    places = np.arange(at_once)[:, None] * employers
    counted = np.empty((_CHUNK, employers), dtype=np.uint16)
    for block in found:
        for start in range(0, _CHUNK, at_once):
            some = counted[start : start + at_once]
            chosen = random.integers(0, employers, size=some.shape, dtype=np.int64)
            chosen += places[: len(some)]
            some[:] = np.bincount(chosen.ravel(), minlength=some.size).reshape(some.shape)
        block[:] = counted.T
    found.setflags(write=False)
    return found


def resampled_totals(per_employer: Floats | sparse.csr_array, drawn: Draws) -> Floats:
    """Column sums over resamples of employers.

    ``per_employer`` has one row per employer (in a canonical order) and one column per quantity;
    the result has one row per resample. Whole numbers are summed exactly, so the result does not
    depend on the order of summation.
    """
    across = _across(per_employer)
    totals = np.empty((across.shape[0], drawn.shape[0] * drawn.shape[2]))
    for block, part in _blocks(drawn):
        totals[:, part] = across @ block.astype(across.dtype, copy=False)
    return totals.T


def _across(per_employer: Floats | sparse.csr_array) -> sparse.csr_array:
    """One row per quantity; in single precision, which sums whole numbers below 2**24 exactly and
    twice as fast, where that is so. Sparse even of dense numbers: there are few quantities of many
    employers, and the threads of BLAS took ten times as long.
    """
    across = sparse.csr_array(per_employer.T)
    most = float(np.abs(across.data).max(initial=0)) * across.shape[1]
    is_exact = most < _EXACT and bool((across.data == np.rint(across.data)).all())
    return across.astype(np.float32) if is_exact else across


def _blocks(drawn: Draws) -> Iterator[tuple[Draws, slice]]:
    """The resamples block by block, with their places among all."""
    size = drawn.shape[2]
    for number, block in enumerate(drawn):
        yield block, slice(number * size, (number + 1) * size)


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


def resampled_variances(
    numerators: sparse.csr_array,
    denominators: Sequence[Floats],
    drawn: Draws,
) -> list[Floats]:
    """The variance over resamples of every column's share in each of some denominators.

    Resamples that draw nobody of a denominator do not count for it.
    """
    across = _across(numerators)
    counted = _across(np.column_stack(denominators))
    means = np.zeros((len(denominators), across.shape[0]))
    squares = np.zeros_like(means)
    used = np.zeros((len(denominators), 1))
    tiles = list(_tiles(across))
    for block, _ in _blocks(drawn):
        given = block.astype(across.dtype)
        totals = (counted @ given.astype(counted.dtype, copy=False)).astype(np.float64, copy=False)
        inverse = np.divide(1.0, totals, out=np.zeros(totals.shape), where=totals > 0)
        used += (totals > 0).sum(axis=1, keepdims=True)
        for rows, tile in tiles:
            held = (tile @ given).astype(np.float64, copy=False)
            means[:, rows] += _across_resamples(held, inverse)
            squares[:, rows] += _across_resamples(np.square(held, out=held), np.square(inverse))
    used = np.maximum(used, 1)
    return list(np.maximum(squares / used - np.square(means / used), 0.0))


def _across_resamples(numbers: Floats, weights: Floats) -> Floats:
    """Of each row of numbers the sums over resamples, weighted by each of some rows of weights.

    Not by BLAS: its threads wait for each other where rows are as short as these, and a publish
    took half as long again.
    """
    return np.array([np.einsum("nr,r->n", numbers, one) for one in weights])


def _tiles(across: sparse.csr_array) -> Iterator[tuple[slice, sparse.csr_array]]:
    """Some rows after the others, with their places: what a block makes of them stays in the
    processor's cache.
    """
    for start in range(0, across.shape[0], _TILE):
        rows = slice(start, min(start + _TILE, across.shape[0]))
        starts = across.indptr[rows.start : rows.stop + 1]
        cells = slice(starts[0], starts[-1])
        held = (across.data[cells], across.indices[cells], starts - starts[0])
        yield rows, sparse.csr_array(held, shape=(len(starts) - 1, across.shape[1]))


def small_sample_factor(numerators: sparse.csr_array, denominators: Floats) -> float:
    """By how much the variance of the resamples is too small.

    Employers pull a share towards themselves, large ones more: the ratio of the jackknife's
    variance (one employer left out in turn), corrected by (G-1)/G, to the plain one; all columns
    together. G/(G-1) where employers are equally large.
    """
    part = denominators / denominators.sum()
    effective = effective_employers(denominators)
    cells = SparseCells.of(numerators)
    share = cells.by_column(cells.held) / denominators.sum()
    squares = cells.by_row(np.square(cells.held))
    expected = cells.by_row(cells.held * share[cells.columns])
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
    cut = tail(effective)
    lacks_one = np.isnan(resampled).any(axis=1)
    whole = resampled[~lacks_one] if lacks_one.any() else resampled
    if not len(whole):
        return np.full_like(number, np.nan), np.full_like(number, np.nan)
    # Resamples of a column side by side: they lie so in memory, or else are put so once.
    low, high = np.quantile(np.ascontiguousarray(whole.T), [cut, 1 - cut], axis=1)
    return np.fmin(low, number), np.fmax(high, number)
