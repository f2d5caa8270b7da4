"""What everybody must be able to read and use (WCAG 2.2 AA), asked of a page in a browser."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

VIEWS: tuple[tuple[int, Any], ...] = ((390, "light"), (1280, "dark"))
"""Widths and colours: each is seen once, as what stands where is of the width, and what contrasts
with what is of the colours.
"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_MORE_OF_THE_SAME = "tbody > tr:nth-child(n + 6)"
"""Rows of a table that are as those before them: of pages with thousands, most of the time goes to
these.
"""
_ASK = """async ([tags, left_out]) => (await axe.run({exclude: [[left_out]]},
  {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})).violations.map(
  one => one.id + " " + one.nodes.slice(0, 3).map(node => node.target.join(" ")).join("; "))"""


def faults_of(page: "Page", views: Sequence[tuple[int, Any]] = VIEWS) -> list[str]:
    """What is wrong with an open page, as it stands now, in each of these views: a line a fault."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(Axe().axe_script)
    faults = []
    for width, scheme in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        found = page.evaluate(_ASK, [_RULES, _MORE_OF_THE_SAME])
        faults += [f"{page.url} {scheme} {width}: {one}" for one in found]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{page.url} {width}: slides sideways")
    return faults
