"""Median time until an end, where some have not ended yet (Kaplan and Meier 1958, JASA 53).

An opening that was watched only from some day of its life on counts from that day (left
truncation), and one that was no longer watched while it had not ended counts until then.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.figures.amounts import Amounts, StatedAmounts, amounts_of
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.intervals import percentile_interval
from skillscan.statistics.resamples import resampled_totals
from skillscan.statistics.sparse_cells import Floats


def survival_medians(
    definition: Definition, name: str, rows: Amounts, counts: Mapping[Slice, CountsByEmployer]
) -> Iterator[Figure]:
    """The median of each value of each slice; none where fewer than half end in the time watched.

    Of a resample in which fewer than half end the longest time watched counts, so that an upper end
    at that time means: at least so long.
    """
    for amounts in amounts_of(definition, name, rows, counts):
        times, moves, ended = _life_table(amounts, name)
        middle = _median_life(times, _at_risk(moves.sum(axis=0)), ended.sum(axis=0))
        if np.isnan(middle):
            continue
        drawn = amounts.drawn()
        again = _median_life(
            times, _at_risk(resampled_totals(moves, drawn)), resampled_totals(ended, drawn)
        )
        low, high = percentile_interval(
            np.atleast_1d(middle),
            np.nan_to_num(again, nan=times[-1])[:, None],
            effective=amounts.effective,
        )
        yield amounts.maker.make(
            (amounts.value, amounts.label),
            (float(middle), low[0], high[0]),
            openings=amounts.openings,
            employers=amounts.employers,
            components={"ended": ended.sum(), "longest_watched": amounts.columns[name].max()},
        )


def _life_table(
    amounts: StatedAmounts, name: str
) -> tuple[Floats, sparse.csr_array, sparse.csr_array]:
    """The times at which any ended; by employer, how many more (or less) than the time before were
    at risk then, with a last column for those that outlast all times, and how many ended.
    """
    until = amounts.columns[name]
    since = np.nan_to_num(amounts.columns[f"{name}_from"], nan=-np.inf)
    has_ended = amounts.columns[f"{name}_ended"] > 0
    times = np.unique(until[has_ended])
    enters = np.searchsorted(times, since, side="right")
    leaves = np.searchsorted(times, until, side="right")
    is_watched = enters < leaves
    watched = amounts.employer[is_watched]
    size = amounts.maker.of_employers
    comes = _counted(size, len(times) + 1, watched, enters[is_watched])
    goes = _counted(size, len(times) + 1, watched, leaves[is_watched])
    is_end = has_ended & is_watched
    ends = np.searchsorted(times, until[is_end])
    ended = _counted(size, len(times), amounts.employer[is_end], ends)
    return times, sparse.csr_array(comes - goes), ended


def _counted(
    employers: int, times: int, employer: NDArray[np.intp], time: NDArray[np.intp]
) -> sparse.csr_array:
    """How many openings there are of each employer and time."""
    cells = (np.ones(len(employer)), (employer, time))
    return sparse.csr_array(sparse.coo_array(cells, shape=(employers, times)))


def _at_risk(moves: Floats) -> Floats:
    """How many are at risk at each time."""
    found: Floats = np.cumsum(moves, axis=-1)[..., :-1]
    return found


def _median_life(times: Floats, at_risk: Floats, ended: Floats) -> Floats:
    """The first time at which no more than half are left; NaN where that never comes.

    ``at_risk`` and ``ended`` have a column a time, and any number of rows.
    """
    if not len(times):
        return np.full(at_risk.shape[:-1], np.nan)
    leaving = np.divide(ended, at_risk, out=np.zeros_like(ended), where=at_risk > 0)
    left = np.cumprod(1 - leaving, axis=-1)
    is_half = left <= 0.5 + 1e-12
    found: Floats = np.where(is_half.any(axis=-1), times[is_half.argmax(axis=-1)], np.nan)
    return found
