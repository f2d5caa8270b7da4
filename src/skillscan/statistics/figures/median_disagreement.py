"""Whether the samples behind a median disagree.

Where all have one median, as many of the amounts of each lie above it as below. So of each sample
the share that lies above the common median is tested (Mood's test; Brown and Mood 1951), an amount
that is it counting half: with employers as clusters, by source and quarter and by source, with and
without the largest employer, as every share is (``skillscan.statistics.disagreement``).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from skillscan.statistics.confounding import BY_TIME
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.disagreement import disagreement, heterogeneous, tested_ways
from skillscan.statistics.estimates import Disagreement, PartShare, Slice
from skillscan.statistics.figures.amounts import Amounts, amounts_of
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.sample_splits import LEAST_OPENINGS, samples_by_pooling
from skillscan.statistics.samples import ComparedSample, enough_ways, part_of, source_of
from skillscan.statistics.sparse_cells import Floats, SparseCells


@dataclass(frozen=True, kw_only=True)
class _Stated:
    """The amounts of some openings, and the employers (ids) they are of."""

    label: str
    employers: NDArray[np.object_]
    numbers: Floats

    def above(self, middle: float) -> ComparedSample:
        """How many amounts lie above a number, employer by employer."""
        names, place = np.unique(self.employers, return_inverse=True)
        is_above = (self.numbers > middle) + (self.numbers == middle) / 2
        held = np.bincount(place, is_above, minlength=len(names))
        return ComparedSample(
            label=self.label,
            employers=[str(name) for name in names],
            numerators=SparseCells.of(held[:, None]),
            denominators=np.bincount(place, minlength=len(names)).astype(np.float64),
            tied=float((self.numbers == middle).mean()),
        )

    def median_of(self, employers: Sequence[str]) -> float:
        """The median of the amounts of some of the employers."""
        is_theirs = np.isin(self.employers, np.array(employers, dtype=np.object_))
        return float(np.median(self.numbers[is_theirs]))


def median_disagreements(
    definition: Definition,
    amounts: Amounts,
    counts: Mapping[Slice, CountsByEmployer],
    figures: Sequence[Figure],
) -> Iterator[Disagreement]:
    """Of medians those whose samples disagree; ``counts`` has some populations, their groups and
    the samples of both, and of others nothing is said.
    """
    least = msgspec.structs.replace(definition.minimum, openings=1, employers=1)
    unbounded = msgspec.structs.replace(definition, minimum=least)
    slices = {(one.population, one.split, one.group): one for one in counts}
    pooled = samples_by_pooling(counts)
    for figure in figures:
        address = (figure.population, figure.split, figure.group)
        samples = pooled.get(address, {})
        is_large = len(samples) > 1 and figure.openings >= 2 * LEAST_OPENINGS
        if is_large and figure.split not in BY_TIME:
            chosen = (slices[address], *samples.values())
            stated = _stated(unbounded, figure, amounts, {one: counts[one] for one in chosen})
            named = {name: stated[one] for name, one in samples.items() if one in stated}
            yield from _of_median(figure, stated[slices[address]], named)


def _stated(
    definition: Definition,
    figure: Figure,
    amounts: Amounts,
    counts: Mapping[Slice, CountsByEmployer],
) -> dict[Slice, _Stated]:
    """What the openings of these slices state of the figure's value."""
    found: dict[Slice, _Stated] = {}
    for one in amounts_of(definition, figure.figure, amounts, counts):
        if one.value == figure.value:
            here = one.maker.slice
            names = np.array(counts[here].employers, dtype=np.object_)[one.employer]
            found[here] = _Stated(
                label=here.label, employers=names, numbers=one.columns[figure.figure]
            )
    return found


def _of_median(
    figure: Figure, whole: _Stated, samples: Mapping[str, _Stated]
) -> Iterator[Disagreement]:
    if not _can_be_compared(samples):
        return
    middle = float(np.median(whole.numbers))
    ways = enough_ways({group: one.above(middle) for group, one in samples.items()})
    for _, test in heterogeneous(tested_ways(whole.above(middle), ways)):
        stated = {one.label: one for one in (*samples.values(), *_by_source(samples))}
        parts = [_part(part, stated[part.label]) for part in test.parts]
        if test.alone:
            parts.append(_part(test.alone, whole))
        if len({part.share for part in parts}) > 1:
            yield disagreement(figure, "samples", parts)


def _can_be_compared(samples: Mapping[str, _Stated]) -> bool:
    """Whether two samples, or two sources, state so many amounts as is asked of each: of most
    groups none do, and to lay the employers out takes longest.
    """
    by_source = Counter[str]()
    for name, one in samples.items():
        by_source[source_of(name)] += len(one.numbers)
    ways = ([len(one.numbers) for one in samples.values()], by_source.values())
    return any(sum(size >= LEAST_OPENINGS for size in way) > 1 for way in ways)


def _part(part: ComparedSample, stated: _Stated) -> PartShare:
    return part_of(part, stated.median_of(part.employers))


def _by_source(samples: Mapping[str, _Stated]) -> Iterator[_Stated]:
    for source in dict.fromkeys(map(source_of, samples)):
        own = [one for group, one in samples.items() if source_of(group) == source]
        yield _Stated(
            label=source,
            employers=np.concatenate([one.employers for one in own]),
            numbers=np.concatenate([one.numbers for one in own]),
        )
