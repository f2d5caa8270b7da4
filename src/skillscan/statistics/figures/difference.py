"""The share in one population less that in another, the employers of both drawn together.

Where the openings of the two come from other samples (source and quarter), a difference of all that
was pooled would be one of the samples. They are compared within the samples that both have then:
the differences of these, weighted by ``n * m / (n + m)`` of their openings (Mantel and Haenszel
1959; Greenland and Robins 1985, Biometrics 41(1)), which small samples do not harm. Samples that
only one has say nothing of a difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.figures.figure import (
    POOLED,
    WITHIN_HERE,
    WITHIN_THERE,
    Figure,
    FigureMaker,
)
from skillscan.statistics.intervals import effective_employers, percentile_interval
from skillscan.statistics.resamples import Draws, draws, resampled_totals, seed_of
from skillscan.statistics.sample_splits import SAMPLE
from skillscan.statistics.sparse_cells import Floats, SparseCells

_BLOCK = 512
"""Values that are resampled at once: bounds the memory."""
LEAST_UNLIKE = 0.1
"""Two populations of whose openings a smaller part is of other samples are compared as they are: by
more than that part of what samples differ by it moves no difference."""

_Sides = tuple[CountsByEmployer, CountsByEmployer]


@dataclass(frozen=True, kw_only=True)
class ComparedPair:
    """Two populations, and of each sample that both have the openings of either; where their
    samples are alike all openings are one sample.
    """

    here: str
    there: str
    whole: _Sides
    samples: Sequence[_Sides]
    is_within: bool = False
    """Whether samples are compared, and not all that was pooled."""

    @cached_property
    def sizes(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The openings and employers of either that are compared."""
        first, second = (_size([one[side] for one in self.samples]) for side in (0, 1))
        return first, second

    def is_enough(self, definition: Definition) -> bool:
        """Whether both have the minimum of the statistic."""
        least = definition.minimum
        return all(
            openings >= max(1, least.openings) and employers >= max(1, least.employers)
            for openings, employers in self.sizes
        )


def compared_pairs(
    definition: Definition, name: str, counts: Mapping[Slice, CountsByEmployer]
) -> Iterator[ComparedPair]:
    """The pairs of populations of a figure that have both their minimum; ``counts`` are those of
    the populations and of their samples.
    """
    whole = {one.population: counted for one, counted in counts.items() if one.split == ALL}
    parts: dict[str, dict[str, CountsByEmployer]] = {}
    for one, counted in counts.items():
        if one.split == SAMPLE and counted.openings.sum():
            parts.setdefault(one.population, {})[one.group] = counted
    for here, there in definition.figures[name].against.items():
        if here in whole and there in whole:
            both = (whole[here], whole[there])
            pair = ComparedPair(here=here, there=there, whole=both, samples=[both])
            if pair.is_enough(definition):
                first, second = parts.get(here, {}), parts.get(there, {})
                shared = [(first[group], second[group]) for group in first if group in second]
                is_within = _are_unlike(first, second)
                yield replace(pair, samples=shared, is_within=True) if is_within else pair


def _are_unlike(
    first: Mapping[str, CountsByEmployer], second: Mapping[str, CountsByEmployer]
) -> bool:
    """Whether the openings of one population are of other samples than those of another."""
    groups = sorted({*first, *second})
    mixes = []
    for parts in (first, second):
        held = np.array([parts[one].openings.sum() if one in parts else 0 for one in groups])
        mixes.append(held / max(held.sum(), 1))
    return bool(np.abs(mixes[0] - mixes[1]).sum() / 2 >= LEAST_UNLIKE)


def _size(parts: Sequence[CountsByEmployer]) -> tuple[int, int]:
    employers = {employer for part in parts for employer in part.employers}
    return int(sum(part.openings.sum() for part in parts)), len(employers)


def why_uncompared(pair: ComparedPair) -> str:
    """Why two populations are not compared that have too little in common."""
    (here, of_here), (there, of_there) = pair.sizes
    return (
        f"its openings and those for {pair.there} come from different samples (source and "
        f"quarter); in those that both have stand {here} openings of {of_here} employers, and "
        f"{there} of {of_there}: too few to compare"
    )


def differences(
    definition: Definition, name: str, counts: Mapping[Slice, CountsByEmployer]
) -> Iterator[Figure]:
    """Of each pair of populations the difference of every value that occurs in one of them."""
    for pair in compared_pairs(definition, name, counts):
        if pair.is_enough(definition):
            maker = FigureMaker(
                definition=definition,
                name=name,
                slice=Slice(pair.here, ALL, "", ""),
                of_openings=int(pair.whole[0].openings.sum()),
                of_employers=len(pair.whole[0].employers),
                against=pair.there,
            )
            yield from _differences(maker, pair)


@dataclass(frozen=True, kw_only=True)
class _Side:
    """The counts of one population, laid out among the employers and values of both."""

    numerators: SparseCells
    openings: Floats

    @property
    def shares(self) -> Floats:
        found: Floats = self.numerators.totals / self.openings.sum()
        return found

    def resampled_openings(self, drawn: Draws) -> Floats:
        found: Floats = resampled_totals(self.openings[:, None], drawn)
        return found


@dataclass(frozen=True, kw_only=True)
class _Sample:
    """Both sides of one sample."""

    here: _Side
    there: _Side

    @property
    def weight(self) -> float:
        return float(_weights(self.here.openings.sum(), self.there.openings.sum()))


def _weights(here: Floats, there: Floats) -> Floats:
    """Of a sample in which one of the two has nothing none."""
    both: Floats = here + there
    found: Floats = np.divide(here * there, both, out=np.zeros_like(both), where=both > 0)
    return found


def _differences(maker: FigureMaker, pair: ComparedPair) -> Iterator[Figure]:
    measure = maker.definition.figures[maker.name].measure or ""
    employers = sorted({name for side in pair.whole for name in side.employers})
    values = sorted({value for side in pair.whole for value in side.values})
    seed = seed_of(maker.definition.id, f"{pair.here} {pair.there}")
    drawn = draws(len(employers), seed)
    whole, *samples = (
        _Sample(
            here=_laid_out(here, measure, employers, values),
            there=_laid_out(there, measure, employers, values),
        )
        for here, there in (pair.whole, *pair.samples)
    )
    weights = np.array([sample.weight for sample in samples])
    shares = [
        weights @ np.array([side.shares for side in sides]) / weights.sum()
        for sides in ([one.here for one in samples], [one.there for one in samples])
    ]
    number = shares[0] - shares[1]
    low, high = _interval(samples, number, drawn)
    pooled = whole.here.shares - whole.there.shares
    (here, _), (there, _) = pair.sizes
    openings, holders = whole.here.numerators.totals, whole.here.numerators.in_columns
    labels = {**pair.whole[1].labels, **pair.whole[0].labels}
    for place, value in enumerate(values):
        within = {POOLED: pooled[place], WITHIN_HERE: here, WITHIN_THERE: there}
        yield maker.make(
            (value, labels[value]),
            (number[place], low[place], high[place]),
            openings=int(openings[place]),
            employers=int(holders[place]),
            components={
                "here": shares[0][place],
                "there": shares[1][place],
                **(within if pair.is_within else {}),
            },
        )


def _interval(samples: Sequence[_Sample], number: Floats, drawn: Draws) -> tuple[Floats, Floats]:
    """The ends of the interval of every difference."""
    effective = min(
        effective_employers(np.sum([side.openings for side in sides], axis=0))
        for sides in ([one.here for one in samples], [one.there for one in samples])
    )
    sizes = [
        (one.here.resampled_openings(drawn), one.there.resampled_openings(drawn)) for one in samples
    ]
    weights = np.sum([_weights(here, there) for here, there in sizes], axis=0)
    weights = np.where(weights > 0, weights, np.nan)  # nobody drawn of one of the two
    low, high = np.empty_like(number), np.empty_like(number)
    for start in range(0, len(number), _BLOCK):
        part = slice(start, start + _BLOCK)
        again = np.zeros(())
        for one, (here, there) in zip(samples, sizes, strict=True):
            both = here + there
            per_opening = np.divide(1.0, both, out=np.zeros_like(both), where=both > 0)
            found = resampled_totals(one.here.numerators.of_span(part), drawn)
            found *= there * per_opening
            less = resampled_totals(one.there.numerators.of_span(part), drawn)
            less *= here * per_opening
            found -= less
            found += again
            again = found
        low[part], high[part] = percentile_interval(
            number[part], again / weights, effective=effective
        )
    return low, high


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
