"""Whether the samples behind a number disagree, or one employer makes it.

A share that pools two sources, two seasons or one large employer may be a share of nothing. Two
tests, both of the headline measure in the headline view:

* ``samples``: Cochran's Q (1954, Biometrics 10) of the samples' shares, weighted by the inverse of
  their variances under one common share, with employers as clusters; by source and quarter, and by
  source alone, for many quarters drown what two sources differ by. The smaller of the two
  probabilities counts, doubled (Bonferroni). Flagged are the values that stand out among all of the
  statistic and population (Benjamini and Hochberg 1995, J. Royal Statistical Society B 57(1), at
  ``FALSE_SHARE``), and whose shares lie at least ``LEAST_RANGE`` apart.
* ``employer``: without one employer the share leaves its own 95 % interval.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, PartShare, Slice, View
from skillscan.statistics.intervals import Floats
from skillscan.statistics.populations import rounded
from skillscan.statistics.samples import LEAST_OPENINGS, ComparedSample, sample_of, ways_to_part

FALSE_SHARE = 0.01
"""Of a hundred numbers that are flagged one, at most, has samples that agree; where all agree, one
in a hundred statistics has a flag at all."""
LEAST_RANGE = 0.05
"""Smaller differences change no sentence that is printed."""
_BLOCK = 512
"""Values that are looked at at once: bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class _Test:
    """Samples and, of each value, the probability that such shares come from one common share."""

    parts: Sequence[ComparedSample]
    shares: Floats
    probabilities: Floats


def disagreements(
    definition: Definition, counts: Mapping[Slice, CountsByEmployer], estimates: Sequence[Estimate]
) -> Iterator[Disagreement]:
    """Of the estimates of whole populations those that mislead; ``counts`` has their samples."""
    of_population: dict[str, dict[str, Estimate]] = {}
    for found in estimates:
        is_headline = found.split == ALL and found.measure == definition.headline.measure
        if is_headline and found.openings >= LEAST_OPENINGS:
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
        yield from _between_samples(chosen, [_tested(whole, way) for way in ways])
        yield from _without_an_employer(definition, chosen, whole)


def _tested(whole: ComparedSample, parts: Sequence[ComparedSample]) -> _Test:
    """Cochran's Q."""
    shares = np.array([part.share for part in parts])
    variances = np.array([part.variance(whole.share) for part in parts])
    weights = 1 / np.maximum(variances, 1e-12)
    common = (weights * shares).sum(axis=0) / weights.sum(axis=0)
    statistic = (weights * (shares - common) ** 2).sum(axis=0)
    found: Floats = special.chdtrc(len(parts) - 1, statistic)
    return _Test(parts=parts, shares=shares, probabilities=found)


def _between_samples(
    estimates: Sequence[Estimate], tests: Sequence[_Test]
) -> Iterator[Disagreement]:
    if not tests:
        return
    probabilities = np.array([test.probabilities for test in tests])
    strongest = probabilities.argmin(axis=0)
    stands_out = _stand_out(np.minimum(probabilities.min(axis=0) * len(tests), 1.0))
    for place in np.flatnonzero(stands_out):
        test = tests[strongest[place]]
        shares = test.shares[:, place]
        if shares.max() - shares.min() >= LEAST_RANGE:
            ordered = sorted(range(len(shares)), key=lambda part: float(shares[part]))
            found = [_part_share(test.parts[part], float(shares[part])) for part in ordered]
            yield _disagreement(estimates[int(place)], "samples", found)


def _stand_out(probabilities: Floats) -> NDArray[np.bool_]:
    """Which of the tests of one family are rejected at the false discovery rate ``FALSE_SHARE``."""
    ordered = np.sort(probabilities)
    allowed = FALSE_SHARE * np.arange(1, len(ordered) + 1) / len(ordered)
    is_below = ordered <= allowed
    highest = ordered[is_below].max() if is_below.any() else -1.0
    found: NDArray[np.bool_] = probabilities <= highest
    return found


def _part_share(part: ComparedSample, share: float) -> PartShare:
    return PartShare(
        label=part.label,
        share=rounded(share),
        openings=int(part.denominators.sum()),
        employers=part.responding_employers,
    )


def _without_an_employer(
    definition: Definition,
    estimates: Sequence[Estimate],
    whole: ComparedSample,
) -> Iterator[Disagreement]:
    """The employer whose absence moves the share most, where that leaves the interval."""
    own = whole.denominators[:, None]
    total = whole.denominators.sum()
    rest = total - own
    if (rest <= 0).any():
        return
    for start in range(0, len(estimates), _BLOCK):
        block = whole.numerators[:, start : start + _BLOCK].toarray()
        without = (block.sum(axis=0) - block) / rest
        moved: NDArray[np.intp] = np.abs(without - block.sum(axis=0) / total).argmax(axis=0)
        for place, employer in enumerate(moved):
            estimate = estimates[start + place]
            view: View = getattr(estimate.views, definition.headline.view)
            share = float(without[employer, place])
            if not view.low <= share <= view.high:
                part = PartShare(
                    label=whole.employers[employer],
                    share=rounded(share),
                    openings=int(rest[employer, 0]),
                    employers=whole.responding_employers - 1,
                )
                yield _disagreement(estimate, "employer", [part])


def _disagreement(
    estimate: Estimate, kind: Literal["samples", "employer"], parts: list[PartShare]
) -> Disagreement:
    return Disagreement(
        statistic=estimate.statistic,
        population=estimate.population,
        value=estimate.value,
        label=estimate.label,
        measure=estimate.measure,
        kind=kind,
        parts=parts,
    )
