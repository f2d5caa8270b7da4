"""What every chart is: a picture with its text alternative, and the table of what it shows.

On a page it takes the page's colours; alone (download, embed) it is one file with its own, its
title, and the line that says where it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from skillscan.site.document import HERE, template_environment


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart. ``marks`` is what is drawn, in the units of a view box of ``width`` × ``height``;
    its classes are those of ``chart.css``. ``columns`` and ``rows`` say the same in words.
    """

    title: str
    description: str
    marks: Markup
    width: int
    height: int
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def on_page(drawing: Drawing) -> Markup:
    """The SVG element for a page, whose styles hold ``chart.css``."""
    return Markup(_template("chart_on_page.svg.j2").render(drawing=drawing))  # noqa: S704  (escaped)


def alone(drawing: Drawing, source_line: str) -> bytes:
    """An SVG file of its own, light and dark, with title and source line; it loads nothing."""
    style = files(HERE).joinpath("templates", "chart.css").read_text("utf-8")
    template = _template("chart_alone.svg.j2")
    return template.render(drawing=drawing, source_line=source_line, style=style).encode()


@cache
def _template(name: str) -> jinja2.Template:
    return template_environment().get_template(name)
