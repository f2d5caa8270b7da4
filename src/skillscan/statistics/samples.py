"""The samples that a number pools, laid out to be compared: source by quarter, and by source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.slices import SAMPLE
from skillscan.statistics.sparse_cells import Floats, SparseCells

LEAST_OPENINGS, LEAST_EMPLOYERS = 30, 10
"""A smaller sample cannot disagree beyond chance, and a value that fewer openings hold neither."""


@dataclass(frozen=True, kw_only=True)
class ComparedSample:
    """Some values of one part of the openings by the headline measure, in the headline's
    denominator; a row an employer.
    """

    label: str
    employers: Sequence[str]
    numerators: SparseCells
    denominators: Floats

    @cached_property
    def share(self) -> Floats:
        """Of each value."""
        found: Floats = self.numerators.totals / self.openings
        return found

    @cached_property
    def openings(self) -> float:
        """How many openings the share is of."""
        return float(self.denominators.sum())

    @cached_property
    def responding_employers(self) -> int:
        """How many employers the share is of."""
        return int((self.denominators > 0).sum())

    @property
    def is_enough(self) -> bool:
        """Whether it can disagree with another beyond chance."""
        return self.openings >= LEAST_OPENINGS and self.responding_employers >= LEAST_EMPLOYERS

    def without(self, employer: str) -> "ComparedSample":
        """The sample without an employer (its id), if it is in it at all."""
        return self._kept(np.array([one != employer for one in self.employers], np.bool_))

    def only(self, employer: str) -> "ComparedSample":
        """The openings of an employer that is in the sample, labelled by its id."""
        is_it = np.array([one == employer for one in self.employers], np.bool_)
        return replace(self._kept(is_it), label=employer)

    def _kept(self, is_kept: NDArray[np.bool_]) -> "ComparedSample":
        return replace(
            self,
            employers=[self.employers[place] for place in np.flatnonzero(is_kept).tolist()],
            numerators=self.numerators.of_rows(is_kept),
            denominators=self.denominators[is_kept],
        )

    def of_employer(self, place: int) -> Floats:
        """How many openings of the employer at a place hold each value."""
        cells, found = self.numerators, np.zeros(self.numerators.shape[1])
        is_it = cells.rows == place
        found[cells.columns[is_it]] = cells.held[is_it]
        return found

    def variance(self, common: Floats) -> Floats:
        """Of each share, were ``common`` the true one, with employers as clusters."""
        own, employers = self.denominators, self.responding_employers
        cells = self.numerators
        together = cells.by_column(cells.held * own[cells.rows])
        residuals = cells.squares - 2 * common * together + common**2 * (own @ own)
        found: Floats = employers / (employers - 1) * residuals / own.sum() ** 2
        return found


def sample_of(
    definition: Definition, label: str, counted: CountsByEmployer, values: Sequence[str]
) -> ComparedSample:
    """These values of one slice; a value that the slice lacks is held by none of it."""
    place = {value: number for number, value in enumerate(values)}
    column = np.array([place.get(value, -1) for value in counted.values], dtype=np.int32)
    cells = counted.numerators[definition.headline.measure]
    is_all = definition.headline.view == "all"
    return ComparedSample(
        label=label,
        employers=counted.employers,
        numerators=cells.moved(column, len(values)),
        denominators=counted.openings if is_all else counted.responding,
    )


def ways_to_part(
    definition: Definition,
    population: str,
    counts: Mapping[Slice, CountsByEmployer],
    values: Sequence[str],
) -> list[list[ComparedSample]]:
    """The samples of a population that are large enough, by source and quarter, and by source alone
    where that is another way; none of which there are not two.
    """
    parts = {
        one.group: sample_of(definition, one.label, found, values)
        for one, found in counts.items()
        if (one.population, one.split) == (population, SAMPLE)
    }
    return enough_ways(parts)


def enough_ways(parts: Mapping[str, ComparedSample]) -> list[list[ComparedSample]]:
    """The same of the samples of a population by their groups."""
    ways = [[part for part in way if part.is_enough] for way in (parts.values(), _by_source(parts))]
    sizes = [sorted(part.openings for part in way) for way in ways]
    different = ways if sizes[0] != sizes[1] else ways[:1]
    return [way for way in different if len(way) > 1]


def source_of(group: str) -> str:
    """The source of a sample, by its group."""
    return group.partition("|")[0]


def _by_source(parts: Mapping[str, ComparedSample]) -> Iterator[ComparedSample]:
    """The samples of each source together; an employer that is in several is one."""
    for source in dict.fromkeys(map(source_of, parts)):
        own = [part for group, part in parts.items() if source_of(group) == source]
        every = [name for one in own for name in one.employers]
        names, place = np.unique(every, return_inverse=True)
        openings: Floats = np.concatenate([one.denominators for one in own])
        yield ComparedSample(
            label=source,
            employers=[str(name) for name in names],
            numerators=_summed([one.numerators for one in own], place, len(names)),
            denominators=np.bincount(place, openings).astype(np.float64),
        )


def _summed(parts: Sequence[SparseCells], place: NDArray[np.intp], employers: int) -> SparseCells:
    """The rows of all parts, one after the other; those that have one place are one."""
    firsts = np.cumsum([0, *(part.shape[0] for part in parts)])
    rows = np.concatenate([part.rows + first for part, first in zip(parts, firsts, strict=False)])
    columns, held = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("columns", "held")
    )
    shape = (employers, parts[0].shape[1])
    return SparseCells.of(sparse.csr_array((held, (place[rows], columns)), shape=shape))
