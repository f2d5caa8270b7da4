"""What every chart is: a picture with its text alternative, and the table of what it shows.

On a page it takes the page's colours; alone (download, embed) it is one file with its own, its
title, and the line that says where it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import wrap

import jinja2
from markupsafe import Markup

from skillscan.site.document import HERE, template_environment

_FRAME_MARGIN = 225
_LETTER, _BOLD = 6.2, 1.25
"""Width of a letter of a source line, and how much wider those of a title are, about."""


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


def frame_height(drawing: Drawing) -> int:
    """How high a frame must be that shows the drawing with its title and source line, in pixels."""
    return drawing.height + _FRAME_MARGIN


def alone(drawing: Drawing, source_line: str) -> bytes:
    """An SVG file of its own, light and dark, with title and source line; it loads nothing."""
    style = files(HERE).joinpath("templates", "chart.css").read_text("utf-8")
    letters = drawing.width / _LETTER
    template = _template("chart_alone.svg.j2")
    return template.render(
        drawing=drawing,
        title_lines=wrap(drawing.title, int(letters / _BOLD)) or [""],
        source_lines=wrap(f"{drawing.description} {source_line}", int(letters)),
        source_line=source_line,
        style=style,
    ).encode()


@cache
def _template(name: str) -> jinja2.Template:
    return template_environment().get_template(name)
