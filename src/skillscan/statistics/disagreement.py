"""Whether the samples behind a number disagree, or one employer makes it.

A share that pools two sources, two seasons or one large employer may be a share of nothing. Two
tests, both of the headline measure in the headline view:

* ``samples`` (source by quarter): Cochran's Q (1954, Biometrics 10) of the samples' shares,
  weighted by the inverse of their variances under one common share, with employers as clusters.
  Flagged are the values that stand out among all of the statistic and population (Benjamini and
  Hochberg 1995, J. Royal Statistical Society B 57(1), at ``FALSE_SHARE``), and whose shares lie at
  least ``LEAST_RANGE`` apart.
* ``employer``: without one employer the share leaves its own 95 % interval.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, PartShare, Slice, View
from skillscan.statistics.intervals import Floats
from skillscan.statistics.populations import rounded
from skillscan.statistics.slices import SAMPLE

FALSE_SHARE = 0.01
"""Of a hundred numbers that are flagged one, at most, has samples that agree; where all agree, one
in a hundred statistics has a flag at all."""
LEAST_RANGE = 0.05
"""Smaller differences change no sentence that is printed."""
LEAST_OPENINGS, LEAST_EMPLOYERS = 30, 10
"""A smaller sample cannot disagree beyond chance, and a value that fewer openings hold neither."""
_BLOCK = 512
"""Values that are looked at at once: bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class _Columns:
    """The values of one slice by the headline measure, in the headline's denominator."""

    label: str
    numerators: sparse.csr_array
    denominators: Floats

    @property
    def share(self) -> Floats:
        found: Floats = np.asarray(self.numerators.sum(axis=0)).ravel() / self.denominators.sum()
        return found

    def variance(self, common: Floats) -> Floats:
        """Of each share, were ``common`` the true one, with employers as clusters."""
        own = self.denominators
        squares = np.asarray(self.numerators.power(2).sum(axis=0)).ravel()
        residuals = squares - 2 * common * (self.numerators.T @ own) + common**2 * (own @ own)
        employers = int((own > 0).sum())
        found: Floats = employers / (employers - 1) * residuals / own.sum() ** 2
        return found


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
        whole = _columns(definition, one, counted, values)
        parts = [
            _columns(definition, part, of_part, values)
            for part, of_part in counts.items()
            if (part.population, part.split) == (one.population, SAMPLE)
        ]
        chosen = [headline[value] for value in values]
        yield from _between_samples(chosen, whole, [part for part in parts if _is_enough(part)])
        yield from _without_an_employer(definition, chosen, whole, counted.employers)


def _columns(
    definition: Definition, one: Slice, counted: CountsByEmployer, values: Sequence[str]
) -> _Columns:
    place = {value: number for number, value in enumerate(counted.values)}
    size = len(counted.values)
    matrix = counted.numerators[definition.headline.measure]
    padded = sparse.csr_array(sparse.hstack([matrix, sparse.csr_array((matrix.shape[0], 1))]))
    is_all = definition.headline.view == "all"
    return _Columns(
        label=one.label,
        numerators=padded[:, [place.get(value, size) for value in values]],
        denominators=counted.openings if is_all else counted.responding,
    )


def _is_enough(part: _Columns) -> bool:
    employers = int((part.denominators > 0).sum())
    return part.denominators.sum() >= LEAST_OPENINGS and employers >= LEAST_EMPLOYERS


def _between_samples(
    estimates: Sequence[Estimate], whole: _Columns, parts: Sequence[_Columns]
) -> Iterator[Disagreement]:
    if len(parts) < 2:
        return
    shares = np.array([part.share for part in parts])
    variances = np.array([part.variance(whole.share) for part in parts])
    weights = 1 / np.maximum(variances, 1e-12)
    common = (weights * shares).sum(axis=0) / weights.sum(axis=0)
    statistic = (weights * (shares - common) ** 2).sum(axis=0)
    spread = shares.max(axis=0) - shares.min(axis=0)
    stands_out = _stand_out(special.chdtrc(len(parts) - 1, statistic))
    for place in np.flatnonzero(stands_out & (spread >= LEAST_RANGE)):
        ordered = sorted(range(len(parts)), key=lambda part: float(shares[part, place]))
        found = [_part_share(parts[part], float(shares[part, place])) for part in ordered]
        yield _disagreement(estimates[int(place)], "samples", found)


def _stand_out(probabilities: Floats) -> NDArray[np.bool_]:
    """Which of the tests of one family are rejected at the false discovery rate ``FALSE_SHARE``."""
    ordered = np.sort(probabilities)
    allowed = FALSE_SHARE * np.arange(1, len(ordered) + 1) / len(ordered)
    is_below = ordered <= allowed
    highest = ordered[is_below].max() if is_below.any() else -1.0
    found: NDArray[np.bool_] = probabilities <= highest
    return found


def _part_share(part: _Columns, share: float) -> PartShare:
    return PartShare(
        label=part.label,
        share=rounded(share),
        openings=int(part.denominators.sum()),
        employers=int((part.denominators > 0).sum()),
    )


def _without_an_employer(
    definition: Definition,
    estimates: Sequence[Estimate],
    whole: _Columns,
    employers: Sequence[str],
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
                    label=employers[employer],
                    share=rounded(share),
                    openings=int(rest[employer, 0]),
                    employers=int((whole.denominators > 0).sum()) - 1,
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
