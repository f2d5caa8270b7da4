"""Bars of shares with the whiskers of their 95 % intervals."""

from collections.abc import Sequence
from functools import cache

import jinja2
from markupsafe import Markup

from skillscan.site.chart import LABEL_WIDTH, ROW_HEIGHT, WIDTH, chart
from skillscan.site.charts.drawing import Drawing
from skillscan.site.document import template_environment
from skillscan.site.narrative import percent
from skillscan.statistics.estimates import View


def bars(title: str, description: str, dimension: str, rows: Sequence[tuple[str, View]]) -> Drawing:
    """A chart of labelled shares, in the order given; ``dimension`` is what the labels are."""
    geometry = chart(rows)
    marks = _template().render(
        chart=geometry, label_width=LABEL_WIDTH, row_height=ROW_HEIGHT, height=geometry.height
    )
    return Drawing(
        title=title,
        description=description,
        marks=Markup(marks),  # noqa: S704  (its template escapes)
        width=WIDTH,
        height=geometry.height,
        columns=(dimension, "Share", "95 % interval"),
        rows=[
            (label, percent(view.share), f"{view.low:.0%} to {view.high:.0%}")
            for label, view in rows
        ],
    )


@cache
def _template() -> jinja2.Template:
    return template_environment().get_template("bars.svg.j2")
