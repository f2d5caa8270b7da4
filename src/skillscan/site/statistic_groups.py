"""The shares of a statistic by level, country or month: a table of groups, and lines of months."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from skillscan.release.shown import leading, share_measure, share_view
from skillscan.site.charts.drawing import Drawing
from skillscan.site.charts.trends import Series, trends
from skillscan.site.content import SiteContent
from skillscan.site.statistic_rows import GroupShare, doubts_of, in_group_order
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Estimate, View

MOST_VALUES = 30
"""Values of a table by groups, those that most openings hold: it has a column a group."""
_MOST_GROUPS = 12
"""Columns of a table: the last twelve months, or all levels."""
_LINES = 9
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
PANEL = "panel_month"
"""The split of which lines may be drawn: all others mix boards that came and went."""
MONTHS_SAY = {
    True: "Lines with the bands of their 95 % intervals; a gap is a month without a number.",
    False: "Dots with their 95 % intervals. No line joins them: boards may differ by month.",
}
_TITLES = {
    "seniority": "By level",
    "country": "By country",
    "month": "By the month in which they were posted",
    "panel_month": "By month, on boards that were read throughout",
    "sample": "By sample",
}


@dataclass(frozen=True, kw_only=True)
class GroupTable:
    """Shares by value (a row) and group (a column), in the view that leads."""

    split: str
    title: str
    columns: tuple[tuple[str, str, int, int], ...]
    """Group, its label, its openings and employers."""
    rows: tuple[tuple[str, Mapping[str, GroupShare]], ...]
    """Label of a value, and its shares by group."""
    left_out: int
    chart: Drawing | None
    """Months, as a trend where the same boards were read in all of them, else as single dots."""

    @property
    def is_trend(self) -> bool:
        """Whether lines join the months."""
        return self.split == PANEL


def group_tables(
    content: SiteContent, definition: Definition, population: str
) -> tuple[GroupTable, ...]:
    """A table for each split that the release has shares of."""
    found = (
        _group_table(content, definition, population, split)
        for split in definition.splits
        if split != ALL and definition.measures
    )
    return tuple(one for one in found if one is not None)


def _group_table(
    content: SiteContent, definition: Definition, population: str, split: str
) -> GroupTable | None:
    shown, view = share_measure(definition), share_view(definition)
    found = [
        one
        for one in content.estimates.get((definition.id, population, split), ())
        if one.measure == shown
    ]
    if not found:
        return None
    by_value = _by_value(leading(found))
    groups = in_group_order({one.group for one in found})
    sizes = {one.group: one for one in found}
    where = (content.publication, definition.id, population, split)
    doubts = {group: doubts_of(*where, group) for group in groups[-_MOST_GROUPS:]}
    kept = list(by_value)[:MOST_VALUES]
    if all(value.isdigit() for value in kept):
        kept.sort(key=int)
    is_months = len(groups) > 1 and all(MONTH.fullmatch(group) for group in groups)
    return GroupTable(
        split=split,
        title=_TITLES.get(split, f"By {split.replace('_', ' ')}"),
        columns=tuple(
            (group, sizes[group].group_label, *_size(sizes[group], view))
            for group in groups[-_MOST_GROUPS:]
        ),
        rows=tuple(
            (
                next(iter(by_value[value].values())).label,
                {
                    group: doubts[group].group_share(one, view)
                    for group, one in by_value[value].items()
                    if group in doubts
                },
            )
            for value in kept
        ),
        left_out=len(by_value) - len(kept),
        chart=_chart(content, definition, population, split, by_value) if is_months else None,
    )


def _by_value(found: list[Estimate]) -> dict[str, dict[str, Estimate]]:
    """Estimates by value and group, the values that most openings hold first."""
    by_value: defaultdict[str, dict[str, Estimate]] = defaultdict(dict)
    for one in found:
        by_value[one.value][one.group] = one
    return dict(
        sorted(
            by_value.items(),
            key=lambda pair: (-sum(one.openings for one in pair[1].values()), pair[0]),
        )
    )


def _size(one: Estimate, view: str) -> tuple[int, int]:
    if view == "stating":
        return one.stating_openings, one.stating_employers
    return one.of_openings, one.of_employers


def _chart(
    content: SiteContent,
    definition: Definition,
    population: str,
    split: str,
    by_value: Mapping[str, Mapping[str, Estimate]],
) -> Drawing:
    label = content.publication.populations[population].definition.label
    view = share_view(definition)
    return trends(
        f"{definition.title}: {label}",
        f"Shares by month. {MONTHS_SAY[split == PANEL]}",
        [
            Series(label=next(iter(groups.values())).label, points=monthly(groups, view))
            for groups in list(by_value.values())[:_LINES]
        ],
        is_trend=split == PANEL,
    )


def monthly(groups: Mapping[str, Estimate], view: str) -> list[tuple[str, View]]:
    """The shares of groups that are months, in their order."""
    return [
        (month, share)
        for month in sorted(groups)
        if MONTH.fullmatch(month) and (share := getattr(groups[month].views, view)) is not None
    ]
