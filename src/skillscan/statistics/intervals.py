"""95 % intervals of shares of clustered data: a bootstrap that resamples employers.

Openings of one employer are not independent, so whole employers are drawn with replacement
(cluster bootstrap; Davison & Hinkley 1997, Bootstrap Methods and their Application, ch. 3.8;
Cameron & Miller 2015, J. Human Resources 50(2)). Of the 2,000 resampled shares the percentile
interval is taken, at levels widened for few employers: Hesterberg 2015 (The American Statistician
69(4)), "expanded percentile interval", alpha/2 = Phi(-sqrt(G/(G-1)) t(1-alpha/2, G-1)), where G is
Kish's effective number of employers, (sum n)^2 / sum n^2, so that one dominant employer widens it.

Where fewer than ``RARE`` employers are on one side (hold, or do not hold), resampling cannot show
the spread (with 0 of n it would give the interval [0, 0]). There the interval is the hull of the
bootstrap interval and Wilson's (1927, JASA 22) at G observations, as though every employer spoke
with one voice: conservative, and never empty.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special  # scipy.stats would cost every command two seconds

Floats = NDArray[np.float64]
Draws = NDArray[np.uint8]
RESAMPLES = 2_000
LEVEL = 0.95
RARE = 5
_CHUNK = 250  # resamples held in memory at once
METHOD = (
    f"{LEVEL:.0%} interval: cluster bootstrap of employers, {RESAMPLES:,} seeded resamples, "
    "percentile interval expanded for few employers (Davison & Hinkley 1997, ch. 3.8; "
    f"Hesterberg 2015); where fewer than {RARE} employers hold or do not hold, joined with "
    "Wilson's interval on the effective number of employers (Kish)."
)


def seed_of(name: str) -> int:
    """A seed that is the same for the same name on every machine."""
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
    """How often each employer is drawn in each resample: ``RESAMPLES`` rows, a column an employer.

    All statistics of one population share the draws, so that their numbers can be compared.
    """
    if not _IS_RESAMPLING.get():
        return np.ones((1, employers), dtype=np.uint8)
    return _drawn(employers, seed)


@lru_cache(maxsize=2)
def _drawn(employers: int, seed: int) -> Draws:
    random = np.random.Generator(np.random.PCG64(seed))
    found = np.empty((RESAMPLES, employers), dtype=np.uint8)
    for start in range(0, RESAMPLES, _CHUNK):
        size = min(_CHUNK, RESAMPLES - start)
        chosen = random.integers(0, employers, size=(size, employers), dtype=np.int64)
        flat = (chosen + np.arange(size)[:, None] * employers).ravel()
        counted = np.bincount(flat, minlength=size * employers).reshape(size, employers)
        found[start : start + size] = np.minimum(counted, np.iinfo(np.uint8).max)
    found.setflags(write=False)
    return found


def resampled_totals(per_employer: Floats | sparse.csr_array, drawn: Draws) -> Floats:
    """Column sums over resamples of employers.

    ``per_employer`` has one row per employer (in a canonical order) and one column per quantity;
    the result has one row per resample. Whole numbers below 2**53 are summed exactly, so the result
    does not depend on the order of summation.
    """
    totals = np.empty((drawn.shape[0], per_employer.shape[1]))
    across = per_employer.T
    if isinstance(across, sparse.sparray):
        across = across.tocsr()
    for start in range(0, drawn.shape[0], _CHUNK):
        weights = drawn[start : start + _CHUNK].astype(np.float64)
        totals[start : start + _CHUNK] = (across @ weights.T).T
    return totals


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


def wilson(share: Floats, observations: float) -> tuple[Floats, Floats]:
    """Wilson's score interval of shares among so many (not necessarily whole) observations."""
    if observations <= 0:
        return np.zeros_like(share), np.ones_like(share)
    z = float(special.ndtri((1 + LEVEL) / 2))
    scale = 1 / (1 + z**2 / observations)
    centre = scale * (share + z**2 / (2 * observations))
    half = scale * z * np.sqrt(share * (1 - share) / observations + z**2 / (4 * observations**2))
    low = np.where(share <= 0, 0.0, np.clip(centre - half, 0, 1))
    high = np.where(share >= 1, 1.0, np.clip(centre + half, 0, 1))
    return low, high


def percentile_interval(
    number: Floats, resampled: Floats, *, effective: float
) -> tuple[Floats, Floats]:
    """Ends of the expanded percentile interval of every column; each holds its number.

    Resamples in which a column has no number (NaN) do not count for any.
    """
    cut = tail(effective)
    whole = resampled[~np.isnan(resampled).any(axis=1)]
    if not len(whole):
        return np.full_like(number, np.nan), np.full_like(number, np.nan)
    low, high = np.quantile(whole, [cut, 1 - cut], axis=0)
    return np.fmin(low, number), np.fmax(high, number)


def intervals(
    share: Floats, resampled: Floats, *, effective: float, is_rare: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Lower and upper ends for every column; each interval holds its share.

    ``share`` (columns) are the estimates, ``resampled`` (resamples, columns) their resampled
    values. ``is_rare`` marks the columns for which resampling cannot show the spread.
    """
    cut = tail(effective)
    low, high = np.quantile(resampled, [cut, 1 - cut], axis=0)
    floor, ceiling = wilson(share, effective)
    low = np.where(is_rare, np.fmin(low, floor), low)
    high = np.where(is_rare, np.fmax(high, ceiling), high)
    return np.clip(np.fmin(low, share), 0, 1), np.clip(np.fmax(high, share), 0, 1)
