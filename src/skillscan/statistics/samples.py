"""The samples that a number pools, laid out to be compared: source by quarter, and by source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import PartShare, Slice
from skillscan.statistics.populations import rounded
from skillscan.statistics.sample_splits import (
    LEAST_EMPLOYERS,
    LEAST_OPENINGS,
    Pooling,
    samples_by_pooling,
)
from skillscan.statistics.sparse_cells import Floats, SparseCells

LEAST_RANGE = 0.05
"""Smaller differences of shares change no sentence that is printed."""
HIDING = 0.05
"""An employer with a smaller part of the openings hides nothing that samples differ by."""


class ComparedPart(Protocol):
    """What some values have in one part of the openings: a share, or another number."""

    @property
    def openings(self) -> float:
        """How many openings they are of."""
        ...

    @property
    def is_enough(self) -> bool:
        """Whether the part can disagree with another beyond chance."""
        ...

    @property
    def number(self) -> Floats:
        """Of each value, on the scale that it is compared on; of no meaning where it has none."""
        ...

    @property
    def hiding(self) -> str | None:
        """The employer that is so large that it may hide what others differ by, if there is one."""
        ...

    def common(self, parts: Sequence[Self]) -> Floats:
        """Of the whole, for each value: the one number that all its parts may have."""
        ...

    def variance(self, common: Floats) -> Floats:
        """Of each number, were ``common`` the true one, with employers as clusters; infinite where
        the part has too little of the value to be compared.
        """
        ...

    def has_enough(self, common: Floats) -> NDArray[np.bool_]:
        """Whether one employer has so much of each value that its number tells anything."""
        ...

    def are_apart(self, lowest: Floats, highest: Floats) -> NDArray[np.bool_]:
        """Whether two such numbers of a value change a sentence that is printed."""
        ...

    def without(self, employer: str) -> Self:
        """The part without an employer (its id), if it is in it at all."""
        ...

    def only(self, employer: str) -> Self:
        """The openings of an employer that is in the part, labelled by its id."""
        ...

    def together(self, label: str, others: Sequence[Self]) -> Self:
        """The part and others as one; an employer that is in several is one."""
        ...

    def shown(self, place: int) -> PartShare:
        """The number of the value at a place as it is published."""
        ...


PartKind = TypeVar("PartKind", bound=ComparedPart)


@dataclass(frozen=True, kw_only=True)
class ComparedSample:
    """The shares of some values in one part of the openings; a row an employer."""

    label: str
    employers: Sequence[str]
    numerators: SparseCells
    denominators: Floats
    tied: float = 0.0
    """Of all openings those that count half."""

    @cached_property
    def share(self) -> Floats:
        """Of each value."""
        found: Floats = self.numerators.totals / self.openings
        return found

    @property
    def number(self) -> Floats:
        """The same."""
        return self.share

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

    @property
    def hiding(self) -> str | None:
        """The largest employer, where it is so large that it may hide what others differ by."""
        largest = int(self.denominators.argmax())
        is_large = self.denominators[largest] >= HIDING * self.denominators.sum()
        return self.employers[largest] if is_large else None

    def common(self, _: Sequence["ComparedSample"]) -> Floats:
        """The share in all openings, those of small samples among them."""
        return self.share

    def has_enough(self, common: Floats) -> NDArray[np.bool_]:
        """That one employer has all openings of a sample tells its share."""
        return np.ones(len(common), np.bool_)

    def are_apart(self, lowest: Floats, highest: Floats) -> NDArray[np.bool_]:
        """Whether two shares change a sentence that is printed."""
        found: NDArray[np.bool_] = highest - lowest >= LEAST_RANGE
        return found

    def shown(self, place: int) -> PartShare:
        """The share of a value, and what it is of."""
        return part_of(self, float(self.share[place]))

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
        """Of each share, were ``common`` the true one, with employers as clusters; at least that of
        as many independent openings, for a sample that by chance holds next to none of a value does
        not know how many might.
        """
        own, employers = self.denominators, self.responding_employers
        cells = self.numerators
        together = cells.by_column(cells.held * own[cells.rows])
        residuals = cells.squares - 2 * common * together + common**2 * (own @ own)
        clustered = employers / (employers - 1) * residuals / own.sum() ** 2
        independent = (common * (1 - common) - self.tied / 4) / own.sum()
        found: Floats = np.maximum(clustered, independent)
        return found

    def together(self, label: str, others: Sequence["ComparedSample"]) -> "ComparedSample":
        """The sample and others as one; an employer that is in several is one."""
        own = [self, *others]
        names, place = np.unique(
            [name for one in own for name in one.employers], return_inverse=True
        )
        openings: Floats = np.concatenate([one.denominators for one in own])
        return ComparedSample(
            label=label,
            employers=[str(name) for name in names],
            numerators=_summed([one.numerators for one in own], place, len(names)),
            denominators=np.bincount(place, openings).astype(np.float64),
        )


def part_of(part: ComparedSample, share: float) -> PartShare:
    """A part of the openings, and the share (or number of a figure) in it."""
    return PartShare(
        label=part.label,
        share=rounded(share),
        openings=int(part.openings),
        employers=part.responding_employers,
    )


def sample_of(
    definition: Definition, label: str, counted: CountsByEmployer, values: Sequence[str]
) -> ComparedSample:
    """Some values of one slice by the headline measure, in the headline's denominator."""
    is_all = definition.headline.view == "all"
    denominators = counted.openings if is_all else counted.responding
    return laid_out(label, counted, values, definition.headline.measure, denominators)


def laid_out(
    label: str,
    counted: CountsByEmployer,
    values: Sequence[str],
    measure: str,
    denominators: Floats,
) -> ComparedSample:
    """Some values of one slice; a value that the slice lacks is held by none of it."""
    place = {value: number for number, value in enumerate(values)}
    column = np.array([place.get(value, -1) for value in counted.values], dtype=np.int32)
    return ComparedSample(
        label=label,
        employers=counted.employers,
        numerators=counted.numerators[measure].moved(column, len(values)),
        denominators=denominators,
    )


def counted_samples(
    counts: Mapping[Slice, CountsByEmployer],
) -> Mapping[Pooling, Mapping[str, tuple[str, CountsByEmployer]]]:
    """The label and the counts of each sample, by what pools it and by its source and quarter."""
    return {
        pooled: {name: (one.label, counts[one]) for name, one in found.items()}
        for pooled, found in samples_by_pooling(counts).items()
    }


def ways_to_part(
    definition: Definition,
    samples: Mapping[str, tuple[str, CountsByEmployer]],
    values: Sequence[str],
) -> list[list[ComparedSample]]:
    """Of the samples of a population or group those that are large enough, by source and quarter,
    and by source alone where that is another way; none of which there are not two.
    """
    return enough_ways(
        {
            name: sample_of(definition, label, counted, values)
            for name, (label, counted) in samples.items()
        }
    )


def enough_ways(parts: Mapping[str, PartKind]) -> list[list[PartKind]]:
    """The same of the parts of a population by the names of their samples."""
    ways = [[part for part in way if part.is_enough] for way in (parts.values(), _by_source(parts))]
    sizes = [sorted(part.openings for part in way) for way in ways]
    different = ways if sizes[0] != sizes[1] else ways[:1]
    return [way for way in different if len(way) > 1]


def source_of(name: str) -> str:
    """The source of a sample, by its name."""
    return name.partition("|")[0]


def _by_source(parts: Mapping[str, PartKind]) -> Iterator[PartKind]:
    for source in dict.fromkeys(map(source_of, parts)):
        first, *others = [part for group, part in parts.items() if source_of(group) == source]
        yield first.together(source, others)


def _summed(parts: Sequence[SparseCells], place: NDArray[np.intp], employers: int) -> SparseCells:
    """The rows of all parts, one after the other; those that have one place are one."""
    firsts = np.cumsum([0, *(part.shape[0] for part in parts)])
    rows = np.concatenate([part.rows + first for part, first in zip(parts, firsts, strict=False)])
    columns, held = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("columns", "held")
    )
    shape = (employers, parts[0].shape[1])
    return SparseCells.of(sparse.csr_array((held, (place[rows], columns)), shape=shape))
