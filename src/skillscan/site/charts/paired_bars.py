"""Two shares of each value beneath each other, with the whiskers of their 95 % intervals.

A value whose number pools what differs has a dot for each of its parts in the place of the bars.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillscan.site.charts.axis import Axis, axis
from skillscan.site.charts.drawing import Drawing, DrawnMarks, drawn_marks
from skillscan.site.charts.shape import BOLD_LETTER, BOTTOM, NARROW, TOP, WIDE, ChartShape
from skillscan.site.doubt_sentences import in_its_place
from skillscan.site.number_words import ends, percent
from skillscan.statistics.estimates import Disagreement, View

_LEGEND, _BAR, _STEP, _BESIDE = 26, 12, 15, 62


@dataclass(frozen=True, kw_only=True)
class PairedRow:
    """A value with its two shares; ``parts``: what its first share is told by."""

    label: str
    first: View
    second: View | None
    parts: Disagreement | None = None


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
    top: int
    bars: tuple[PairedBar, ...]
    dots: tuple[float, ...]
    text: str
    text_place: float
    text_anchor: str


def paired_bars(
    title: str, description: str, columns: tuple[str, str, str], rows: Sequence[PairedRow]
) -> Drawing:
    """A chart of rows in the order given; ``columns`` are what the labels and the two shares are.

    In the table a value of parts has no interval: nobody computed one of a range.
    """
    first, second = columns[1:]
    return Drawing(
        title=title,
        description=description,
        wide=_drawn(columns, rows, WIDE),
        narrow=_drawn(columns, rows, NARROW),
        columns=(columns[0], first, "95 % interval", second, "95 % interval"),
        rows=[_cells(row) for row in rows],
    )


def _drawn(
    columns: tuple[str, str, str], rows: Sequence[PairedRow], shape: ChartShape
) -> DrawnMarks:
    scale = axis(shape, 0.0, _highest(rows), beside=_BESIDE)
    second = shape.start + 22 + int(len(columns[1]) * BOLD_LETTER) + 14
    return drawn_marks(
        "paired_bars.svg.j2",
        shape.width,
        TOP + _LEGEND + len(rows) * _row_height(shape) + BOTTOM,
        shape=shape,
        pairs=[_pair(row, number, columns, shape, scale) for number, row in enumerate(rows)],
        grid=scale.grid("share"),
        legend=[("bar", columns[1], shape.start), ("second", columns[2], second)],
        top=TOP,
        bar=_BAR,
    )


def _row_height(shape: ChartShape) -> int:
    return shape.head + 2 * _STEP + 8


def _highest(rows: Sequence[PairedRow]) -> float:
    highs = [view.high for row in rows for view in _views(row)]
    highs += [part.share for row in rows if row.parts for part in row.parts.parts]
    return max(highs, default=1.0)


def _views(row: PairedRow) -> list[View]:
    if row.parts:
        return []
    return [row.first] if row.second is None else [row.first, row.second]


def _pair(
    row: PairedRow, number: int, columns: tuple[str, str, str], shape: ChartShape, scale: Axis
) -> DrawnPair:
    top = TOP + _LEGEND + number * _row_height(shape)
    bars = tuple(
        PairedBar(
            name=name,
            text=percent(view.share),
            y=top + shape.head + place * _STEP,
            length=scale.length(view.share),
            low=scale.place(view.low),
            high=scale.place(view.high),
        )
        for place, (name, view) in enumerate(zip(("bar", "second"), _views(row), strict=False))
    )
    dots = tuple(scale.place(part.share) for part in (row.parts.parts if row.parts else ()))
    most = int(shape.width / BOLD_LETTER) - 2
    text = replace(shape, letters=most).shortened(in_its_place(row.parts)) if row.parts else ""
    is_beside = bool(dots) and dots[-1] + 10 + len(text) * BOLD_LETTER < shape.width
    return DrawnPair(
        label=shape.shortened(row.label),
        says=_says(row, columns),
        top=top,
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
        f"{name} {percent(view.share)}, 95 % interval {ends(view)}"
        for name, view in zip(columns[1:], _views(row), strict=False)
    ]
    return f"{row.label}: {'; '.join(said)}"


def _cells(row: PairedRow) -> tuple[str, ...]:
    if row.parts:
        return row.label, in_its_place(row.parts), "–", "–", "–"
    cells = [cell for view in _views(row) for cell in (percent(view.share), ends(view))]
    return row.label, *cells, *(["–", "–"] if row.second is None else [])
