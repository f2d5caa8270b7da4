"""The chart of a statistic's figures of one name: medians, lifts, changes, differences."""

from collections.abc import Sequence

from skillscan.site.charts.drawing import Drawing
from skillscan.site.charts.spans import DotRow, spans
from skillscan.site.statistic_rows import FigureRow
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL

_MOST_DOTS = 20


def figure_chart(
    definition: Definition, name: str, population: str, rows: Sequence[FigureRow]
) -> Drawing | None:
    """Dots of the figures that are shown: where there are groups, those of the value that most
    openings have (of pay one currency); else one a value. ``None`` where there are fewer than two,
    or none has an interval.
    """
    first = next((row.figure.value for row in rows), None)
    is_grouped = any(row.figure.split != ALL for row in rows)
    found = [
        row.figure
        for row in rows
        if not row.instead and (not is_grouped or row.figure.value == first)
    ]
    if len(found) < 2 or all(one.low is None for one in found):
        return None
    says = definition.figures[name].says
    of_value = f", {found[0].label}" if len({row.figure.value for row in rows}) > 1 else ""
    return spans(
        f"{definition.title}: {population}",
        f"{says} Dots with their 95 % intervals.",
        definition.dimension.label,
        found[0].unit,
        [
            DotRow(
                label=(one.group_label or f"all{of_value}") if is_grouped else one.label,
                number=one.number,
                low=one.low,
                high=one.high,
            )
            for one in found[:_MOST_DOTS]
        ],
    )
