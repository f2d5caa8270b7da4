"""Lift: how many times as often two things stand together as they would by chance."""

from collections.abc import Iterator, Mapping

import numpy as np
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.figures.figure import Figure, FigureMaker
from skillscan.statistics.intervals import (
    Draws,
    Floats,
    draws,
    effective_employers,
    percentile_interval,
    resampled_totals,
    seed_of,
)

SEPARATOR = "|"
"""Between the two values of a pair."""
_BLOCK = 512
"""Pairs that are resampled at once: bounds the memory."""
Columns = tuple[sparse.csr_array, sparse.csr_array, sparse.csr_array]
"""Counts of both, the first and the second of each pair, employers by pairs."""


def lifts(
    definition: Definition,
    name: str,
    pairs: Mapping[Slice, CountsByEmployer],
    singles: Mapping[Slice, CountsByEmployer],
    measure: str,
) -> Iterator[Figure]:
    """The lift of every pair, with the shares of both, of the first and of the second.

    ``singles`` are the counts of the single values by ``measure``, in the same slices.
    """
    counted_by = definition.figures[name].measure or definition.headline.measure
    for one, counted in pairs.items():
        columns = _columns(counted.numerators[counted_by], counted, singles[one], measure)
        maker = FigureMaker(
            definition=definition,
            name=name,
            slice=one,
            of_openings=int(counted.openings.sum()),
            of_employers=len(counted.employers),
        )
        drawn = draws(len(counted.employers), seed_of(definition.id, one.population))
        for start in range(0, len(counted.values), _BLOCK):
            part = slice(start, start + _BLOCK)
            block = (columns[0][:, part], columns[1][:, part], columns[2][:, part])
            yield from _lifts(maker, counted, counted.values[part], block, drawn)


def _columns(
    both: sparse.csr_array, pairs: CountsByEmployer, singles: CountsByEmployer, measure: str
) -> Columns:
    place = {value: number for number, value in enumerate(singles.values)}
    halves = [value.split(SEPARATOR) for value in pairs.values]
    single = singles.numerators[measure]
    first, second = ([place[half[side]] for half in halves] for side in (0, 1))
    return both, single[:, first], single[:, second]


def _lifts(
    maker: FigureMaker,
    counted: CountsByEmployer,
    values: tuple[str, ...],
    columns: Columns,
    drawn: Draws,
) -> Iterator[Figure]:
    both, first, second = (np.asarray(block.sum(axis=0)).ravel() for block in columns)
    total = float(maker.of_openings)
    number = _lift(both, first, second, np.array(total))
    again = [resampled_totals(block, drawn) for block in columns]
    every = resampled_totals(counted.openings[:, None], drawn)
    found = _lift(again[0], again[1], again[2], every)
    low, high = percentile_interval(number, found, effective=effective_employers(counted.openings))
    employers = np.bincount(columns[0].tocoo().col, minlength=len(values))
    for place, value in enumerate(values):
        yield maker.make(
            (value, counted.labels[value]),
            (number[place], low[place], high[place]),
            openings=int(both[place]),
            employers=int(employers[place]),
            components={
                "both": both[place] / total,
                "first": first[place] / total,
                "second": second[place] / total,
            },
        )


def _lift(both: Floats, first: Floats, second: Floats, total: Floats) -> Floats:
    """Where one of the two does not occur there is nothing to compare: 0."""
    expected = first * second
    found: Floats = np.divide(both * total, expected, out=np.zeros_like(both), where=expected > 0)
    return found
