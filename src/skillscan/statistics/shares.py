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

from skillscan.statistics.intervals import (
    RARE,
    Floats,
    effective_employers,
    intervals,
    resampled_totals,
)

Places = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class EmployerCounts:
    """Whole numbers per employer, employers in a canonical order (sorted by id).

    ``openings`` and ``responding`` (openings that state the thing at all) have one entry per
    employer; ``numerators`` (openings that hold a value) one row per employer and one column per
    quantity asked for. ``numerators <= responding <= openings``, ``openings >= 1``.
    """

    openings: Floats
    responding: Floats
    numerators: Floats


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
    views = {"all": _ratio(counts.numerators, counts.openings, seed)}
    non_response = (counts.openings - counts.responding)[:, None]
    views["silent"] = _ratio(non_response, counts.openings, seed)
    if counts.responding.any():
        views["stating"] = _ratio(counts.numerators, counts.responding, seed)
    denominator = counts.openings if headline == "all" else counts.responding
    if denominator.any():
        votes = denominator > 0
        own = np.divide(
            counts.numerators,
            denominator[:, None],
            out=np.zeros_like(counts.numerators),
            where=votes[:, None],
        )
        views["employer"] = _ratio(own, votes.astype(np.float64), seed)
    return views


def _ratio(numerators: Floats, denominators: Floats, seed: int) -> Shares:
    """Sums of columns over the sum of denominators; only employers that have one take part.

    Columns that are alike (most values occur in few populations) are resampled once.
    """
    has_any = denominators > 0
    numerators, denominators = numerators[has_any], denominators[has_any]
    first, column_of = _unlike(numerators)
    share = (numerators.sum(axis=0) / denominators.sum())[first]
    unlike = numerators[:, first]
    totals = resampled_totals(np.column_stack([unlike, denominators]), seed=seed)
    holders = (unlike > 0).sum(axis=0)
    others = (unlike < denominators[:, None]).sum(axis=0)
    low, high = intervals(
        share,
        totals[:, :-1] / totals[:, -1:],
        effective=effective_employers(denominators),
        is_rare=np.minimum(holders, others) < RARE,
    )
    return Shares(share=share[column_of], low=low[column_of], high=high[column_of])


def _unlike(columns: Floats) -> tuple[Places, Places]:
    """Where each kind of column stands first, and which of these every column is like.

    Compared as bytes, which is much faster than ``numpy.unique`` by axis; of numbers that are not
    negative, big-endian bytes have the same order.
    """
    rows = np.ascontiguousarray(columns.T, dtype=">f8")
    keys = rows.view(np.dtype((np.void, rows.shape[1] * rows.itemsize))).ravel()
    _, first, column_of = np.unique(keys, return_index=True, return_inverse=True)
    return first, column_of
