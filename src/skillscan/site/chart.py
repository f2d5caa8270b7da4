"""Geometry of the bar chart: shares as bars, 95 % intervals as whiskers.

The page draws it as SVG (template ``chart.svg.j2``): no library, dark mode through the page's
colours, and every bar readable by a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.site.narrative import percent
from skillscan.statistics.estimates import View

WIDTH, LABEL_WIDTH, ROW_HEIGHT, TOP = 800, 230, 26, 8
_PLOT = WIDTH - LABEL_WIDTH - 70
_LONGEST_LABEL = 30


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar; ``x`` to ``whisker_end`` are in the units of the SVG's view box."""

    label: str
    text: str
    interval: str
    y: float
    length: float
    whisker_start: float
    whisker_end: float


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Bars from top to bottom and the grid lines below them (position, label)."""

    bars: tuple[Bar, ...]
    grid: tuple[tuple[float, str], ...]
    height: int


def chart(rows: Sequence[tuple[str, View]]) -> Chart:
    """A chart of labelled shares, in the order given; the axis ends at the largest interval."""
    end = max((view.high for _, view in rows), default=1.0)
    end = min(1.0, (int(end * 10) + 1) / 10)
    scale = _PLOT / end
    bars = tuple(
        Bar(
            label=shortened(label),
            text=percent(view.share),
            interval=f"{view.low:.0%} to {view.high:.0%}",
            y=TOP + number * ROW_HEIGHT,
            length=round(view.share * scale, 1),
            whisker_start=round(LABEL_WIDTH + view.low * scale, 1),
            whisker_end=round(LABEL_WIDTH + view.high * scale, 1),
        )
        for number, (label, view) in enumerate(rows)
    )
    step = 0.2 if end > 0.5 else 0.1
    marks = [round(step * number, 1) for number in range(int(end / step + 1e-9) + 1)]
    grid = tuple((round(LABEL_WIDTH + mark * scale, 1), f"{mark:.0%}") for mark in marks)
    return Chart(bars=bars, grid=grid, height=TOP + len(bars) * ROW_HEIGHT + 26)


def shortened(label: str) -> str:
    """A label as it fits beside a bar."""
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
