"""The four views of a share, from counts per employer.

* ``all``: of all openings of the population.
* ``stating``: of those that state the thing at all (those that respond, as survey people say).
* ``silent``: the share of all openings that state nothing of the kind (non-response).
* ``employer``: one employer, one vote: the mean of the employers' shares, in the denominator of
  the definition's headline view.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.intervals import (
    RARE,
    Draws,
    Floats,
    draws,
    effective_employers,
    intervals,
    resampled_totals,
)

_BLOCK = 1024
"""Columns that are resampled at once: bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class EmployerCounts:
    """Whole numbers per employer, employers in a canonical order (sorted by id).

    ``openings`` and ``responding`` (openings that state the thing at all) have one entry per
    employer; ``numerators`` (openings that hold a value) one row per employer and one column per
    quantity asked for. ``numerators <= responding <= openings``, ``openings >= 1``.
    """

    openings: Floats
    responding: Floats
    numerators: sparse.csr_array


@dataclass(frozen=True, kw_only=True)
class Shares:
    """One view of every column: the share and the ends of its interval, each in [0, 1]."""

    share: Floats
    low: Floats
    high: Floats


def shares(
    counts: EmployerCounts, *, headline: Literal["all", "stating"], seed: int
) -> dict[str, Shares]:
    """All four views of every column of ``counts.numerators``; ``silent`` has a single column.

    A view without denominator (nobody states anything) is left out.
    """
    drawn = draws(len(counts.openings), seed)
    views = {"all": _ratio(counts.numerators, counts.openings, drawn)}
    non_response = sparse.csr_array((counts.openings - counts.responding)[:, None])
    views["silent"] = _ratio(non_response, counts.openings, drawn)
    if counts.responding.any():
        views["stating"] = _ratio(counts.numerators, counts.responding, drawn)
    denominator = counts.openings if headline == "all" else counts.responding
    if denominator.any():
        votes = (denominator > 0).astype(np.float64)
        inverse = np.divide(1.0, denominator, out=np.zeros_like(denominator), where=votes > 0)
        own = sparse.csr_array(sparse.diags_array(inverse) @ counts.numerators)
        views["employer"] = _ratio(own, votes, drawn)
    return views


def _ratio(numerators: sparse.csr_array, denominators: Floats, drawn: Draws) -> Shares:
    """Sums of columns over the sum of denominators, with their intervals."""
    share = np.asarray(numerators.sum(axis=0)).ravel() / denominators.sum()
    is_rare = _fewest_on_a_side(numerators, denominators) < RARE
    resampled = resampled_totals(denominators[:, None], drawn)
    has_any = resampled[:, 0] > 0
    effective = effective_employers(denominators)
    low, high = np.empty_like(share), np.empty_like(share)
    for start in range(0, len(share), _BLOCK):
        part = slice(start, start + _BLOCK)
        totals = resampled_totals(numerators[:, part], drawn)[has_any]
        low[part], high[part] = intervals(
            share[part], totals / resampled[has_any], effective=effective, is_rare=is_rare[part]
        )
    return Shares(share=share, low=low, high=high)


def _fewest_on_a_side(numerators: sparse.csr_array, denominators: Floats) -> NDArray[np.intp]:
    """Of each column: the number of employers that hold it at all, or (if fewer) not everywhere."""
    cells = numerators.tocoo()
    size = numerators.shape[1]
    holders = np.bincount(cells.col, minlength=size)
    is_whole = cells.data >= denominators[cells.row]
    whole = np.bincount(cells.col[is_whole], minlength=size)
    found: NDArray[np.intp] = np.minimum(holders, int((denominators > 0).sum()) - whole)
    return found
