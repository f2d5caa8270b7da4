"""Bars of shares with the whiskers of their 95 % intervals."""

from collections.abc import Sequence

from skillscan.site.charts.axis import axis
from skillscan.site.charts.drawing import Drawing, DrawnMarks, drawn_marks
from skillscan.site.charts.shape import BOTTOM, NARROW, TOP, WIDE, ChartShape
from skillscan.site.number_words import ends, percent
from skillscan.statistics.estimates import View

_ROW, _BESIDE = 26, 70


def bars(title: str, description: str, dimension: str, rows: Sequence[tuple[str, View]]) -> Drawing:
    """A chart of labelled shares, in the order given; ``dimension`` is what the labels are."""
    return Drawing(
        title=title,
        description=description,
        wide=_drawn(rows, WIDE),
        narrow=_drawn(rows, NARROW),
        columns=(dimension, "Share", "95 % interval"),
        rows=[(label, percent(view.share), ends(view)) for label, view in rows],
    )


def _drawn(rows: Sequence[tuple[str, View]], shape: ChartShape) -> DrawnMarks:
    scale = axis(shape, 0.0, max((view.high for _, view in rows), default=1.0), beside=_BESIDE)
    row_height = shape.head + _ROW
    drawn = [
        {
            "label": shape.shortened(label),
            "text": percent(view.share),
            "interval": ends(view),
            "top": TOP + number * row_height,
            "length": scale.length(view.share),
            "low": scale.place(view.low),
            "high": scale.place(view.high),
        }
        for number, (label, view) in enumerate(rows)
    ]
    height = TOP + len(rows) * row_height + BOTTOM
    return drawn_marks(
        "bars.svg.j2", shape.width, height, rows=drawn, grid=scale.grid("share"), shape=shape
    )
