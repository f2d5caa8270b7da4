"""The amounts that medians are of: opening by opening, value by value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import AMOUNT, Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.figures.figure import FigureMaker
from skillscan.statistics.intervals import Draws, Floats, draws, effective_employers, seed_of
from skillscan.statistics.slices import by_slice


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


def amounts_of(
    definition: Definition, name: str, rows: pa.Table, counts: Mapping[Slice, CountsByEmployer]
) -> Iterator[StatedAmounts]:
    """The amounts of a figure, for each value and slice that meets the minimum sample."""
    parts = dict(by_slice(rows))
    for one, counted in counts.items():
        part = parts.get(one[:3])
        if part is None:
            continue
        stated = part.filter(pc.is_valid(part[AMOUNT + name]))
        maker = FigureMaker(
            definition=definition,
            name=name,
            slice=one,
            of_openings=int(counted.openings.sum()),
            of_employers=len(counted.employers),
        )
        for value in sorted(set(stated["value"].to_pylist())):
            found = _of_value(maker, stated.filter(pc.equal(stated["value"], value)), counted)
            least = definition.minimum
            if found.openings >= least.openings and found.employers >= least.employers:
                yield found


def _of_value(maker: FigureMaker, rows: pa.Table, counted: CountsByEmployer) -> StatedAmounts:
    employers = pa.array(counted.employers, pa.string())
    return StatedAmounts(
        maker=maker,
        value=rows["value"][0].as_py(),
        label=rows["label"][0].as_py(),
        employer=pc.index_in(rows["employer_id"], employers).to_numpy(),
        columns={
            column.removeprefix(AMOUNT): rows[column].to_numpy().astype(np.float64)
            for column in rows.column_names
            if column.startswith(AMOUNT)
        },
    )
