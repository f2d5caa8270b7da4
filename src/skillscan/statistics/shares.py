"""The four views of a share, from counts per employer.

* ``all``: of all openings of the population.
* ``stating``: of those that state the thing at all.
* ``silent``: the share of all openings that state nothing of the kind.
* ``employer``: one employer, one vote: the mean of the employers' shares, in the denominator of
  the definition's headline view.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from skillscan.statistics.intervals import (
    RARE,
    Floats,
    effective_employers,
    intervals,
    resampled_totals,
)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Whole numbers per employer, employers in a canonical order (sorted by id).

    ``openings`` and ``stating`` have one entry per employer; ``holding`` one row per employer and
    one column per quantity asked for. ``holding <= stating <= openings``, ``openings >= 1``.
    """

    openings: Floats
    stating: Floats
    holding: Floats


@dataclass(frozen=True, kw_only=True)
class Shares:
    """One view of every column: the share and the ends of its interval, each in [0, 1]."""

    share: Floats
    low: Floats
    high: Floats


def shares(counts: Counts, *, headline: Literal["all", "stating"], seed: int) -> dict[str, Shares]:
    """All four views of every column of ``counts.holding``; ``silent`` has a single column.

    A view without denominator (nobody states anything) is left out.
    """
    views = {"all": _ratio(counts.holding, counts.openings, seed)}
    views["silent"] = _ratio((counts.openings - counts.stating)[:, None], counts.openings, seed)
    if counts.stating.any():
        views["stating"] = _ratio(counts.holding, counts.stating, seed)
    denominator = counts.openings if headline == "all" else counts.stating
    if denominator.any():
        votes = denominator > 0
        own = np.divide(
            counts.holding,
            denominator[:, None],
            out=np.zeros_like(counts.holding),
            where=votes[:, None],
        )
        views["employer"] = _ratio(own, votes.astype(np.float64), seed)
    return views


def _ratio(numerators: Floats, denominators: Floats, seed: int) -> Shares:
    """Sums of columns over the sum of denominators; only employers that have one take part.

    Columns that are alike (most values occur in few populations) are resampled once.
    """
    asked = denominators > 0
    numerators, denominators = numerators[asked], denominators[asked]
    share = numerators.sum(axis=0) / denominators.sum()
    unlike, column_of = np.unique(numerators, axis=1, return_inverse=True)
    totals = resampled_totals(np.column_stack([unlike, denominators]), seed=seed)
    resampled = (totals[:, :-1] / totals[:, -1:])[:, column_of.ravel()]
    holders = (numerators > 0).sum(axis=0)
    others = (numerators < denominators[:, None]).sum(axis=0)
    low, high = intervals(
        share,
        resampled,
        effective=effective_employers(denominators),
        is_rare=np.minimum(holders, others) < RARE,
    )
    return Shares(share=share, low=low, high=high)
