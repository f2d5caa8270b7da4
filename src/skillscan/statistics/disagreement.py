"""Whether the samples behind a number disagree, or one employer makes it.

A share that pools two sources, two seasons or one large employer may be a share of nothing. Two
tests, of shares both of the headline measure in the headline view, of whole populations and of
their groups (but for months, which lie within a quarter), each by itself:

* ``samples``: Cochran's Q (1954, Biometrics 10) of the samples' shares (or other numbers of theirs:
  ``ComparedPart``), weighted by the inverse of their variances under one common number, with
  employers as clusters; by source and quarter, and by source alone, for many quarters drown what
  two sources differ by; and so without the largest employer, where it is large enough to hide what
  all others differ by (it is a part of its own then). The smallest of these probabilities counts,
  times their number (Bonferroni). Flagged are the values that stand out among all of the statistic,
  population and group (Benjamini and Hochberg 1995, J. Royal Statistical Society B 57(1), at
  ``FALSE_SHARE``), and whose numbers lie so far apart that it changes a sentence. Of other values
  whose samples lie ``WIDE_RANGE`` apart it is told, with the probability of their own test, unless
  that is ``LIKELY``.
* ``employer``: one employer moves the share, and cannot be one of the others
  (``skillscan.statistics.one_employer``), at a false discovery rate of ``UNLIKE_SHARE``.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, Literal, Self

import numpy as np
from numpy.typing import NDArray
from scipy import special

from skillscan.statistics.confounding import BY_TIME
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import (
    Disagreement,
    Estimate,
    PartShare,
    SampleDifference,
    Slice,
)
from skillscan.statistics.figures.figure import COMPARED, Figure
from skillscan.statistics.one_employer import LeftOut, large_employers, left_out
from skillscan.statistics.populations import rounded
from skillscan.statistics.sample_splits import Pooling, is_sample
from skillscan.statistics.samples import (
    ComparedSample,
    PartKind,
    counted_samples,
    part_of,
    sample_of,
    ways_to_part,
)
from skillscan.statistics.sparse_cells import Floats

FALSE_SHARE = 0.01
"""Of a hundred numbers that are flagged one, at most, has samples that agree; where all agree, one
in a hundred statistics has a flag at all."""
UNLIKE_SHARE = 0.05
"""The same of numbers that one employer makes: what stands in their place is no less true where it
was chance."""
WIDE_RANGE = 0.1
"""Samples of one number that lie so far apart are told, even where chance may explain it."""
LIKELY = 0.5
"""But not what chance does as often as not, or oftener: of many samples two lie far apart."""
_ROUNDING = 1e-9
OTHERS = "the other employers"


@dataclass(frozen=True, kw_only=True)
class HeterogeneityTest(Generic[PartKind]):
    """Samples and, of each value, which of them are compared, the common number, the probability
    that theirs come from it (NaN where fewer than two are compared), and whether they lie apart.
    """

    parts: Sequence[PartKind]
    is_compared: NDArray[np.bool_]
    probabilities: Floats
    are_apart: NDArray[np.bool_]
    ranges: Floats
    """Of each value, from the smallest number of its parts to the largest."""
    common: Floats
    alone: PartKind | None = None
    """The employer that is in none of the parts."""

    def shown(self, place: int) -> list[PartShare]:
        """The numbers of the value at a place, of the parts that are compared."""
        of_value = self.is_compared[:, place]
        parts = [part for part, is_in in zip(self.parts, of_value, strict=True) if is_in]
        if self.alone and self.alone.has_enough(self.common)[place]:
            parts.append(self.alone)
        return [part.shown(place) for part in parts]


@dataclass(frozen=True, kw_only=True)
class ComparedNumbers:
    """The headline shares of a population or group, all of it, and how its samples were compared
    (by ``tests`` of which the first ``ways`` leave no employer out).
    """

    estimates: Sequence[Estimate]
    whole: ComparedSample
    tests: Sequence[HeterogeneityTest[ComparedSample]]
    ways: int

    @cached_property
    def _flagged(self) -> Sequence[tuple[int, HeterogeneityTest[ComparedSample]]]:
        return list(heterogeneous(self.tests))

    def disagreements(self) -> Iterator[Disagreement]:
        """Those that mislead."""
        for place, test in self._flagged:
            yield disagreement(self.estimates[place], "samples", test.shown(place))
        yield from _made_by_an_employer(self.estimates, self.whole)

    def differences(self) -> Iterator[SampleDifference]:
        """Of the others those whose samples lie far apart, with the samples that are the least
        like each other.
        """
        if not self.ways:
            return
        flagged = {place for place, _ in self._flagged}
        for place, test in LeastProbable.of(self.tests[: self.ways]).tests.items():
            probability = float(test.probabilities[place])
            is_wide = test.ranges[place] >= WIDE_RANGE - _ROUNDING
            if is_wide and probability < LIKELY and place not in flagged:
                yield _difference(self.estimates[place], probability, test.shown(place))


def compared_numbers(
    definition: Definition, counts: Mapping[Slice, CountsByEmployer], estimates: Iterable[Estimate]
) -> Iterator[ComparedNumbers]:
    """Estimates by the headline's measure and of as many openings as a sample has at least, by what
    they are of; ``counts`` has their populations and groups, and the samples of these.
    """
    of_slice: dict[Pooling, dict[str, Estimate]] = {}
    for found in estimates:
        address = (found.population, found.split, found.group)
        of_slice.setdefault(address, {})[found.value] = found
    samples = counted_samples(counts)
    for one, counted in counts.items():
        address = (one.population, one.split, one.group)
        headline = of_slice.get(address, {})
        values = [value for value in counted.values if value in headline]
        if not values or is_sample(one) or one.split in BY_TIME:
            continue
        whole = sample_of(definition, one.label, counted, values)
        chosen = [headline[value] for value in values]
        ways = ways_to_part(definition, samples.get(address, {}), values)
        tests = tested_ways(whole, ways)
        yield ComparedNumbers(estimates=chosen, whole=whole, tests=tests, ways=len(ways))


def tested_ways(
    whole: PartKind, ways: Sequence[Sequence[PartKind]]
) -> list[HeterogeneityTest[PartKind]]:
    """The tests of some samples and, without its largest employer, of what is left of them."""
    return [*(_tested(whole, way) for way in ways), *_without_the_largest(whole, ways)]


def _without_the_largest(
    whole: PartKind, ways: Sequence[Sequence[PartKind]]
) -> Iterator[HeterogeneityTest[PartKind]]:
    """The same tests without the largest employer, which becomes a part of its own."""
    name = whole.hiding
    if name is None or not ways:
        return
    rest, alone = whole.without(name), whole.only(name)
    for way in ways:
        parts = [part for part in (one.without(name) for one in way) if part.is_enough]
        if len(parts) > 1:
            yield replace(_tested(rest, parts), alone=alone)


def _tested(whole: PartKind, parts: Sequence[PartKind]) -> HeterogeneityTest[PartKind]:
    """Cochran's Q."""
    numbers = np.array([part.number for part in parts])
    expected = whole.common(parts)
    variances = np.array([part.variance(expected) for part in parts])
    is_compared = np.isfinite(variances)
    numbers = np.where(is_compared, numbers, 0.0)
    weights = 1 / np.maximum(variances, 1e-12)
    least = np.full(weights.shape[1], 1e-300)  # of a value that no part has enough of
    common = (weights * numbers).sum(axis=0) / np.maximum(weights.sum(axis=0), least)
    statistic = (weights * (numbers - common) ** 2).sum(axis=0)
    many = is_compared.sum(axis=0)
    found: Floats = special.chdtrc(np.maximum(many - 1, 1), statistic)
    lowest = np.where(is_compared, numbers, np.inf).min(axis=0)
    highest = np.where(is_compared, numbers, -np.inf).max(axis=0)
    return HeterogeneityTest(
        parts=parts,
        is_compared=is_compared,
        common=expected,
        probabilities=np.where(many > 1, found, np.nan),
        are_apart=whole.are_apart(lowest, highest),
        ranges=highest - lowest,
    )


def between_samples(
    numbers: Sequence[Estimate | Figure], tests: Sequence[HeterogeneityTest[PartKind]]
) -> Iterator[Disagreement]:
    """Of the numbers of all values, in their order, those whose samples disagree."""
    for place, test in heterogeneous(tests):
        yield disagreement(numbers[place], "samples", test.shown(place))


def tell_compared(
    figures: Iterable[Figure],
    tested: Sequence[Figure],
    tests: Sequence[HeterogeneityTest[PartKind]],
) -> None:
    """Put among the components of figures how many samples are compared, where any are: of those
    ``tested`` as many as the test has that compares most, of others none.
    """
    if not tests:
        return
    for figure in figures:
        figure.components[COMPARED] = 0.0
    most = np.max([test.is_compared.sum(axis=0) for test in tests], axis=0)
    for figure, many in zip(tested, most.tolist(), strict=True):
        figure.components[COMPARED] = float(many) if many > 1 else 0.0


def heterogeneous(
    tests: Sequence[HeterogeneityTest[PartKind]],
) -> Iterator[tuple[int, HeterogeneityTest[PartKind]]]:
    """The values (their places) whose samples differ beyond chance, each with the test that says so
    most clearly. Values that no test compares are none of those that many tests are made of.
    """
    if not tests:
        return
    found = LeastProbable.of(tests)
    is_flagged = _stand_out(found.probabilities, len(found.places), FALSE_SHARE)
    for place in itertools.compress(found.places, is_flagged):
        test = found.tests[place]
        if test.are_apart[place]:
            yield place, test


@dataclass(frozen=True, kw_only=True)
class LeastProbable(Generic[PartKind]):
    """The values (their places) that any of some tests compares, and of each the smallest of its
    probabilities times their number, and the test that has it.
    """

    places: Sequence[int]
    probabilities: Floats
    tests: Mapping[int, HeterogeneityTest[PartKind]]

    @classmethod
    def of(cls, tests: Sequence[HeterogeneityTest[PartKind]]) -> Self:
        """Of one test or several."""
        probabilities = np.array([test.probabilities for test in tests])
        made = (~np.isnan(probabilities)).sum(axis=0)
        (known,) = np.nonzero(made)
        probabilities = np.where(np.isnan(probabilities), 1.0, probabilities)[:, known]
        places = known.tolist()
        strongest = probabilities.argmin(axis=0).tolist()
        return cls(
            places=places,
            probabilities=np.minimum(probabilities.min(axis=0) * made[known], 1.0),
            tests={place: tests[one] for place, one in zip(places, strongest, strict=True)},
        )


def _stand_out(probabilities: Floats, tests: int, false_share: float) -> NDArray[np.bool_]:
    """Which of the tests of one family are rejected at a false discovery rate; of its ``tests``
    those without a probability are not.
    """
    ordered = np.sort(probabilities)
    is_below = ordered <= false_share * np.arange(1, len(ordered) + 1) / tests
    highest = ordered[is_below].max() if is_below.any() else -1.0
    found: NDArray[np.bool_] = probabilities <= highest
    return found


def _made_by_an_employer(
    estimates: Sequence[Estimate], whole: ComparedSample
) -> Iterator[Disagreement]:
    """The values that one employer makes, each with that which moves its share most."""
    found = list(left_out(whole))
    if not found:
        return
    probabilities = np.array([one.probability for one in found])
    tests = len(large_employers(whole)) * len(estimates)
    stands_out = _stand_out(probabilities, tests, UNLIKE_SHARE)
    chosen: dict[int, LeftOut] = {}
    for place in np.flatnonzero(stands_out):
        one = found[place]
        before = chosen.get(one.value)
        if before is None or _move(whole, one) > _move(whole, before):
            chosen[one.value] = one
    for value, one in chosen.items():
        name = whole.employers[one.employer]
        rest = replace(whole.without(name), label=OTHERS)
        parts = [part_of(whole.only(name), one.share), part_of(rest, one.without)]
        yield disagreement(estimates[value], "employer", parts)


def _move(whole: ComparedSample, one: LeftOut) -> float:
    """By how much the share of a value is another without the employer."""
    return abs(float(whole.share[one.value]) - one.without)


def _difference(of: Estimate, probability: float, parts: Sequence[PartShare]) -> SampleDifference:
    return SampleDifference(
        statistic=of.statistic,
        population=of.population,
        split=of.split,
        group=of.group,
        group_label=of.group_label,
        value=of.value,
        label=of.label,
        measure=of.measure,
        probability=rounded(probability),
        parts=sorted(parts, key=lambda part: part.share),
    )


def disagreement(
    of: Estimate | Figure, kind: Literal["samples", "employer"], parts: Sequence[PartShare]
) -> Disagreement:
    """That these parts of a number disagree."""
    return Disagreement(
        statistic=of.statistic,
        population=of.population,
        value=of.value,
        label=of.label,
        measure=of.figure if isinstance(of, Figure) else of.measure,
        kind=kind,
        parts=sorted(parts, key=lambda part: part.share),
        split=of.split,
        group=of.group,
        group_label=of.group_label,
    )
