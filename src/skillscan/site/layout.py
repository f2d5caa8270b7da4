"""What every page of the site has around its own content: navigation, notice, and release line.

A page's template extends ``layout.html.j2`` and fills its blocks ``title`` and ``content``.
"""

from typing import Any

from skillscan.release.files import PageFile
from skillscan.release.release_folder import PAGE, SITE
from skillscan.site.charts.drawing import Drawing, alone, on_page
from skillscan.site.content import SiteContent
from skillscan.site.document import HERE, inline_asset
from skillscan.site.document import template as own_template
from skillscan.site.sample_words import source_line

_PAGES = (
    ("index.html", "Overview"),
    ("statistics/index.html", "Statistics"),
    ("skills/index.html", "Skills"),
    ("compare.html", "Compare"),
    ("methods.html", "Methods"),
    ("sources.html", "Sources"),
    ("revisions.html", "Revisions"),
    ("data.html", "Data"),
)
"""What the navigation of every page leads to: path below ``site/`` and label."""


def page_file(
    content: SiteContent,
    path: str,
    template: str,
    *,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    **values: Any,
) -> PageFile:
    """A page of the site at a path below ``site/``.

    ``scripts`` and ``styles``: names of our own files below ``templates`` that it has beside what
    every page has. The template has ``publication``, ``root`` (what leads from the page to
    ``site/``, such as ``"../"``), ``path``, and the values given.
    """
    shared = ("base.css", "site.css", "chart.css")
    text = own_template(template).render(
        publication=content.publication,
        svg=on_page,
        path=path,
        root="../" * path.count("/"),
        navigation=_PAGES,
        style=inline_asset(*((HERE, name) for name in (*shared, *styles))),
        script=inline_asset(*((HERE, name) for name in scripts)),
        **values,
    )
    return PageFile(path=f"{SITE}/{path}", content=text.encode())


def picture_file(content: SiteContent, population: str, path: str, drawing: Drawing) -> PageFile:
    """A chart of a population's numbers as an SVG file of its own, at a path below ``site/``."""
    said = source_line(content.publication, population)
    return PageFile(path=f"{SITE}/{path}", content=alone(drawing, said))


def start_page(content: SiteContent) -> PageFile:
    """The page at the release's root, which leads to the home page of the site at once."""
    text = own_template("start.html.j2").render(
        publication=content.publication,
        target=f"{SITE}/index.html",
        style=inline_asset((HERE, "base.css"), (HERE, "site.css")),
        script=inline_asset(),
    )
    return PageFile(path=PAGE, content=text.encode())
