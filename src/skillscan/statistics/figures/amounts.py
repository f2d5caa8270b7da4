"""The amounts that medians are of: opening by opening, value by value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import AMOUNT, Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.figures.figure import FigureMaker
from skillscan.statistics.intervals import effective_employers
from skillscan.statistics.resamples import Draws, draws, seed_of
from skillscan.statistics.slices import Numbers, place_of
from skillscan.statistics.sparse_cells import Floats


@dataclass(frozen=True, kw_only=True)
class StatedAmounts:
    """What one value's openings of one slice state; ``employer`` is each one's place among the
    employers of the slice, ``columns`` its amounts by their names without ``amount_``.
    """

    maker: FigureMaker
    value: str
    label: str
    employer: NDArray[np.intp]
    columns: Mapping[str, Floats]

    @property
    def openings(self) -> int:
        """How many openings state an amount."""
        return len(self.employer)

    @property
    def employers(self) -> int:
        """How many employers they belong to."""
        return len(np.unique(self.employer))

    @property
    def effective(self) -> float:
        """Kish's effective number of these employers."""
        return effective_employers(np.bincount(self.employer).astype(np.float64))

    def drawn(self) -> Draws:
        """The resamples of the slice's employers."""
        seed = seed_of(self.maker.definition.id, self.maker.slice.population)
        return draws(self.maker.of_employers, seed)


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """All amounts of a statistic: a row an opening, value and slice, in the order of slices and
    then of values; employers and values by their ``numbers``.
    """

    numbers: Numbers
    columns: Mapping[str, NDArray[Any]]

    def part(self, place: slice | NDArray[np.intp]) -> Mapping[str, NDArray[Any]]:
        """Some of the rows."""
        return {name: column[place] for name, column in self.columns.items()}


def amounts_of(
    definition: Definition, name: str, amounts: Amounts, counts: Mapping[Slice, CountsByEmployer]
) -> Iterator[StatedAmounts]:
    """The amounts of a figure, for each value and slice that meets the minimum sample."""
    least = definition.minimum
    for one, counted in counts.items():
        place = place_of(amounts.columns["slice"], amounts.numbers.slices[one])
        is_stated = ~np.isnan(amounts.columns[AMOUNT + name][place])
        stated = amounts.part(np.flatnonzero(is_stated) + place.start)
        maker = FigureMaker(
            definition=definition,
            name=name,
            slice=one,
            of_openings=int(counted.openings.sum()),
            of_employers=len(counted.employers),
        )
        employer = _places(amounts.numbers, stated["employer"], counted)
        for value in np.unique(stated["value_number"]):
            rows = place_of(stated["value_number"], value)
            label = amounts.numbers.values[value]
            found = StatedAmounts(
                maker=maker,
                value=label,
                label=amounts.numbers.labels[label],
                employer=employer[rows],
                columns={
                    column.removeprefix(AMOUNT): held[rows].astype(np.float64)
                    for column, held in stated.items()
                    if column.startswith(AMOUNT)
                },
            )
            if found.openings >= least.openings and found.employers >= least.employers:
                yield found


def _places(
    numbers: Numbers, employer: NDArray[Any], counted: CountsByEmployer
) -> NDArray[np.intp]:
    """The place of each employer among those of the slice."""
    place = {name: number for number, name in enumerate(counted.employers)}
    known, inverse = np.unique(employer, return_inverse=True)
    found = np.array([place[numbers.employers[one]] for one in known], dtype=np.intp)
    places: NDArray[np.intp] = found[inverse]
    return places
