"""The four views of a share, from counts per employer.

* ``all``: of all openings of the population.
* ``stating``: of those that state the thing at all (those that respond, as survey people say).
* ``silent``: the share of all openings that state nothing of the kind (non-response).
* ``employer``: one employer, one vote: the mean of the employers' shares, in the denominator of
  the definition's headline view.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from skillscan.statistics.intervals import (
    effective_employers,
    share_intervals,
    small_sample_factor,
)
from skillscan.statistics.likeness import Likeness
from skillscan.statistics.resamples import draws, resampled_variances
from skillscan.statistics.sparse_cells import Floats, SparseCells

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
    numerators: SparseCells


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
    non_response = SparseCells.of((counts.openings - counts.responding)[:, None])
    denominators = {"all": counts.openings, "stating": counts.responding}
    denominators = {name: one for name, one in denominators.items() if one.any()}
    variances = resampled_variances(
        SparseCells.beside([counts.numerators, non_response]), list(denominators.values()), drawn
    )
    views = {
        name: _of_view(counts.numerators, denominator, variance[:-1])
        for (name, denominator), variance in zip(denominators.items(), variances, strict=True)
    }
    views["silent"] = _of_view(non_response, counts.openings, variances[0][-1:])
    if headline in denominators:
        denominator = denominators[headline]
        votes = (denominator > 0).astype(np.float64)
        inverse = np.divide(1.0, denominator, out=np.zeros_like(denominator), where=votes > 0)
        held = counts.numerators.held * inverse[counts.numerators.rows]
        own = replace(counts.numerators, held=held)
        (variance,) = resampled_variances(own, [votes], drawn)
        views["employer"] = _of_view(own, votes, variance)
    return views


def _of_view(numerators: SparseCells, denominators: Floats, variance: Floats) -> Shares:
    share = numerators.totals / denominators.sum()
    low, high = share_intervals(
        share,
        variance * small_sample_factor(numerators, denominators),
        fewest_on_a_side(numerators, denominators),
        _voices_on_a_side(numerators, denominators),
        effective=effective_employers(denominators),
        least=Likeness.of(numerators, denominators).share_variance(),
    )
    return Shares(share=share, low=np.fmin(low, share), high=np.fmax(high, share))


def fewest_on_a_side(numerators: SparseCells, denominators: Floats) -> NDArray[np.intp]:
    """Of each column: the number of employers that hold it at all, or (if fewer) not everywhere."""
    is_whole = numerators.held >= denominators[numerators.rows]
    whole = np.bincount(numerators.columns[is_whole], minlength=numerators.shape[1])
    employers = int((denominators > 0).sum())
    found: NDArray[np.intp] = np.minimum(numerators.in_columns, employers - whole)
    return found


def _voices_on_a_side(numerators: SparseCells, denominators: Floats) -> Floats:
    """Of each column: Kish's effective number of the employers that hold it, each as large as what
    it holds; or (if smaller) of those that do not, each as large as what does not hold it.
    """
    held, squares = numerators.totals, numerators.squares
    lacking = denominators.sum() - held
    together = numerators.by_column(numerators.held * denominators[numerators.rows])
    others = denominators @ denominators - 2 * together + squares
    sides = [
        np.divide(total**2, square, out=np.zeros_like(held), where=square > _NONE)
        for total, square in ((held, squares), (lacking, others))
    ]
    found: Floats = np.minimum(*sides)
    return found
