"""Numbers of any unit as dots, with the whiskers of their 95 % intervals where they have one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import jinja2
from markupsafe import Markup

from skillscan.site.chart import LABEL_WIDTH, ROW_HEIGHT, TOP, WIDTH, shortened
from skillscan.site.charts.axis import marks
from skillscan.site.charts.drawing import Drawing
from skillscan.site.document import template_environment
from skillscan.site.narrative import amount

_PLOT = WIDTH - LABEL_WIDTH - 120
"""Beside the widest number: ``+12.3 points``."""
_NO_DIFFERENCE = {"change": 0.0, "points": 0.0, "times": 1.0}


@dataclass(frozen=True, kw_only=True)
class Span:
    """A number with the ends of its interval; ``None`` where it has none."""

    label: str
    number: float
    low: float | None
    high: float | None

    def interval(self, unit: str) -> str:
        """The interval in words; empty without one."""
        if self.low is None or self.high is None:
            return ""
        return f"{amount(self.low, unit)} to {amount(self.high, unit)}"


def spans(title: str, description: str, dimension: str, unit: str, rows: Sequence[Span]) -> Drawing:
    """A chart of labelled numbers of one unit, in the order given; zero is on its axis, and what
    means no difference (no change, once as often) is marked.
    """
    ends = [one for row in rows for one in (row.number, row.low, row.high) if one is not None]
    grid = marks(min(ends, default=0.0), max(ends, default=1.0))
    scale = _PLOT / (grid[-1] - grid[0])

    def place(number: float) -> float:
        return round(LABEL_WIDTH + (number - grid[0]) * scale, 1)

    height = TOP + len(rows) * ROW_HEIGHT + 26
    drawn = [
        {
            "label": shortened(row.label),
            "text": amount(row.number, unit),
            "interval": row.interval(unit),
            "y": TOP + number * ROW_HEIGHT,
            "at": place(row.number),
            "low": place(row.number if row.low is None else row.low),
            "high": place(row.number if row.high is None else row.high),
        }
        for number, row in enumerate(rows)
    ]
    text = _template().render(
        rows=drawn,
        grid=[(place(mark), amount(mark, unit), mark == _NO_DIFFERENCE.get(unit)) for mark in grid],
        label_width=LABEL_WIDTH,
        height=height,
    )
    return Drawing(
        title=title,
        description=description,
        marks=Markup(text),  # noqa: S704  (its template escapes)
        width=WIDTH,
        height=height,
        columns=(dimension, "Number", "95 % interval"),
        rows=[(row.label, amount(row.number, unit), row.interval(unit) or "–") for row in rows],
    )


@cache
def _template() -> jinja2.Template:
    return template_environment().get_template("spans.svg.j2")
