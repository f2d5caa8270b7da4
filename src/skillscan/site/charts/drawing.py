"""What every chart is: a picture with its text alternative, and the table of what it shows.

On a page it takes the page's colours, in the form for its width; alone (download, embed) it is one
file with its own, its title, and the line that says where it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from skillscan.site.document import HERE, template

_FRAME_MARGIN = 225
_LETTER, _BOLD = 6.2, 1.25
"""Width of a letter of a source line, and how much wider those of a title are, about."""


@dataclass(frozen=True, kw_only=True)
class DrawnMarks:
    """What is drawn, in the units of a view box; its classes are those of ``chart.css``."""

    marks: Markup
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart, and its form for a phone. ``columns`` and ``rows`` say the same in words."""

    title: str
    description: str
    wide: DrawnMarks
    narrow: DrawnMarks
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def drawn_marks(name: str, width: int, height: int, **values: Any) -> DrawnMarks:
    """What a template (which escapes what it is given) draws on a ground of this size."""
    text = template(name).render(width=width, height=height, **values)
    return DrawnMarks(marks=Markup(text), width=width, height=height)  # noqa: S704


def on_page(drawing: Drawing) -> Markup:
    """Both forms for a page, whose styles hold ``chart.css`` and show the one that fits."""
    forms = (("chart wide", drawing.wide), ("chart narrow", drawing.narrow))
    return Markup("").join(_element(drawing, name, one) for name, one in forms)


def in_frame(drawing: Drawing) -> Markup:
    """The wide form alone, for a frame of a fixed height."""
    return _element(drawing, "chart", drawing.wide)


def _element(drawing: Drawing, classes: str, drawn: DrawnMarks) -> Markup:
    found = template("chart_on_page.svg.j2").render(drawing=drawing, classes=classes, drawn=drawn)
    return Markup(found)  # noqa: S704  (its template escapes)


def frame_height(drawing: Drawing) -> int:
    """How high a frame must be that shows the drawing with its title and source line, in pixels."""
    return drawing.wide.height + _FRAME_MARGIN


def alone(drawing: Drawing, source_line: str) -> bytes:
    """An SVG file of its own, light and dark, with title and source line; it loads nothing."""
    letters = drawing.wide.width / _LETTER
    return (
        template("chart_alone.svg.j2")
        .render(
            drawing=drawing,
            drawn=drawing.wide,
            title_lines=wrap(drawing.title, int(letters / _BOLD)) or [""],
            source_lines=wrap(f"{drawing.description} {source_line}", int(letters)),
            source_line=source_line,
            style=_style(),
        )
        .encode()
    )


@cache
def _style() -> str:
    return files(HERE).joinpath("templates", "chart.css").read_text("utf-8")
