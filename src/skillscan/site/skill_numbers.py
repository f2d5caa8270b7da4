"""All numbers of a release that are of skills, by skill: looked up once for hundreds of pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from skillscan.ledger.changes import HeadlineChange
from skillscan.site.content import SiteContent
from skillscan.site.statistic_groups import PANEL
from skillscan.site.statistic_rows import Doubts, GroupShare, ValueRow, doubts_of, value_row
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, SampleDifference
from skillscan.statistics.figures.figure import Figure

SHARE = "skill_share"
BY_LEVEL = "skill_share_by_seniority"
TREND = "skill_trend"
PAIRS = "skill_pairs"
_Number = TypeVar("_Number", Estimate, Figure)


@dataclass(frozen=True, kw_only=True)
class SkillNumbers:
    """The numbers of the statistics of skills of a release."""

    content: SiteContent

    @cached_property
    def definition(self) -> Definition | None:
        """The definition of the share of openings that name a skill, where the release has it."""
        return self.content.publication.statistics.get(SHARE)

    @cached_property
    def populations(self) -> Sequence[str]:
        """Those that shares of skills are published for, the one that leads first."""
        found = [
            one
            for one in self.content.publication.populations
            if (SHARE, one, ALL) in self.content.estimates
        ]
        return sorted(found, key=lambda one: one != self.content.population)

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, ValueRow]]:
        """Population to skill to its row, of the skills that any opening names."""
        definition = self.definition
        if definition is None:
            return {}
        found: dict[str, dict[str, ValueRow]] = {}
        for population in self.populations:
            doubts = self._doubts[population]
            found[population] = {
                skill: value_row(self.content.publication, definition, measures, doubts)
                for skill, measures in self._measures[population].items()
                if any(one.openings for one in measures.values())
            }
        return found

    def measures(self, population: str, skill: str) -> Mapping[str, Estimate]:
        """The shares of a skill by measure; none where no opening names it."""
        return self._measures[population].get(skill, {})

    def parts(self, population: str, skill: str) -> Disagreement | None:
        """What is shown in the place of its share, where that pools samples which disagree."""
        return self._doubts[population].instead.get(skill)

    def difference(self, row: ValueRow) -> SampleDifference | None:
        """What the samples of a share say, where they lie far apart and chance may explain it."""
        one = row.estimate
        return self._differences.get((one.population, one.value, one.measure))

    @cached_property
    def _differences(self) -> Mapping[tuple[str, str, str], SampleDifference]:
        return {
            (one.population, one.value, one.measure): one
            for one in self.content.publication.sample_differences
            if (one.statistic, one.split) == (SHARE, ALL)
        }

    @cached_property
    def _measures(self) -> Mapping[str, Mapping[str, Mapping[str, Estimate]]]:
        return {
            one: _by_measure(self.content.estimates[SHARE, one, ALL]) for one in self.populations
        }

    @cached_property
    def _doubts(self) -> Mapping[str, Doubts]:
        return {one: doubts_of(self.content.publication, SHARE, one) for one in self.populations}

    @cached_property
    def labels(self) -> Mapping[str, tuple[str, str | None, int]]:
        """Skill to its label, kind, and the openings that name it in the population where most do;
        the most named skill first.
        """
        found: dict[str, tuple[str, str | None, int]] = {}
        for of_population in self.rows.values():
            for skill, row in of_population.items():
                one = row.estimate
                _, _, most = found.get(skill, ("", None, 0))
                found[skill] = (one.label, one.kind, max(most, one.openings))
        return dict(sorted(found.items(), key=lambda pair: (-pair[1][2], pair[0])))

    def levels(self, population: str, skill: str) -> Mapping[str, Mapping[str, Estimate]]:
        """Level to the shares by measure."""
        found: defaultdict[str, dict[str, Estimate]] = defaultdict(dict)
        for one in self._levels.get((population, skill), ()):
            found[one.group][one.measure] = one
        return found

    def level_share(self, one: Estimate) -> GroupShare:
        """How the share in a level is shown."""
        return self._doubts_of_levels[one.population, one.group].group_share(one, "all")

    def months(self, population: str, skill: str) -> Mapping[str, Mapping[str, Estimate]]:
        """Split (by month) to the shares of the headline by month."""
        found: defaultdict[str, dict[str, Estimate]] = defaultdict(dict)
        for one in self._months.get((population, skill), ()):
            found[one.split][one.group] = one
        return found

    def pairs(self, population: str, skill: str) -> Sequence[Figure]:
        """How much oftener than by chance it is named together with others, the clearest first."""
        found = self._pairs.get((population, skill), ())
        return sorted(found, key=lambda one: (-(one.low or 0.0), -one.openings, one.value))

    def together(self, population: str, pair: str) -> Estimate | None:
        """The share of openings that name both of a pair, where it is one number."""
        return (
            None
            if pair in self._doubts_of_pairs[population].instead
            else self._together.get((population, pair))
        )

    def figures(self, population: str, skill: str) -> Sequence[Figure]:
        """Every other figure of a skill: what its openings pay, how occupations differ."""
        return self._figures.get((population, skill), ())

    def changes(self, population: str, skill: str) -> Sequence[HeadlineChange]:
        """How its share changed since the release before, where this release says so."""
        return self._changes.get((population, skill), ())

    @property
    def earlier(self) -> str:
        """The release that this one was compared with; empty where none is."""
        return self.content.ledger.earlier if self.content.ledger else ""

    @cached_property
    def _levels(self) -> Mapping[tuple[str, str], list[Estimate]]:
        return _by_skill(
            one
            for (statistic, _, split), rows in self.content.estimates.items()
            if (statistic, split) == (BY_LEVEL, "seniority")
            for one in rows
        )

    @cached_property
    def _months(self) -> Mapping[tuple[str, str], list[Estimate]]:
        return _by_skill(
            one
            for (statistic, _, split), rows in self.content.estimates.items()
            if statistic == TREND and split in {"month", PANEL}
            for one in rows
            if one.measure == "named"
        )

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], list[Figure]]:
        found: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
        for (statistic, population, split), rows in self.content.figures.items():
            if (statistic, split) == (PAIRS, ALL):
                for one in rows:
                    for skill in one.value.split("|"):
                        found[population, skill].append(one)
        return found

    @cached_property
    def _together(self) -> Mapping[tuple[str, str], Estimate]:
        return {
            (population, one.value): one
            for (statistic, population, split), rows in self.content.estimates.items()
            if (statistic, split) == (PAIRS, ALL)
            for one in rows
        }

    @cached_property
    def _doubts_of_pairs(self) -> Mapping[str, Doubts]:
        publication = self.content.publication
        return {one: doubts_of(publication, PAIRS, one) for one in publication.populations}

    @cached_property
    def _doubts_of_levels(self) -> Mapping[tuple[str, str], Doubts]:
        groups = {
            (one.population, one.group): one for levels in self._levels.values() for one in levels
        }
        return {
            key: doubts_of(
                self.content.publication, one.statistic, one.population, one.split, one.group
            )
            for key, one in groups.items()
        }

    @cached_property
    def _figures(self) -> Mapping[tuple[str, str], list[Figure]]:
        statistics = self.content.publication.statistics
        return _by_skill(
            one
            for (statistic, _, split), rows in self.content.figures.items()
            if split == ALL and statistics[statistic].dimension.name == "skill"
            for one in rows
        )

    @cached_property
    def _changes(self) -> Mapping[tuple[str, str], list[HeadlineChange]]:
        found: defaultdict[tuple[str, str], list[HeadlineChange]] = defaultdict(list)
        for one in self.content.ledger.changes if self.content.ledger else ():
            if (one.statistic, one.split) == (SHARE, ALL):
                found[one.population_id, one.value].append(one)
        return found


def _by_measure(estimates: Iterable[Estimate]) -> Mapping[str, dict[str, Estimate]]:
    found: defaultdict[str, dict[str, Estimate]] = defaultdict(dict)
    for one in estimates:
        found[one.value][one.measure] = one
    return found


def _by_skill(numbers: Iterable[_Number]) -> Mapping[tuple[str, str], list[_Number]]:
    found: defaultdict[tuple[str, str], list[_Number]] = defaultdict(list)
    for one in numbers:
        found[one.population, one.value].append(one)
    return found
