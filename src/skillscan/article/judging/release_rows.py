"""The rows of a release by what they are of, each sorted once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from skillscan.release.document import Publication
from skillscan.statistics.estimates import Estimate, Withheld
from skillscan.statistics.figures.figure import Figure

_Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class ReleaseRows:
    """The estimates and figures of one release."""

    publication: Publication

    @cached_property
    def estimates(self) -> dict[_Key, Estimate]:
        """The shares by what they are of."""
        return {
            (one.statistic, one.population, one.split, one.group, one.value, one.measure): one
            for one in self.publication.estimates
        }

    @cached_property
    def figures(self) -> dict[_Key, Figure]:
        """The figures by what they are of."""
        return {
            (one.statistic, one.population, one.split, one.group, one.value, one.figure): one
            for one in self.publication.figures
        }

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """The values that a statistic has a share of, in order."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.publication.estimates:
            found[one.statistic].add(one.value)
        return {statistic: sorted(values) for statistic, values in found.items()}

    @cached_property
    def groups(self) -> dict[tuple[str, str], set[str]]:
        """The groups that a statistic is told of, or withheld for, by its split."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        release = self.publication
        rows: Iterable[Estimate | Figure | Withheld] = chain(
            release.estimates, release.figures, release.withheld
        )
        for one in rows:
            found[one.statistic, one.split].add(one.group)
        return found

    @cached_property
    def figures_of(self) -> dict[tuple[str, ...], list[Figure]]:
        """The figures of a statistic, population, split, group and measure."""
        found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for one in self.figures.values():
            found[one.statistic, one.population, one.split, one.group, one.figure].append(one)
        return found

    @cached_property
    def by_value(self) -> dict[tuple[str, str], list[Estimate]]:
        """The shares of a statistic and a value of its dimension, in all parts."""
        found: dict[tuple[str, str], list[Estimate]] = defaultdict(list)
        for one in self.publication.estimates:
            found[one.statistic, one.value].append(one)
        return found
