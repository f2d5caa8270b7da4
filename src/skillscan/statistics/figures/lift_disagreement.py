"""Whether the samples behind a lift disagree.

Each sample's lift is compared with the common one: what all samples have of a pair, over what each
would have of it if the two had nothing to do with each other (Mantel and Haenszel 1959). By how
much of itself it is another is, to first order, the difference of the logarithms, which a sample
without the pair has as well. Its variance is that of the logarithm, linearised over employers under
the common lift; at least that of as many independent openings, for of a rare pair a few employers
tell less. All else is as of shares (``skillscan.statistics.disagreement``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.disagreement import between_samples, tell_compared, tested_ways
from skillscan.statistics.estimates import ALL, Disagreement, PartShare, Slice
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.lift import SEPARATOR
from skillscan.statistics.sample_splits import LEAST_OPENINGS, SAMPLE
from skillscan.statistics.samples import ComparedSample, enough_ways, laid_out, part_of
from skillscan.statistics.sparse_cells import Floats

LEAST_EXPECTED = 5
"""Openings that name both, were the lift the common one: a sample with fewer is not compared
(Cochran 1954)."""
LEAST_TIMES = 1.25
"""Lifts that are nearer to each other change no sentence that is printed."""


@dataclass(frozen=True, kw_only=True)
class ComparedLifts:
    """Pairs of values in one part of the openings, and the single values that they are of: in which
    column each pair finds its first and its second.
    """

    pairs: ComparedSample
    singles: ComparedSample
    first: NDArray[np.intp]
    second: NDArray[np.intp]

    @property
    def openings(self) -> float:
        """All openings of the part."""
        return self.pairs.openings

    @property
    def is_enough(self) -> bool:
        """Whether the part can disagree with another beyond chance."""
        return self.pairs.is_enough

    @property
    def hiding(self) -> str | None:
        """The largest employer, where it is so large that it may hide what others differ by."""
        return self.pairs.hiding

    @cached_property
    def expected(self) -> Floats:
        """Openings that would name both, if the two had nothing to do with each other."""
        held = self.singles.numerators.totals
        found: Floats = held[self.first] * held[self.second] / self.openings
        return found

    @cached_property
    def number(self) -> Floats:
        """The lift of each pair; 0 where one of the two does not occur."""
        return _over(self.pairs.numerators.totals, self.expected)

    def common(self, parts: Sequence["ComparedLifts"]) -> Floats:
        """The lift that all parts may have: that of openings of two samples together would be
        another one where both are more frequent in one of them.
        """
        both = np.sum([part.pairs.numerators.totals for part in parts], axis=0)
        return _over(both, np.sum([part.expected for part in parts], axis=0))

    def variance(self, common: Floats) -> Floats:
        """Of each lift, were ``common`` the true one, with employers as clusters."""
        expected = common * self.expected
        held = self.singles.numerators.totals
        inverse = [_over(np.ones(len(expected)), one) for one in (expected, *self._singly(held))]
        own = self._residuals(*inverse)
        openings, employers = self.openings, self.pairs.responding_employers
        clustered = employers / max(employers - 1, 1) * own
        both, first, second = inverse
        independent = both - first - second + (2 * common - 1) / openings
        return np.where(
            self.has_enough(common), common**2 * np.maximum(clustered, independent), np.inf
        )

    def has_enough(self, common: Floats) -> NDArray[np.bool_]:
        """Whether enough openings would name both, were ``common`` the true lift."""
        found: NDArray[np.bool_] = common * self.expected >= LEAST_EXPECTED
        return found

    def _residuals(self, both: Floats, first: Floats, second: Floats) -> Floats:
        """The sum over employers of the squares of what each adds to the logarithm of the lift: its
        openings that name both, over those ``expected``, less the first and the second over all
        that do, and all of its openings over all. The inverse of each of these sums is given.
        """
        own, every = self.pairs.denominators, 1 / self.openings
        pairs, singles = self.pairs.numerators, self.singles.numerators
        matrix = singles.across()
        together = (matrix @ matrix.T).toarray()
        by_employer = np.zeros(singles.shape, dtype=np.float32)
        by_employer[singles.rows, singles.columns] = singles.held
        with_own = singles.by_column(singles.held * own[singles.rows])
        with_openings = pairs.by_column(pairs.held * own[pairs.rows])
        with_first, with_second = (
            pairs.by_column(pairs.held * by_employer[pairs.rows, column[pairs.columns]])
            for column in (self.first, self.second)
        )
        squares = self._singly(singles.squares)
        openings = self._singly(with_own)
        found: Floats = (
            pairs.squares * both**2
            + squares[0] * first**2
            + squares[1] * second**2
            + (own @ own) * every**2
            - 2 * both * (with_first * first + with_second * second - with_openings * every)
            + 2 * together[self.first, self.second] * first * second
            - 2 * every * (openings[0] * first + openings[1] * second)
        )
        return found

    def _singly(self, of_values: Floats) -> tuple[Floats, Floats]:
        """A number of each single value, for the first and the second of each pair."""
        return of_values[self.first], of_values[self.second]

    def are_apart(self, lowest: Floats, highest: Floats) -> NDArray[np.bool_]:
        """Whether two lifts change a sentence that is printed."""
        found: NDArray[np.bool_] = highest >= LEAST_TIMES * lowest
        return found

    def without(self, employer: str) -> "ComparedLifts":
        """The part without an employer (its id), if it is in it at all."""
        pairs, singles = (one.without(employer) for one in (self.pairs, self.singles))
        return replace(self, pairs=pairs, singles=singles)

    def only(self, employer: str) -> "ComparedLifts":
        """The openings of an employer that is in the part, labelled by its id."""
        pairs, singles = (one.only(employer) for one in (self.pairs, self.singles))
        return replace(self, pairs=pairs, singles=singles)

    def together(self, label: str, others: Sequence["ComparedLifts"]) -> "ComparedLifts":
        """The part and others as one; an employer that is in several is one."""
        return replace(
            self,
            pairs=self.pairs.together(label, [one.pairs for one in others]),
            singles=self.singles.together(label, [one.singles for one in others]),
        )

    def shown(self, place: int) -> PartShare:
        """The lift of the pair at a place, and of how many openings it is."""
        return part_of(self.pairs, float(self.number[place]))


def lift_disagreements(
    definition: Definition,
    name: str,
    pairs: Mapping[Slice, CountsByEmployer],
    singles: Mapping[Slice, CountsByEmployer],
    measure: str,
    figures: Sequence[Figure],
) -> Iterator[Disagreement]:
    """Of lifts of whole populations those whose samples disagree, where as many openings name both
    as a sample has at least; ``pairs`` has some populations and their samples, and of others
    nothing is said. ``singles`` are the counts of the single values by ``measure``.
    """
    counted_by = definition.figures[name].measure or definition.headline.measure
    known = {one.population for one in pairs}
    of_population: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.split == ALL and figure.population in known:
            of_population.setdefault(figure.population, []).append(figure)
    for population, every in of_population.items():
        found = [figure for figure in every if figure.openings >= LEAST_OPENINGS]
        halves = [one.value.split(SEPARATOR) for one in found]
        single = {
            value: place for place, value in enumerate(dict.fromkeys(chain.from_iterable(halves)))
        }
        first, second = (
            np.array([single[half[side]] for half in halves], dtype=np.intp) for side in (0, 1)
        )
        laid = {
            one: ComparedLifts(
                pairs=laid_out(
                    one.label, counted, [one.value for one in found], counted_by, counted.openings
                ),
                singles=laid_out(one.label, singles[one], list(single), measure, counted.openings),
                first=first,
                second=second,
            )
            for one, counted in pairs.items()
            if one.population == population and one.split in {ALL, SAMPLE}
        }
        whole = laid.pop(Slice(population, ALL, "", ""))
        ways = enough_ways({one.group: part for one, part in laid.items()})
        tests = tested_ways(whole, ways)
        tell_compared(every, found, tests)
        yield from between_samples(found, tests)


def _over(above: Floats, below: Floats) -> Floats:
    """0 where there is nothing below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
