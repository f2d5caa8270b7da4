"""Resamples of employers: how often each is drawn, and what the resamples hold.

Of every share two thousand sums over employers are made, so they are made of the smallest numbers
that hold them exactly: of 16 bits in a quarter of the time that floats of 64 take.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.random_numbers import RandomNumbers
from skillscan.statistics.sparse_cells import Floats, SparseCells

Draws = NDArray[np.uint8]
"""How often each employer is drawn: a block of resamples, an employer, a resample of the block.
(On average once: more than 255 times never.)"""
RESAMPLES = 2_000
_BLOCKS = (2_000, 1_000, 500, 250)
"""Resamples of a block: of few employers more of them fit into a processor's cache."""
_DRAWN = 2**18
"""Numbers of a block, for this reason."""
_COUNTED = 2**18  # employers that are drawn at once, likewise
_PRODUCTS = 2**18
"""Products of numbers and weights that are summed at once, likewise. So many OpenBLAS sums in one
thread: several wait for each other longer than such sums take. A single column of weights, which
it takes for a vector, it would give to several threads, so there are two at least.
"""
_CELLS = 2**22
"""Numbers of employers that are laid out to be summed at once: bounds the memory."""
_INTEGER = 2**16  # whole numbers below it are exact in 16 bits
_SINGLE = 2**24  # the same of single precision
_SCALES = (
    *(1, 2, 4, 6, 12, 24, 36, 48, 60, 120, 180, 240, 360, 720, 840, 1_260, 1_680, 2_520, 5_040),
    *(10_080, 27_720, 55_440, 110_880, 332_640, 720_720),
)
"""Numbers with many divisors: so many times a fraction of openings is mostly a whole number."""
_GAINS = {_INTEGER: 0.7, _SINGLE: 0.4}
"""What sums of numbers below these bounds save of the time that floats of 64 bits take."""
_ROUNDING = 1e-6


def seed_of(statistic: str, population: str) -> int:
    """A seed that is the same on every machine and in every release, so that unchanged data keep
    their intervals.
    """
    name = f"{statistic} {population}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


_KEPT: dict[tuple[int, int], Draws] = {}
"""The draws that were asked for last, by employers and seed."""
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
        return np.ones((1, employers, 1), dtype=np.uint8)
    found = _KEPT.get((employers, seed))
    if found is None:
        _KEPT.clear()  # before others are made: of a hundred thousand employers they take 200 MB
        found = _KEPT[employers, seed] = _drawn(employers, seed)
    return found


def _drawn(employers: int, seed: int) -> Draws:
    chosen = RandomNumbers(employers, seed)
    size = next((one for one in _BLOCKS if one * employers <= _DRAWN), _BLOCKS[-1])
    found = np.empty((RESAMPLES // size, employers, size), dtype=np.uint8)
    at_once = min(size, max(1, _COUNTED // employers))
    ones = np.ones(at_once * employers, dtype=np.uint8)
    ends = np.arange(at_once + 1, dtype=np.int32) * employers
    for block in found:
        for start in range(0, size, at_once):
            some = block[:, start : start + at_once]
            places = chosen.next(some.size).view(np.int32)  # no sign is lost: they are far smaller
            # A row is a resample, a column an employer. Ones at one place are summed, in half the
            # time that counting numbers takes.
            cells = (ones[: some.size], places, ends[: some.shape[1] + 1])
            some[:] = sparse.csr_array(cells, shape=some.shape[::-1]).toarray().T
    found.setflags(write=False)
    return found


def resampled_totals(per_employer: Floats | sparse.csr_array | SparseCells, drawn: Draws) -> Floats:
    """Column sums over resamples of employers.

    ``per_employer`` has one row per employer (in a canonical order) and one column per quantity;
    the result has one row per resample. Whole numbers are summed exactly, so the result does not
    depend on the order of summation.
    """
    if isinstance(per_employer, SparseCells):
        across = per_employer.across()
    elif isinstance(per_employer, np.ndarray):
        across = _all_cells(per_employer.T)
    else:
        across = sparse.csr_array(per_employer.T)
    if (across.data == np.rint(across.data)).all():
        most = float(np.abs(across.data).max(initial=0)) * across.shape[1]
        if most >= _INTEGER:
            most = float((np.abs(across) @ drawn.max(axis=(0, 2)).astype(np.float64)).max())
        is_negative = across.data.min(initial=0) < 0
        across = across.astype(_kind(max(most, _INTEGER) if is_negative else most))
    totals = np.empty((across.shape[0], drawn.shape[0] * drawn.shape[2]))
    for block, part in _blocks(drawn):
        totals[:, part] = across @ block.astype(across.dtype, copy=False)
    return totals.T


def _all_cells(numbers: Floats) -> sparse.csr_array:
    """A matrix with a cell for each number, also for zeros: SciPy takes long to look for these."""
    rows, columns = numbers.shape
    places = np.tile(np.arange(columns), rows), np.arange(rows + 1) * columns
    return sparse.csr_array((np.ravel(numbers), *places), shape=numbers.shape)


def resampled_variances(
    numerators: SparseCells,
    denominators: Sequence[Floats],
    drawn: Draws,
) -> list[Floats]:
    """The variance over resamples of every column's share in each of some denominators.

    Resamples that draw nobody of a denominator do not count for it. No number is below zero.
    """
    totals = resampled_totals(np.column_stack(denominators), drawn)
    inverse = np.divide(1.0, totals, out=np.zeros(totals.shape), where=totals > 0)
    used = np.maximum((totals > 0).sum(axis=0), 1)
    is_vector = len(used) == 1
    weights = np.hstack([inverse, np.zeros_like(inverse)]) if is_vector else inverse
    means = np.zeros((numerators.shape[1], weights.shape[1]))
    squares = np.zeros_like(means)
    for first, some in numerators.spans(_CELLS):
        tiles = _tiles(some, drawn, columns=weights.shape[1])
        for block, part in _blocks(drawn):
            given, linear = cache(partial(block.astype, copy=False)), weights[part]
            square = np.square(linear)
            for tile in tiles:
                held = tile.held(given)
                places = first + tile.places
                means[places] += (held @ linear) / tile.scale
                squares[places] += (np.square(held, out=held) @ square) / tile.scale**2
    found = squares[:, : len(used)] / used - np.square(means[:, : len(used)] / used)
    return list(np.maximum(found, 0.0).T)


@dataclass(frozen=True, kw_only=True)
class _Tile:
    """Some columns of a matrix as rows, at ``places``, ``scale`` times as large as they are:
    ``whole`` numbers, whose sums its own numbers hold exactly, and all others.
    """

    places: NDArray[np.intp]
    scale: int
    whole: sparse.csr_array
    others: sparse.csr_array

    def held(self, given: Callable[[Any], NDArray[Any]]) -> Floats:
        """What the resamples of a block, ``given`` in numbers of some kind, hold."""
        found: Floats = (self.whole @ given(self.whole.dtype)).astype(np.float64, copy=False)
        if self.others.nnz:
            found += self.others @ given(self.others.dtype)
        return found

    def parts(self, size: int) -> Iterator["_Tile"]:
        """At most so many of the rows after the others."""
        if len(self.places) <= size:
            yield self
            return
        for start in range(0, len(self.places), size):
            part = slice(start, min(start + size, len(self.places)))
            yield _Tile(
                places=self.places[part],
                scale=self.scale,
                whole=_rows(self.whole, part),
                others=_rows(self.others, part) if self.others.nnz else self.others,
            )


def _rows(matrix: sparse.csr_array, part: slice) -> sparse.csr_array:
    """SciPy takes longer for this than for the sums of small ones."""
    starts = matrix.indptr[part.start : part.stop + 1]
    place = slice(starts[0], starts[-1])
    held = (matrix.data[place], matrix.indices[place], starts - starts[0])
    return sparse.csr_array(held, shape=(len(starts) - 1, matrix.shape[1]))


def _tiles(numerators: SparseCells, drawn: Draws, columns: int) -> list[_Tile]:
    """All columns, so many at once that what a block makes of them stays in the cache, and that few
    products with so many columns of weights are made.
    """
    across = numerators.across()
    size = max(1, _PRODUCTS // (columns * drawn.shape[2]))
    is_whole = bool((across.data == np.rint(across.data)).all())
    found = _of_whole(across, drawn) if is_whole else [_of_fractions(across)]
    return [part for one in found for part in one.parts(size)]


def _of_whole(across: sparse.csr_array, drawn: Draws) -> Iterator[_Tile]:
    """The rows whose sums are small, and the others."""
    most = across @ drawn.max(axis=(0, 2)).astype(np.float64)
    is_small = most < _INTEGER
    for chosen in (is_small, ~is_small):
        if chosen.any():
            kind = _kind(float(most[chosen].max()))
            rows = across if chosen.all() else across[chosen]
            none = sparse.csr_array(rows.shape)
            places = np.flatnonzero(chosen)
            yield _Tile(places=places, scale=1, whole=rows.astype(kind), others=none)


def _of_fractions(across: sparse.csr_array) -> _Tile:
    """All rows, at the scale at which their sums take least time."""
    most = float(across.data.max()) * across.shape[1]
    scale, kind, is_whole, saved = 1, _kind(most), np.zeros(across.nnz, dtype=np.bool_), 0.0
    for bound, gain in _GAINS.items():
        fitting = [one for one in _SCALES if one * most < bound]
        if not fitting:
            continue
        found = _is_whole(across.data * fitting[-1])
        if gain * found.sum() > saved:
            scale, kind, is_whole = fitting[-1], _kind(bound - 1), found
            saved = gain * found.sum()
    scaled, row = across.data * scale, np.repeat(np.arange(across.shape[0]), np.diff(across.indptr))
    return _Tile(
        places=np.arange(across.shape[0]),
        scale=scale,
        whole=_cells(across, row, np.rint(scaled).astype(kind), is_whole),
        others=_cells(across, row, scaled, ~is_whole),
    )


def _is_whole(numbers: Floats) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.abs(numbers - np.rint(numbers)) < _ROUNDING
    return found


def _cells(
    across: sparse.csr_array,
    row: NDArray[np.intp],
    numbers: NDArray[Any],
    chosen: NDArray[np.bool_],
) -> sparse.csr_array:
    """A matrix of the same form with some of the cells."""
    ends = np.cumsum(np.bincount(row[chosen], minlength=across.shape[0]))
    starts = np.concatenate([[0], ends]).astype(across.indptr.dtype)
    return sparse.csr_array((numbers[chosen], across.indices[chosen], starts), shape=across.shape)


def _kind(most: float) -> type[np.generic]:
    """The numbers of which sums of whole numbers, none below zero, are made exactly and fastest.

    Sparse even where few are lacking: there are few quantities of many employers, and the threads
    of BLAS took ten times as long.
    """
    if most < _INTEGER:
        return np.uint16
    return np.float32 if most < _SINGLE else np.float64


def _blocks(drawn: Draws) -> Iterator[tuple[Draws, slice]]:
    """The resamples block by block, with their places among all."""
    size = drawn.shape[2]
    for number, block in enumerate(drawn):
        yield block, slice(number * size, (number + 1) * size)
