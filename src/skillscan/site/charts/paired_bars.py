"""Two shares of each value beneath each other, with the whiskers of their 95 % intervals.

A value whose number pools what differs has a dot for each of its parts in the place of the bars.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import jinja2
from markupsafe import Markup

from skillscan.site.charts.drawing import Drawing
from skillscan.site.document import template_environment
from skillscan.site.narrative import in_its_place, percent
from skillscan.statistics.estimates import Disagreement, View

_TOP, _BOTTOM, _LEGEND = 8, 26, 26
_BAR, _STEP = 12, 15
_TEXT = 7.8
"""Width of a bold letter, about."""


@dataclass(frozen=True, kw_only=True)
class PairedRow:
    """A value with its two shares; ``parts``: what its first share is told by."""

    label: str
    first: View
    second: View | None
    parts: Disagreement | None = None


@dataclass(frozen=True, kw_only=True)
class ChartShape:
    """Width of a chart, of the column of its labels (0: each stands above its bars), and the most
    letters of a label.
    """

    width: int
    label_width: int
    letters: int

    @property
    def start(self) -> int:
        """Where the axis begins."""
        return self.label_width or 6

    @property
    def head(self) -> int:
        """Room for the label above the bars."""
        return 0 if self.label_width else 19

    @property
    def row_height(self) -> int:
        """From one value to the next."""
        return self.head + 2 * _STEP + 8

    @property
    def plot(self) -> int:
        """Width of the axis."""
        return self.width - self.start - 62


WIDE = ChartShape(width=800, label_width=200, letters=28)
NARROW = ChartShape(width=350, label_width=0, letters=44)


@dataclass(frozen=True, kw_only=True)
class PairedBar:
    """A bar and its whisker, in the units of the view box."""

    name: str
    text: str
    y: int
    length: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class DrawnPair:
    """A row as it is drawn: bars, or the dots of parts from left to right and what they say."""

    label: str
    says: str
    y: int
    bars: tuple[PairedBar, ...]
    dots: tuple[float, ...]
    text: str
    text_place: float
    text_anchor: str


def paired_bars(
    title: str,
    description: str,
    columns: tuple[str, str, str],
    rows: Sequence[PairedRow],
    shape: ChartShape = WIDE,
) -> Drawing:
    """A chart of rows in the order given; ``columns`` are what the labels and the two shares are.

    The axis ends at the largest interval. In the table a value of parts has no interval: nobody
    computed one of a range.
    """
    end = _end(rows)
    scale = shape.plot / end
    height = _TOP + _LEGEND + len(rows) * shape.row_height + _BOTTOM
    pairs = [_pair(row, number, columns, shape, scale) for number, row in enumerate(rows)]
    marks = _template().render(
        shape=shape,
        pairs=pairs,
        grid=_grid(end, shape.start, scale),
        legend=[
            ("bar", columns[1], shape.start),
            ("second", columns[2], shape.start + 22 + int(len(columns[1]) * _TEXT) + 14),
        ],
        top=_TOP,
        bar=_BAR,
        height=height,
    )
    first, second = columns[1:]
    return Drawing(
        title=title,
        description=description,
        marks=Markup(marks),  # noqa: S704  (its template escapes)
        width=shape.width,
        height=height,
        columns=(columns[0], first, "95 % interval", second, "95 % interval"),
        rows=[_cells(row) for row in rows],
    )


def _end(rows: Sequence[PairedRow]) -> float:
    highs = [view.high for row in rows for view in _views(row)]
    highs += [part.share for row in rows if row.parts for part in row.parts.parts]
    return min(1.0, (int(max(highs, default=1.0) * 10) + 1) / 10)


def _views(row: PairedRow) -> list[View]:
    if row.parts:
        return []
    return [row.first] if row.second is None else [row.first, row.second]


def _grid(end: float, start: int, scale: float) -> list[tuple[float, str]]:
    step = 0.2 if end > 0.5 else 0.1
    marks = [round(step * number, 1) for number in range(int(end / step + 1e-9) + 1)]
    return [(round(start + mark * scale, 1), f"{mark:.0%}") for mark in marks]


def _pair(
    row: PairedRow, number: int, columns: tuple[str, str, str], shape: ChartShape, scale: float
) -> DrawnPair:
    y = _TOP + _LEGEND + number * shape.row_height
    bars = tuple(
        PairedBar(
            name=name,
            text=percent(view.share),
            y=y + shape.head + place * _STEP,
            length=round(view.share * scale, 1),
            low=round(shape.start + view.low * scale, 1),
            high=round(shape.start + view.high * scale, 1),
        )
        for place, (name, view) in enumerate(zip(("bar", "second"), _views(row), strict=False))
    )
    dots = tuple(
        round(shape.start + part.share * scale, 1)
        for part in (row.parts.parts if row.parts else ())
    )
    text = in_its_place(row.parts) if row.parts else ""
    text = _shortened(text, int(shape.width / _TEXT) - 2)
    is_beside = bool(dots) and dots[-1] + 10 + len(text) * _TEXT < shape.width
    return DrawnPair(
        label=_shortened(row.label, shape.letters),
        says=_says(row, columns),
        y=y,
        bars=bars,
        dots=dots,
        text=text,
        text_place=round(dots[-1] + 10, 1) if is_beside else shape.width - 2,
        text_anchor="start" if is_beside else "end",
    )


def _says(row: PairedRow, columns: tuple[str, str, str]) -> str:
    """What a row shows, in words."""
    if row.parts:
        return f"{row.label}: {columns[1]} {in_its_place(row.parts)}"
    said = [
        f"{name} {percent(view.share)}, 95 % interval {_interval(view)}"
        for name, view in zip(columns[1:], _views(row), strict=False)
    ]
    return f"{row.label}: {'; '.join(said)}"


def _cells(row: PairedRow) -> tuple[str, ...]:
    if row.parts:
        return row.label, in_its_place(row.parts), "–", "–", "–"
    cells = [cell for view in _views(row) for cell in (percent(view.share), _interval(view))]
    return row.label, *cells, *(["–", "–"] if row.second is None else [])


def _interval(view: View) -> str:
    return f"{view.low:.0%} to {view.high:.0%}"


def _shortened(label: str, letters: int) -> str:
    return label if len(label) <= letters else label[: letters - 1] + "…"


@cache
def _template() -> jinja2.Template:
    return template_environment().get_template("paired_bars.svg.j2")
