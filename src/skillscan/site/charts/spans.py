"""Numbers of any unit as dots, with the whiskers of their 95 % intervals where they have one."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.site.charts.axis import axis
from skillscan.site.charts.drawing import Drawing, DrawnMarks, drawn_marks
from skillscan.site.charts.shape import BOTTOM, NARROW, TOP, WIDE, ChartShape
from skillscan.site.number_words import amount, between

_ROW, _BESIDE = 26, 120
"""Beside the widest number: ``+12.3 points``."""
_NO_DIFFERENCE = {"change": 0.0, "points": 0.0, "times": 1.0}


@dataclass(frozen=True, kw_only=True)
class DotRow:
    """A number with the ends of its interval; ``None`` where it has none."""

    label: str
    number: float
    low: float | None
    high: float | None


def spans(
    title: str, description: str, dimension: str, unit: str, rows: Sequence[DotRow]
) -> Drawing:
    """A chart of labelled numbers of one unit, in the order given; zero is on its axis, and what
    means no difference (no change, once as often) is marked.
    """
    return Drawing(
        title=title,
        description=description,
        wide=_drawn(rows, unit, WIDE),
        narrow=_drawn(rows, unit, NARROW),
        columns=(dimension, "Number", "95 % interval"),
        rows=[
            (row.label, amount(row.number, unit), between(row.low, row.high, unit) or "–")
            for row in rows
        ],
    )


def _drawn(rows: Sequence[DotRow], unit: str, shape: ChartShape) -> DrawnMarks:
    shown = [one for row in rows for one in (row.number, row.low, row.high) if one is not None]
    scale = axis(shape, min(shown, default=0.0), max(shown, default=1.0), beside=_BESIDE)
    row_height = shape.head + _ROW
    drawn = [
        {
            "label": shape.shortened(row.label),
            "text": amount(row.number, unit),
            "interval": between(row.low, row.high, unit),
            "top": TOP + number * row_height,
            "at": scale.place(row.number),
            "low": scale.place(row.number if row.low is None else row.low),
            "high": scale.place(row.number if row.high is None else row.high),
        }
        for number, row in enumerate(rows)
    ]
    return drawn_marks(
        "spans.svg.j2",
        shape.width,
        TOP + len(rows) * row_height + BOTTOM,
        rows=drawn,
        grid=scale.grid(unit),
        same=_NO_DIFFERENCE.get(unit),
        shape=shape,
    )
