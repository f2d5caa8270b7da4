"""The share in one population less that in another, the employers of both drawn together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.figures.figure import Figure, FigureMaker
from skillscan.statistics.intervals import effective_employers, percentile_interval
from skillscan.statistics.resamples import Draws, draws, resampled_totals, seed_of
from skillscan.statistics.sparse_cells import Floats, SparseCells

_BLOCK = 512
"""Values that are resampled at once: bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class _Side:
    """The counts of one population, laid out among the employers and values of both."""

    numerators: SparseCells
    openings: Floats

    def shares(self) -> Floats:
        found: Floats = self.numerators.totals / self.openings.sum()
        return found

    def resampled_openings(self, drawn: Draws) -> Floats:
        """NaN in resamples in which no employer of this population is drawn."""
        totals = resampled_totals(self.openings[:, None], drawn)
        return np.where(totals > 0, totals, np.nan)


def differences(
    definition: Definition, name: str, counts: Mapping[Slice, CountsByEmployer]
) -> Iterator[Figure]:
    """Of each pair of populations the difference of every value that occurs in one of them."""
    found = {one.population: counted for one, counted in counts.items() if one.split == ALL}
    for here, there in definition.figures[name].against.items():
        pair = [found[key] for key in (here, there) if key in found]
        if len(pair) == 2 and all(_is_enough(definition, counted) for counted in pair):
            maker = FigureMaker(
                definition=definition,
                name=name,
                slice=Slice(here, ALL, "", ""),
                of_openings=int(pair[0].openings.sum()),
                of_employers=len(pair[0].employers),
                against=there,
            )
            yield from _differences(maker, pair[0], pair[1])


def _is_enough(definition: Definition, counted: CountsByEmployer) -> bool:
    least = definition.minimum
    return counted.openings.sum() >= least.openings and len(counted.employers) >= least.employers


def _differences(
    maker: FigureMaker, counted: CountsByEmployer, other: CountsByEmployer
) -> Iterator[Figure]:
    measure = maker.definition.figures[maker.name].measure or ""
    employers = sorted({*counted.employers, *other.employers})
    values = sorted({*counted.values, *other.values})
    sides = [_laid_out(side, measure, employers, values) for side in (counted, other)]
    seed = seed_of(maker.definition.id, f"{maker.slice.population} {maker.against}")
    drawn = draws(len(employers), seed)
    shares = [side.shares() for side in sides]
    number = shares[0] - shares[1]
    low, high = np.empty_like(number), np.empty_like(number)
    effective = min(effective_employers(side.openings) for side in sides)
    totals = [side.resampled_openings(drawn) for side in sides]
    for start in range(0, len(values), _BLOCK):
        part = slice(start, start + _BLOCK)
        again = [
            resampled_totals(side.numerators.of_span(part), drawn) / total
            for side, total in zip(sides, totals, strict=True)
        ]
        low[part], high[part] = percentile_interval(
            number[part], again[0] - again[1], effective=effective
        )
    openings, holders = sides[0].numerators.totals, sides[0].numerators.in_columns
    labels = {**other.labels, **counted.labels}
    for place, value in enumerate(values):
        yield maker.make(
            (value, labels[value]),
            (number[place], low[place], high[place]),
            openings=int(openings[place]),
            employers=int(holders[place]),
            components={"here": shares[0][place], "there": shares[1][place]},
        )


def _laid_out(
    counted: CountsByEmployer, measure: str, employers: Sequence[str], values: Sequence[str]
) -> _Side:
    row = {employer: place for place, employer in enumerate(employers)}
    column = {value: place for place, value in enumerate(values)}
    rows = np.array([row[employer] for employer in counted.employers])
    columns = np.array([column[value] for value in counted.values], dtype=np.intp)
    cells = counted.numerators[measure]
    openings = np.zeros(len(employers))
    openings[rows] = counted.openings
    return _Side(
        numerators=SparseCells(
            rows=rows[cells.rows].astype(np.int32),
            columns=columns[cells.columns].astype(np.int32),
            held=cells.held,
            shape=(len(employers), len(values)),
        ),
        openings=openings,
    )
