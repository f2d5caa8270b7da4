"""The number of a release that a claim speaks of, in the unit of the claim.

What is asked for is a ``WantedNumber``; what comes back is ``OurNumber``, or ``NoNumber`` with the
reason in words: withheld, unknown, without a denominator, in another unit.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from skillscan.article.judging.units import NO_UNIT, in_unit
from skillscan.article.model import Binding
from skillscan.release.document import Publication
from skillscan.release.lookup import counts_of, denominator, denominator_of, reason_withheld
from skillscan.site.number_words import count_of
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Estimate, View, Views
from skillscan.statistics.figures.figure import Figure

SKILL_SHARE = "skill_share"
VIEWS = Views.__struct_fields__
_Key = tuple[str, str, str, str, str, str]
_DEFAULT_VALUES = {"sample_size": "openings"}
"""What is meant where a claim names no value of the statistic's dimension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedNumber:
    """What a claim is of, in the words of a release; ``value`` of the statistic's dimension,
    ``split`` and ``group`` where it is of a part of the population.
    """

    statistic: str
    population: str
    value: str | None = None
    split: str = ALL
    group: str = ""
    view: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurNumber:
    """A number of ours: ``number`` and its 95 % interval in the unit of the claim (both ends equal
    it where it has none). ``openings`` and ``employers`` are what it is of, ``held`` how many
    openings hold the value. ``row`` is ``None`` for a value that no opening holds.
    """

    subject: WantedNumber
    label: str
    number: float
    low: float
    high: float
    openings: int
    employers: int
    held: int
    row: Estimate | Figure | None


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Why a release has no number for a claim, as the end of a sentence."""

    reason: str


class ReleaseNumbers:
    """The numbers of one release by what they are of."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @cached_property
    def _estimates(self) -> dict[_Key, Estimate]:
        return {
            (one.statistic, one.population, one.split, one.group, one.value, one.measure): one
            for one in self.publication.estimates
        }

    @cached_property
    def _figures(self) -> dict[_Key, Figure]:
        return {
            (one.statistic, one.population, one.split, one.group, one.value, one.figure): one
            for one in self.publication.figures
        }

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """The values that a statistic has a share of, in order."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.publication.estimates:
            found[one.statistic].add(one.value)
        return {statistic: sorted(values) for statistic, values in found.items()}

    @cached_property
    def _figures_of(self) -> dict[tuple[str, ...], list[Figure]]:
        """The figures of a statistic, population, split, group and measure."""
        found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for one in self._figures.values():
            found[one.statistic, one.population, one.split, one.group, one.figure].append(one)
        return found

    def subject(self, binding: Binding, population: str) -> WantedNumber:
        """What a binding is of; ``population`` where it names none."""
        value, split, group = binding.dimension, ALL, ""
        if value and "=" in value:
            split, _, group = value.partition("=")
            value = None
        return WantedNumber(
            statistic=str(binding.statistic),
            population=binding.population or population,
            value=value,
            split=split,
            group=group,
            view=binding.view,
            measure=binding.measure,
        )

    def find(self, subject: WantedNumber, unit: str | None) -> OurNumber | NoNumber:
        """The number of a subject, in ``unit``."""
        definition = self.publication.statistics.get(subject.statistic)
        if definition is None:
            return self._unknown("statistic", subject.statistic, self.publication.statistics)
        if subject.population not in self.publication.populations:
            return self._unknown("population", subject.population, self.publication.populations)
        measure = subject.measure or definition.headline.measure
        known = (*definition.measures, *definition.figures)
        if measure not in known:
            return self._unknown(f"measure of {subject.statistic}", measure, known)
        meant = replace(subject, measure=measure)
        if withheld := self._withheld(meant, definition):
            return NoNumber(withheld)
        if measure in definition.figures:
            return self._figure(meant, definition, unit)
        return self._share(meant, definition, unit)

    @cached_property
    def _by_value(self) -> dict[tuple[str, str], list[Estimate]]:
        found: dict[tuple[str, str], list[Estimate]] = defaultdict(list)
        for one in self.publication.estimates:
            found[one.statistic, one.value].append(one)
        return found

    def everywhere(self, subject: WantedNumber, unit: str | None) -> Iterator[OurNumber]:
        """The same value in every population, group, view and measure that is published."""
        for one in self._by_value.get((subject.statistic, str(subject.value)), ()):
            for view in VIEWS:
                found = None if view == "silent" else self._of_estimate(one, view, unit)
                if isinstance(found, OurNumber):
                    yield found
        for figure in self.publication.figures:
            if (figure.statistic, figure.figure) == (subject.statistic, subject.measure):
                found = self._of_figure(figure, unit)
                if isinstance(found, OurNumber):
                    yield found

    @cached_property
    def skill_labels(self) -> dict[str, str]:
        """Skill id to label of the skills that openings name."""
        return {
            one.value: one.label
            for one in self.publication.estimates
            if one.statistic == SKILL_SHARE
        }

    def _withheld(self, subject: WantedNumber, definition: Definition) -> str | None:
        key = (subject.statistic, subject.population, subject.split, subject.group)
        reason = reason_withheld(self.publication, *key)
        if reason is None:
            return None
        counts = counts_of(self.publication, subject.statistic, subject.population)
        counted = next((one for one in counts if one.value == subject.value), None)
        said = f"; counted: {count_of(counted, definition)}" if counted else ""
        entry = self.publication.populations[subject.population]
        part = f", {subject.split} {subject.group}" if subject.group else ""
        return f"{definition.title} ({entry.definition.label}{part}) is withheld: {reason}{said}"

    def _share(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        view = subject.view or definition.headline.view
        if view not in VIEWS:
            return self._unknown("view", view, VIEWS)
        value = subject.value or self._only_value(subject, view)
        key = (subject.statistic, subject.population, subject.split, subject.group)
        row = self._estimates.get((*key, str(value), str(subject.measure)))
        if row is not None:
            return self._of_estimate(row, view, unit)
        return self._none(replace(subject, value=value, view=view), definition, unit)

    def _of_estimate(self, row: Estimate, view: str, unit: str | None) -> OurNumber | NoNumber:
        found: View | None = getattr(row.views, view)
        if found is None:
            return NoNumber(f"no opening states it, so the view {view!r} has no denominator")
        openings, employers = denominator(self.publication, row, view)
        ends = (found.share, found.low, found.high)
        if unit == "count":
            ends = (row.openings, row.openings, row.openings)
        numbers = [in_unit(one, "share", unit) for one in ends]
        return self._made(row, row.measure, view, numbers, openings, employers, unit)

    def _figure(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        wanted = subject.value or _DEFAULT_VALUES.get(subject.statistic)
        if definition.dimension.name == "currency" and unit and "/" in unit:
            wanted = unit.partition("/")[0]
        key = (subject.statistic, subject.population, subject.split, subject.group)
        figures = self._figures_of.get((*key, str(subject.measure)), ())
        rows = [one for one in figures if wanted in (None, one.value)]
        if not rows:
            named = f" {wanted}" if wanted else ""
            return NoNumber(f"the release has no {subject.measure} of{named} {_whole(subject)}")
        return self._of_figure(max(rows, key=lambda one: one.value), unit)

    def _of_figure(self, row: Figure, unit: str | None) -> OurNumber | NoNumber:
        low = row.number if row.low is None else row.low
        high = row.number if row.high is None else row.high
        numbers = [in_unit(one, row.unit, unit, row.value) for one in (row.number, low, high)]
        return self._made(row, row.figure, None, numbers, row.openings, row.employers, unit)

    def _made(
        self,
        row: Estimate | Figure,
        measure: str,
        view: str | None,
        numbers: list[float | None],
        openings: int,
        employers: int,
        unit: str | None,
    ) -> OurNumber | NoNumber:
        number, low, high = numbers
        if number is None or low is None or high is None:
            return NoNumber(f"{row.statistic} is not measured in {unit or NO_UNIT}")
        subject = WantedNumber(
            statistic=row.statistic,
            population=row.population,
            value=row.value,
            split=row.split,
            group=row.group,
            view=view,
            measure=measure,
        )
        return OurNumber(
            subject=subject,
            label=row.label,
            number=number,
            low=low,
            high=high,
            openings=openings,
            employers=employers,
            held=row.openings,
            row=row,
        )

    def _none(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        """A value that no opening of the population holds: zero, where it is a value at all."""
        kind = definition.dimension.name
        known = self._values.get(subject.statistic, [])
        if subject.value is None:
            return NoNumber(f"no {kind} is named")
        if subject.value not in known and not _is_skill(kind, subject.value):
            return self._unknown(kind, subject.value, known)
        least = definition.minimum.value_openings
        held = denominator_of(self.publication, subject.statistic, subject.population)
        high = in_unit(held.none_high, "share", unit) if held else None
        if held is None or high is None or least > 1 or subject.group:
            return NoNumber(f"fewer than {max(least, 1)} openings hold {subject.value}")
        is_all = subject.view == "all"
        return OurNumber(
            subject=subject,
            label=subject.value,
            number=0.0,
            low=0.0,
            high=high,
            openings=held.openings if is_all else held.stating_openings,
            employers=held.employers if is_all else held.stating_employers,
            held=0,
            row=None,
        )

    def _only_value(self, subject: WantedNumber, view: str) -> str | None:
        """The value of a statistic that has one (entry level, say). Of how many state nothing, all
        values say the same.
        """
        found = self._values.get(subject.statistic, [])
        return found[0] if len(found) == 1 or (found and view == "silent") else None

    def _unknown(self, kind: str, word: str, known: object) -> NoNumber:
        names = sorted(str(one) for one in known)  # type: ignore[attr-defined]
        near = get_close_matches(word.lower(), names, n=3, cutoff=0.5) or names[:5]
        listed = ", ".join(near) or "none"
        release = self.publication.release
        return NoNumber(f"release {release} knows no {kind} {word!r}; nearest: {listed}")


def _whole(subject: WantedNumber) -> str:
    part = f" ({subject.split} {subject.group})" if subject.group else ""
    return f"{subject.statistic} for {subject.population}{part}"


def _is_skill(kind: str, value: str) -> bool:
    """Whether the value is a skill that nobody names; the release lists only those that are."""
    if kind != "skill":
        return False
    from skillscan.settings import Settings
    from skillscan.taxonomy.loading import load_taxonomy

    return value in load_taxonomy(Settings().home).skills
