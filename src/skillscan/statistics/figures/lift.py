"""Lift: how many times as often two things stand together as they would by chance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.figures.figure import Figure, FigureMaker
from skillscan.statistics.intervals import effective_employers, percentile_interval
from skillscan.statistics.resamples import draws, resampled_totals, seed_of
from skillscan.statistics.sparse_cells import Floats, SparseCells

SEPARATOR = "|"
"""Between the two values of a pair."""
_BLOCK = 512
"""Pairs that are resampled at once: bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class _Halves:
    """The first or the second values of pairs: what each employer's openings hold of the values,
    and in which column each pair finds its own.
    """

    values: SparseCells
    column: NDArray[np.intp]

    @classmethod
    def of(cls, single: SparseCells, places: Sequence[int]) -> "_Halves":
        """A value that is in many pairs is resampled once."""
        known, column = np.unique(places, return_inverse=True)
        return cls(values=single.of_columns(known), column=column)

    def openings(self) -> Floats:
        found: Floats = self.values.totals[self.column]
        return found


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
        maker = FigureMaker(
            definition=definition,
            name=name,
            slice=one,
            of_openings=int(counted.openings.sum()),
            of_employers=len(counted.employers),
        )
        if counted.values:
            halves = _halves(counted, singles[one], measure)
            yield from _lifts(maker, counted, counted.numerators[counted_by], *halves)


def _halves(
    pairs: CountsByEmployer, singles: CountsByEmployer, measure: str
) -> tuple[_Halves, _Halves]:
    place = {value: number for number, value in enumerate(singles.values)}
    halves = [value.split(SEPARATOR) for value in pairs.values]
    single = singles.numerators[measure]
    first, second = (_Halves.of(single, [place[half[side]] for half in halves]) for side in (0, 1))
    return first, second


def _lifts(
    maker: FigureMaker,
    counted: CountsByEmployer,
    pairs: SparseCells,
    first: _Halves,
    second: _Halves,
) -> Iterator[Figure]:
    total = float(maker.of_openings)
    both = pairs.totals
    number = _lift(both, first.openings(), second.openings(), np.array(total))
    low, high = _interval(maker, counted, number, pairs, (first, second))
    shares = [part / total for part in (both, first.openings(), second.openings())]
    for place, value in enumerate(counted.values):
        yield maker.make(
            (value, counted.labels[value]),
            (number[place], low[place], high[place]),
            openings=int(both[place]),
            employers=int(pairs.in_columns[place]),
            components={
                "both": shares[0][place],
                "first": shares[1][place],
                "second": shares[2][place],
            },
        )


def _interval(
    maker: FigureMaker,
    counted: CountsByEmployer,
    number: Floats,
    pairs: SparseCells,
    halves: tuple[_Halves, _Halves],
) -> tuple[Floats, Floats]:
    seed = seed_of(maker.definition.id, maker.slice.population)
    drawn = draws(len(counted.employers), seed)
    first, second = (resampled_totals(half.values, drawn) for half in halves)
    every = resampled_totals(counted.openings[:, None], drawn)
    low, high = np.empty_like(number), np.empty_like(number)
    effective = effective_employers(counted.openings)
    for start in range(0, len(number), _BLOCK):
        part = slice(start, start + _BLOCK)
        both = resampled_totals(pairs.of_span(part), drawn)
        columns = [half.column[part] for half in halves]
        again = _lift(both, first[:, columns[0]], second[:, columns[1]], every)
        low[part], high[part] = percentile_interval(number[part], again, effective=effective)
    return low, high


def _lift(both: Floats, first: Floats, second: Floats, total: Floats) -> Floats:
    """Where one of the two does not occur there is nothing to compare: 0."""
    expected = first * second
    found: Floats = np.divide(both * total, expected, out=np.zeros_like(both), where=expected > 0)
    return found
