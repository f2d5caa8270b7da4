"""The four views of a share, from counts per employer.

* ``all``: of all openings of the population.
* ``stating``: of those that state the thing at all (those that respond, as survey people say).
* ``silent``: the share of all openings that state nothing of the kind (non-response).
* ``employer``: one employer, one vote: the mean of the employers' shares, in the denominator of
  the definition's headline view.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.intervals import (
    Draws,
    Floats,
    draws,
    effective_employers,
    resampled_variances,
    share_intervals,
    small_sample_factor,
)
from skillscan.statistics.likeness import Likeness

_NONE = 1e-9  # of rounding, where every opening holds a value


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
    non_response = sparse.csr_array((counts.openings - counts.responding)[:, None])
    denominators = {"all": counts.openings, "stating": counts.responding}
    denominators = {name: one for name, one in denominators.items() if one.any()}
    views = _views(counts.numerators, denominators, drawn)
    views |= _views(non_response, {"silent": counts.openings}, drawn)
    if headline in denominators:
        denominator = denominators[headline]
        votes = (denominator > 0).astype(np.float64)
        inverse = np.divide(1.0, denominator, out=np.zeros_like(denominator), where=votes > 0)
        own = sparse.csr_array(sparse.diags_array(inverse) @ counts.numerators)
        views |= _views(own, {"employer": votes}, drawn)
    return views


def _views(
    numerators: sparse.csr_array, denominators: Mapping[str, Floats], drawn: Draws
) -> dict[str, Shares]:
    """Sums of columns over the sum of each denominator, with their intervals."""
    variances = resampled_variances(numerators, list(denominators.values()), drawn)
    return {
        name: _of_view(numerators, denominator, variance)
        for (name, denominator), variance in zip(denominators.items(), variances, strict=True)
    }


def _of_view(numerators: sparse.csr_array, denominators: Floats, variance: Floats) -> Shares:
    share = np.asarray(numerators.sum(axis=0)).ravel() / denominators.sum()
    low, high = share_intervals(
        share,
        variance * small_sample_factor(numerators, denominators),
        fewest_on_a_side(numerators, denominators),
        _voices_on_a_side(numerators, denominators),
        effective=effective_employers(denominators),
        least=Likeness.of(numerators, denominators).share_variance(),
    )
    return Shares(share=share, low=np.fmin(low, share), high=np.fmax(high, share))


def fewest_on_a_side(numerators: sparse.csr_array, denominators: Floats) -> NDArray[np.intp]:
    """Of each column: the number of employers that hold it at all, or (if fewer) not everywhere."""
    cells = numerators.tocoo()
    size = numerators.shape[1]
    holders = np.bincount(cells.col, minlength=size)
    is_whole = cells.data >= denominators[cells.row]
    whole = np.bincount(cells.col[is_whole], minlength=size)
    found: NDArray[np.intp] = np.minimum(holders, int((denominators > 0).sum()) - whole)
    return found


def _voices_on_a_side(numerators: sparse.csr_array, denominators: Floats) -> Floats:
    """Of each column: Kish's effective number of the employers that hold it, each as large as what
    it holds; or (if smaller) of those that do not, each as large as what does not hold it.
    """
    held = np.asarray(numerators.sum(axis=0)).ravel()
    squares = np.asarray(numerators.power(2).sum(axis=0)).ravel()
    lacking = denominators.sum() - held
    others = denominators @ denominators - 2 * (numerators.T @ denominators) + squares
    sides = [
        np.divide(total**2, square, out=np.zeros_like(held), where=square > _NONE)
        for total, square in ((held, squares), (lacking, others))
    ]
    found: Floats = np.minimum(*sides)
    return found
