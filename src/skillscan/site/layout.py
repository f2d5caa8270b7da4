"""What every page of the site has around its own content: navigation, notice, and release line.

A page's template extends ``layout.html.j2`` and fills its blocks ``title`` and ``content``.
"""

from functools import cache
from typing import Any

import jinja2

from skillscan.release.files import PageFile
from skillscan.release.release_folder import PAGE, SITE
from skillscan.site.charts.drawing import on_page
from skillscan.site.content import SiteContent
from skillscan.site.document import HERE, inline_asset, template_environment
from skillscan.site.narrative import amount, count_of, percent

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
    text = _template(template).render(
        publication=content.publication,
        path=path,
        root="../" * path.count("/"),
        navigation=_PAGES,
        style=inline_asset(*((HERE, name) for name in (*shared, *styles))),
        script=inline_asset(*((HERE, name) for name in scripts)),
        **values,
    )
    return PageFile(path=f"{SITE}/{path}", content=text.encode())


def start_page(content: SiteContent) -> PageFile:
    """The page at the release's root, which leads to the home page of the site at once."""
    text = _template("start.html.j2").render(
        publication=content.publication,
        target=f"{SITE}/index.html",
        style=inline_asset((HERE, "base.css"), (HERE, "site.css")),
        script=inline_asset(),
    )
    return PageFile(path=PAGE, content=text.encode())


@cache
def _template(name: str) -> jinja2.Template:
    environment = template_environment()
    environment.filters |= {
        "percent": percent,
        "bound": "{:.0%}".format,
        "count": "{:,}".format,
        "amount": amount,
        "count_of": count_of,
    }
    environment.globals["svg"] = on_page
    return environment.get_template(name)
