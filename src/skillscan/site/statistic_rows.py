"""The rows of a statistic for one population as pages show them: shares by value, and figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from skillscan.nlp.reading import Seniority
from skillscan.release.document import Publication
from skillscan.release.lookup import disagreements_of
from skillscan.release.pooled_headlines import figure_parts, parts_instead
from skillscan.release.shown import in_order, leading, share_measure, share_view
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import disagreement_sentence, in_its_place
from skillscan.site.narrative import figure_sentence, sentence
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, View
from skillscan.statistics.figures.figure import Figure

_LEVELS: tuple[str, ...] = get_args(Seniority)


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """One value: its headline estimate, and the headline view of the other measures."""

    estimate: Estimate
    others: tuple[tuple[str, View | None], ...]
    sentence: str
    instead: str
    """What stands in the place of a number that pools what differs; empty where it does not."""
    warnings: tuple[str, ...]
    """Why the number misleads as it stands."""


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure, what it says in a sentence, and what stands in its place where it pools samples
    that disagree.
    """

    figure: Figure
    sentence: str
    instead: str = ""
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupShare:
    """A share in a group, what stands in its place where it pools what differs, and why."""

    view: View | None
    instead: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Doubts:
    """Why numbers of a statistic and population mislead, by value: all that is said of them, and
    what is shown in their place.
    """

    said: Mapping[str, Sequence[Disagreement]]
    instead: Mapping[str, Disagreement]

    def group_share(self, one: Estimate, view: str) -> GroupShare:
        """How a share in a group is shown."""
        parts = self.instead.get(one.value)
        return GroupShare(
            view=getattr(one.views, view),
            instead=in_its_place(parts) if parts and parts.measure == one.measure else "",
            warnings=tuple(
                disagreement_sentence(found)
                for found in self.said.get(one.value, ())
                if found.measure == one.measure
            ),
        )


def doubts_of(
    publication: Publication, statistic: str, population: str, split: str = ALL, group: str = ""
) -> Doubts:
    """The same of a population (or a group of it), looked up once for all values."""
    where = (statistic, population, split, group)
    return Doubts(
        said=disagreements_of(publication, *where), instead=parts_instead(publication, *where)
    )


def value_rows(content: SiteContent, definition: Definition, population: str) -> list[ValueRow]:
    """The values that any opening of the population holds, as they are listed: numbers counted,
    levels from the lowest, all others by size. Technologies, where there are any.
    """
    view = share_view(definition)
    doubts = doubts_of(content.publication, definition.id, population)
    by_value = _held_values(content, definition, population)
    rows = [
        value_row(content.publication, definition, by_value[main.value], doubts)
        for main in leading(_shown(definition, by_value))
    ]
    if not all(row.estimate.value.isdigit() for row in rows):
        rows.sort(key=lambda row: -view_of(row.estimate, view).share)
    if all(row.estimate.value in _LEVELS for row in rows):
        rows.sort(key=lambda row: _LEVELS.index(row.estimate.value))
    return rows


def rows_of_other_kinds(
    content: SiteContent, definition: Definition, population: str, most: int
) -> list[ValueRow]:
    """The values that ``value_rows`` leaves out for their kind, of each kind as many as ``most``,
    the largest first.
    """
    doubts = doubts_of(content.publication, definition.id, population)
    by_value = _held_values(content, definition, population)
    held = _shown(definition, by_value)
    listed = {one.value for one in leading(held)}
    by_kind: dict[str, list[Estimate]] = {}
    for one in sorted(held, key=lambda one: (-one.openings, one.value)):
        if one.value not in listed:
            by_kind.setdefault(one.kind or "", []).append(one)
    return [
        value_row(content.publication, definition, by_value[one.value], doubts)
        for _, of_kind in sorted(by_kind.items())
        for one in of_kind[:most]
    ]


def _held_values(
    content: SiteContent, definition: Definition, population: str
) -> dict[str, dict[str, Estimate]]:
    """Of each value that any opening holds the estimates by measure."""
    by_value: dict[str, dict[str, Estimate]] = {}
    for one in content.estimates.get((definition.id, population, ALL), ()):
        by_value.setdefault(one.value, {})[one.measure] = one
    shown = share_measure(definition)
    return {value: found for value, found in by_value.items() if found[shown].openings}


def _shown(definition: Definition, by_value: Mapping[str, dict[str, Estimate]]) -> list[Estimate]:
    return [found[share_measure(definition)] for found in by_value.values()]


def value_row(
    publication: Publication,
    definition: Definition,
    measures: Mapping[str, Estimate],
    doubts: Doubts,
) -> ValueRow:
    """The row of one value, of its estimates by measure."""
    shown, view = share_measure(definition), share_view(definition)
    main = measures[shown]
    split = doubts.instead.get(main.value)
    return ValueRow(
        estimate=main,
        others=tuple(
            (name, getattr(measures[name].views, view) if name in measures else None)
            for name in definition.measures
            if name != shown
        ),
        sentence="" if split else sentence(publication, main, view),
        instead=in_its_place(split) if split else "",
        warnings=tuple(
            disagreement_sentence(one)
            for one in doubts.said.get(main.value, ())
            if one.measure == main.measure
        ),
    )


def view_of(estimate: Estimate, view: str) -> View:
    """A view of an estimate; of one without a denominator the one that says nothing."""
    found: View | None = getattr(estimate.views, view)
    return found or View(share=0.0, low=0.0, high=1.0)


def figure_rows(
    content: SiteContent, definition: Definition, population: str, name: str
) -> list[FigureRow]:
    """The figures of one name, those of the whole population first, its groups after it."""
    found = [
        one
        for split in (ALL, *(one for one in definition.splits if one != ALL))
        for one in content.figures.get((definition.id, population, split), ())
        if one.figure == name
    ]
    return [figure_row(content.publication, one) for one in in_order(leading(found))]


def figure_row(publication: Publication, one: Figure) -> FigureRow:
    """The row of one figure."""
    parts = figure_parts(publication, one)
    return FigureRow(
        figure=one,
        sentence=figure_sentence(publication, one),
        instead=in_its_place(parts, one.unit) if parts else "",
        warning=disagreement_sentence(parts, one.unit) if parts else "",
    )


def in_group_order(groups: Iterable[str]) -> list[str]:
    """Groups as they are listed: levels from the lowest, all others (months) by their names."""
    return sorted(groups, key=lambda one: (_LEVELS.index(one) if one in _LEVELS else -1, one))


def reasons(content: SiteContent, statistic: str, population: str) -> Iterator[tuple[str, str]]:
    """Why parts of a statistic are withheld for a population: the reason, and of which groups or
    figures it is said, in words.
    """
    by_reason: dict[str, list[str]] = {}
    for one in content.publication.withheld:
        if (one.statistic, one.population) == (statistic, population) and (one.group or one.figure):
            part = " ".join(filter(None, (one.figure.replace("_", " "), one.group)))
            by_reason.setdefault(one.reason, []).append(part)
    for reason, parts in by_reason.items():
        yield reason, ", ".join(dict.fromkeys(parts))
