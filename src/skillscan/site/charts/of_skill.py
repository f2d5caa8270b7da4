"""The charts of one skill: its share in all views, by level, by month, or by sample."""

from collections.abc import Collection, Mapping

from skillscan.site.charts.bars import bars
from skillscan.site.charts.drawing import Drawing
from skillscan.site.charts.spans import DotRow, spans
from skillscan.site.charts.trends import Series, trends
from skillscan.site.statistic_groups import MONTHS_SAY, PANEL, monthly
from skillscan.site.statistic_rows import ValueRow, in_group_order
from skillscan.statistics.estimates import Disagreement, Estimate

_VIEWS = {"all": "of all", "stating": "of those naming any", "employer": "employers’ mean"}


def views_chart(row: ValueRow, measures: Mapping[str, Estimate], population: str) -> Drawing:
    """Bars of all views of the share of openings that name the skill, and that require it."""
    return bars(
        f"{row.estimate.label}: {population}",
        "Shares of openings, named and required, with their 95 % intervals.",
        "View",
        [
            (f"{measure.replace('_', ' ')}, {says}", view)
            for measure, one in measures.items()
            for name, says in _VIEWS.items()
            if (view := getattr(one.views, name)) is not None
        ],
    )


def parts_chart(found: Disagreement, population: str) -> Drawing:
    """The samples that disagree, for one share of all would be of nothing in particular."""
    return spans(
        f"{found.label}: {population}",
        "Share of openings in each of the samples, which disagree beyond chance.",
        "Sample",
        "share",
        [
            DotRow(
                label=f"{part.label} ({part.openings:,} openings)",
                number=part.share,
                low=None,
                high=None,
            )
            for part in found.parts
        ],
    )


def levels_chart(
    label: str,
    population: str,
    levels: Mapping[str, Mapping[str, Estimate]],
    parted: Collection[str],
) -> Drawing | None:
    """Bars of the share by level, but for those that are told by their parts (``parted``); ``None``
    where there is one level only.
    """
    found = [
        (levels[group]["named"].group_label, levels[group]["named"].views.all)
        for group in in_group_order(levels)
        if group not in parted
    ]
    if len(found) < 2:
        return None
    left_out = " Levels whose samples disagree stand in the table." if parted else ""
    return bars(
        f"{label} by level: {population}",
        f"Shares of the openings of a level, with their 95 % intervals.{left_out}",
        "Level",
        found,
    )


def months_chart(
    label: str, population: str, months: Mapping[str, Mapping[str, Estimate]]
) -> tuple[str, Drawing] | None:
    """The split that is shown, and its chart: rather the boards that were read throughout;
    ``None`` where there are no two months.
    """
    for split in (PANEL, *months):
        points = monthly(months.get(split, {}), "all")
        if len(points) > 1:
            drawn = trends(
                f"{label} by month: {population}",
                f"Shares of openings that name it. {MONTHS_SAY[split == PANEL]}",
                [Series(label=label, points=points)],
                is_trend=split == PANEL,
            )
            return split, drawn
    return None
