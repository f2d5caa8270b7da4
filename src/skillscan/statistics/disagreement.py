"""Whether the samples behind a number disagree, or one employer makes it.

A share that pools two sources, two seasons or one large employer may be a share of nothing. Two
tests, both of the headline measure in the headline view:

* ``samples``: Cochran's Q (1954, Biometrics 10) of the samples' shares, weighted by the inverse of
  their variances under one common share, with employers as clusters; by source and quarter, and by
  source alone, for many quarters drown what two sources differ by; and so without the largest
  employer, where it is large enough to hide what all others differ by (it is a part of its own
  then). The smallest of these probabilities counts, times their number (Bonferroni). Flagged are
  the values that stand out among all of the statistic and population (Benjamini and Hochberg 1995,
  J. Royal Statistical Society B 57(1), at ``FALSE_SHARE``), and whose shares lie at least
  ``LEAST_RANGE`` apart.
* ``employer``: one employer moves the share, and cannot be one of the others
  (``skillscan.statistics.one_employer``), at a false discovery rate of ``UNLIKE_SHARE``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, PartShare, Slice
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.one_employer import LeftOut, large_employers, left_out
from skillscan.statistics.populations import rounded
from skillscan.statistics.samples import ComparedSample, sample_of, ways_to_part
from skillscan.statistics.sparse_cells import Floats

FALSE_SHARE = 0.01
"""Of a hundred numbers that are flagged one, at most, has samples that agree; where all agree, one
in a hundred statistics has a flag at all."""
UNLIKE_SHARE = 0.05
"""The same of numbers that one employer makes: what stands in their place is no less true where it
was chance."""
LEAST_RANGE = 0.05
"""Smaller differences change no sentence that is printed."""
OTHERS = "the other employers"
HIDING = 0.05
"""An employer with a smaller part of the openings hides nothing that samples differ by."""


@dataclass(frozen=True, kw_only=True)
class HeterogeneityTest:
    """Samples and, of each value, the probability that such shares come from one common share."""

    parts: Sequence[ComparedSample]
    shares: Floats
    probabilities: Floats
    alone: ComparedSample | None = None
    """The employer that is in none of the parts."""


def disagreements(
    definition: Definition, counts: Mapping[Slice, CountsByEmployer], estimates: Iterable[Estimate]
) -> Iterator[Disagreement]:
    """Of estimates of whole populations, by the headline's measure and of as many openings as a
    sample has at least, those that mislead; ``counts`` has their samples.
    """
    of_population: dict[str, dict[str, Estimate]] = {}
    for found in estimates:
        of_population.setdefault(found.population, {})[found.value] = found
    for one, counted in counts.items():
        if one.split != ALL:
            continue
        headline = of_population.get(one.population, {})
        values = [value for value in counted.values if value in headline]
        if not values:
            continue
        whole = sample_of(definition, one.label, counted, values)
        chosen = [headline[value] for value in values]
        ways = ways_to_part(definition, one.population, counts, values)
        yield from _between_samples(chosen, tested_ways(whole, ways))
        yield from _made_by_an_employer(chosen, whole)


def tested_ways(
    whole: ComparedSample, ways: Sequence[Sequence[ComparedSample]]
) -> list[HeterogeneityTest]:
    """The tests of some samples and, without its largest employer, of what is left of them."""
    return [*(_tested(whole, way) for way in ways), *_without_the_largest(whole, ways)]


def _without_the_largest(
    whole: ComparedSample, ways: Sequence[Sequence[ComparedSample]]
) -> Iterator[HeterogeneityTest]:
    """The same tests without the largest employer, which becomes a part of its own."""
    largest = int(whole.denominators.argmax())
    if whole.denominators[largest] < HIDING * whole.denominators.sum():
        return
    name = whole.employers[largest]
    rest, alone = whole.without(name), whole.only(name)
    for way in ways:
        parts = [part for part in (one.without(name) for one in way) if part.is_enough]
        if len(parts) > 1:
            yield replace(_tested(rest, parts), alone=alone)


def _tested(whole: ComparedSample, parts: Sequence[ComparedSample]) -> HeterogeneityTest:
    """Cochran's Q."""
    shares = np.array([part.share for part in parts])
    variances = np.array([part.variance(whole.share) for part in parts])
    weights = 1 / np.maximum(variances, 1e-12)
    common = (weights * shares).sum(axis=0) / weights.sum(axis=0)
    statistic = (weights * (shares - common) ** 2).sum(axis=0)
    found: Floats = special.chdtrc(len(parts) - 1, statistic)
    return HeterogeneityTest(parts=parts, shares=shares, probabilities=found)


def _between_samples(
    estimates: Sequence[Estimate], tests: Sequence[HeterogeneityTest]
) -> Iterator[Disagreement]:
    for place, test in heterogeneous(tests):
        parts = [*test.parts, *([test.alone] if test.alone else ())]
        found = [part_of(part, float(part.share[place])) for part in parts]
        yield disagreement(estimates[place], "samples", found)


def heterogeneous(tests: Sequence[HeterogeneityTest]) -> Iterator[tuple[int, HeterogeneityTest]]:
    """The values (their places) whose samples differ beyond chance, each with the test that says so
    most clearly.
    """
    if not tests:
        return
    probabilities = np.array([test.probabilities for test in tests])
    strongest = probabilities.argmin(axis=0)
    least = np.minimum(probabilities.min(axis=0) * len(tests), 1.0)
    for place in np.flatnonzero(_stand_out(least, len(least), FALSE_SHARE)).tolist():
        test = tests[strongest[place]]
        shares = test.shares[:, place]
        if shares.max() - shares.min() >= LEAST_RANGE:
            yield place, test


def _stand_out(probabilities: Floats, tests: int, false_share: float) -> NDArray[np.bool_]:
    """Which of the tests of one family are rejected at a false discovery rate; of its ``tests``
    those without a probability are not.
    """
    ordered = np.sort(probabilities)
    is_below = ordered <= false_share * np.arange(1, len(ordered) + 1) / tests
    highest = ordered[is_below].max() if is_below.any() else -1.0
    found: NDArray[np.bool_] = probabilities <= highest
    return found


def part_of(part: ComparedSample, share: float) -> PartShare:
    """A part of the openings, and the share (or number of a figure) in it."""
    return PartShare(
        label=part.label,
        share=rounded(share),
        openings=int(part.openings),
        employers=part.responding_employers,
    )


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
    )
