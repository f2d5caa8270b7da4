"""The number of a release that a claim speaks of, in the unit of the claim.

What is asked for is a ``WantedNumber``; what comes back is ``OurNumber``, or ``NoNumber`` with the
reason in words: withheld, unknown, without a denominator, in another unit.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from skillscan.article.dimension import AGAINST, COMPLEMENT, read_dimension
from skillscan.article.judging.our_number import NoNumber, OurNumber, WantedNumber
from skillscan.article.judging.release_rows import ReleaseRows
from skillscan.article.judging.row_numbers import of_estimate, of_figure
from skillscan.article.judging.units import in_unit
from skillscan.article.model import Binding
from skillscan.release.document import Publication
from skillscan.release.lookup import counts_of, denominator_of, reason_withheld
from skillscan.site.number_words import count_of
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Estimate, Views

SKILL_SHARE = "skill_share"
VIEWS = Views.__struct_fields__
_STATES_PAY = "pay_median", "stated"
_DEFAULT_VALUES = {"sample_size": "openings"}
"""What is meant where a claim names no value of the statistic's dimension."""


class ReleaseNumbers:
    """The numbers of one release by what they are of."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._rows = ReleaseRows(publication)

    def subject(self, binding: Binding, population: str) -> WantedNumber:
        """What a binding is of; ``population`` where it names none."""
        named = read_dimension(binding.dimension)
        return WantedNumber(
            statistic=str(binding.statistic),
            population=binding.population or population,
            value=named.value,
            split=named.split,
            group=named.group,
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
        if (subject.statistic, subject.measure) == (SKILL_SHARE, COMPLEMENT):
            return self._complement(subject, unit)
        measure = subject.measure or definition.headline.measure
        known = (*definition.measures, *definition.figures)
        if measure not in known:
            return self._unknown(f"measure of {subject.statistic}", measure, known)
        meant = replace(subject, measure=measure)
        if subject.split == AGAINST:
            return self._against(meant, definition, unit)
        if unknown := self._unknown_group(meant, definition):
            return unknown
        if withheld := self._withheld(meant, definition):
            return NoNumber(withheld)
        if measure in definition.figures:
            return self._figure(meant, definition, unit)
        return self._share(meant, definition, unit)

    def everywhere(self, subject: WantedNumber, unit: str | None) -> Iterator[OurNumber]:
        """The same value in every population, group, view and measure that is published."""
        for one in self._rows.by_value.get((subject.statistic, str(subject.value)), ()):
            for view in VIEWS:
                found = None if view == "silent" else of_estimate(self.publication, one, view, unit)
                if isinstance(found, OurNumber):
                    yield found
        for figure in self.publication.figures:
            if (figure.statistic, figure.figure) == (subject.statistic, subject.measure):
                found = of_figure(figure, unit)
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

    def _against(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        """The difference from another population, which is published for one of the two."""
        rule = definition.figures.get(str(subject.measure))
        pairs = rule.against if rule else {}
        one, other = subject.population, subject.group
        if pairs.get(one) == other:
            return self.find(replace(subject, split=ALL, group=""), unit)
        if pairs.get(other) != one:
            return NoNumber(f"no difference of {one} from {other} is published")
        found = self.find(replace(subject, population=other, split=ALL, group=""), unit)
        if isinstance(found, NoNumber):
            return found
        of_one = replace(found.subject, population=one, split=AGAINST, group=other)
        low, high = -found.high, -found.low
        return replace(found, subject=of_one, number=-found.number, low=low, high=high)

    def _unknown_group(self, subject: WantedNumber, definition: Definition) -> NoNumber | None:
        """Why a statistic has no such group, or none where it is told of groups alone; ``None``
        where it has.
        """
        if not subject.group:
            if ALL in definition.splits:
                return None
            asked = " or ".join(f"{split}=…" for split in definition.splits)
            return NoNumber(f"{subject.statistic} is told of groups alone; say {asked}")
        if subject.split not in definition.splits:
            known = [one for one in definition.splits if one != ALL]
            return self._unknown(f"split of {subject.statistic}", subject.split, known)
        groups = self._rows.groups.get((subject.statistic, subject.split), set())
        if subject.group in groups:
            return None
        release, listed = self.publication.release, ", ".join(sorted(groups)) or "none"
        return NoNumber(
            f"release {release} tells no {subject.statistic} of {subject.split} {subject.group!r},"
            f" of which there may be too few openings; it tells it of: {listed}"
        )

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
        if (
            subject.value is None
            and view == "all"
            and (subject.statistic, subject.measure) == _STATES_PAY
        ):
            return self._stating(subject, definition, unit)
        value = subject.value or self._only_value(subject, view)
        key = (subject.statistic, subject.population, subject.split, subject.group)
        row = self._rows.estimates.get((*key, str(value), str(subject.measure)))
        if row is not None:
            return of_estimate(self.publication, row, view, unit)
        return self._none(replace(subject, value=value, view=view), definition, unit)

    def _stating(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        """How many openings state it in whatever value: all but those that are silent."""
        silent = self._share(replace(subject, view="silent"), definition, unit)
        whole = in_unit(1.0, "share", unit)
        if isinstance(silent, NoNumber) or whole is None:
            return silent
        return replace(
            silent,
            subject=replace(silent.subject, view="all"),
            number=whole - silent.number,
            low=whole - silent.high,
            high=whole - silent.low,
            held=silent.row.stating_openings if isinstance(silent.row, Estimate) else silent.held,
        )

    def _complement(self, subject: WantedNumber, unit: str | None) -> OurNumber | NoNumber:
        """How many openings do not name a skill: all but those that do."""
        found, whole = self.find(replace(subject, measure=None), unit), in_unit(1.0, "share", unit)
        if isinstance(found, NoNumber) or whole is None:
            return found
        return replace(
            found,
            subject=replace(found.subject, measure=COMPLEMENT),
            number=whole - found.number,
            low=whole - found.high,
            high=whole - found.low,
            held=found.openings - found.held,
        )

    def _figure(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        wanted = subject.value or _DEFAULT_VALUES.get(subject.statistic)
        if definition.dimension.name == "currency" and unit and "/" in unit:
            wanted = unit.partition("/")[0]
        key = (subject.statistic, subject.population, subject.split, subject.group)
        figures = self._rows.figures_of.get((*key, str(subject.measure)), ())
        rows = [one for one in figures if wanted in (None, one.value)]
        if not rows:
            named = f" {wanted}" if wanted else ""
            return NoNumber(f"the release has no {subject.measure} of{named} {_whole(subject)}")
        return of_figure(max(rows, key=lambda one: one.value), unit)

    def _none(
        self, subject: WantedNumber, definition: Definition, unit: str | None
    ) -> OurNumber | NoNumber:
        """A value that no opening of the population holds: zero, where it is a value at all."""
        kind = definition.dimension.name
        known = self._rows.values.get(subject.statistic, [])
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
        found = self._rows.values.get(subject.statistic, [])
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
