"""Shares month by month: a line with the band of its 95 % intervals, a small picture a series.

A month without a number is a gap, which no line crosses. What is no trend (months whose boards
differ) is drawn as dots with whiskers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from skillscan.site.charts.axis import mark_text, marks
from skillscan.site.charts.drawing import Drawing, DrawnMarks, drawn_marks
from skillscan.site.charts.shape import NARROW, WIDE, ChartShape
from skillscan.site.number_words import ends, percent
from skillscan.statistics.estimates import View

_IN_A_ROW = {WIDE: 3, NARROW: 1}
_LEFT, _RIGHT, _ABOVE, _BELOW = 44, 46, 26, 26
_HEIGHT, _SMALL_HEIGHT = 230, 160


@dataclass(frozen=True, kw_only=True)
class Series:
    """A line; its points are months (``2025-03``), in order, with their shares."""

    label: str
    points: Sequence[tuple[str, View]]


def trends(
    title: str, description: str, series: Sequence[Series], *, is_trend: bool = True
) -> Drawing:
    """Pictures of series, on the same scales, three in a row (on a phone one beneath the other); of
    one series one large picture.

    ``is_trend``: whether lines may join the months.
    """
    return Drawing(
        title=title,
        description=description,
        wide=_pictures(series, WIDE, is_trend=is_trend),
        narrow=_pictures(series, NARROW, is_trend=is_trend),
        columns=("Series", "Month", "Share", "95 % interval"),
        rows=[
            (one.label, month, percent(view.share), ends(view))
            for one in series
            for month, view in one.points
        ],
    )


def _pictures(series: Sequence[Series], shape: ChartShape, *, is_trend: bool) -> DrawnMarks:
    columns = 1 if len(series) == 1 else _IN_A_ROW[shape]
    width = shape.width // columns
    height = _HEIGHT if len(series) == 1 else _SMALL_HEIGHT
    months = [_number(month) for one in series for month, _ in one.points]
    grid = marks(0.0, max((view.high for one in series for _, view in one.points), default=1.0))
    scales = _Scales(
        first=min(months, default=0),
        last=max(months, default=0),
        top=grid[-1],
        width=width - _LEFT - _RIGHT,
        height=height - _ABOVE - _BELOW,
    )
    panels = [
        {
            "x": number % columns * width,
            "y": number // columns * height,
            "label": shape.shortened(one.label),
            "runs": [_drawn(scales, run) for run in _runs(one.points, is_trend=is_trend)],
            "first": one.points[0][0] if one.points else "",
            "last": one.points[-1][0] if len(one.points) > 1 else "",
            "last_x": scales.x(one.points[-1][0]) if one.points else 0,
        }
        for number, one in enumerate(series)
    ]
    return drawn_marks(
        "trends.svg.j2",
        shape.width,
        -(-len(series) // columns) * height,
        panels=panels,
        grid=[
            (scales.y(mark), mark_text(mark, "share"))
            for mark in (grid if len(series) == 1 else grid[::2])
        ],
        left=_LEFT,
        right=width - _RIGHT,
        below=height - _BELOW,
    )


@dataclass(frozen=True, kw_only=True)
class _Scales:
    """From months and shares to the units of a picture; months stand at their true distance."""

    first: int
    last: int
    top: float
    width: int
    height: int

    def x(self, month: str) -> float:
        return round(
            _LEFT + (_number(month) - self.first) * self.width / max(self.last - self.first, 1), 1
        )

    def y(self, share: float) -> float:
        return round(_ABOVE + (1 - share / self.top) * self.height, 1)


def _number(month: str) -> int:
    year, _, one = month.partition("-")
    return int(year) * 12 + int(one)


def _runs(
    points: Sequence[tuple[str, View]], *, is_trend: bool
) -> Iterator[list[tuple[str, View]]]:
    """The points without a month left out between them."""
    run = list(points[:1])
    for (before, _), (month, view) in pairwise(points):
        if not is_trend or _number(month) - _number(before) > 1:
            yield run
            run = []
        run.append((month, view))
    if run:
        yield run


def _drawn(scales: _Scales, run: Sequence[tuple[str, View]]) -> dict[str, Any]:
    def path(points: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{x},{y}" for x, y in points)

    above = [(scales.x(month), scales.y(view.high)) for month, view in run]
    beneath = [(scales.x(month), scales.y(view.low)) for month, view in reversed(run)]
    middle = [(scales.x(month), scales.y(view.share)) for month, view in run]
    return {
        "band": path([*above, *beneath]) if len(run) > 1 else "",
        "whisker": (above[0], beneath[0]) if len(run) == 1 else None,
        "line": path(middle),
        "dots": [
            (
                x,
                y,
                f"{month}: {percent(view.share)}, 95 % interval {ends(view)}",
            )
            for (x, y), (month, view) in zip(middle, run, strict=True)
        ],
        "end": (*middle[-1], percent(run[-1][1].share)),
    }
