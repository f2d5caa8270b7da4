"""Every page of a release, and every kind in a real browser: whatever a person adds to the site is
looked at.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.accessibility import VIEWS, faults_of
from suite.browser import chromium, opened
from suite.site_pages import (
    broken_links,
    facts_of,
    is_framed,
    kinds_of,
    pages_of,
    pages_with_every_kind,
)

from tests.site.conftest import PublishedSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OFTEN = 2
"""On so many pages each kind of element is looked at in a browser: one narrow and light, one wide
and dark.
"""


def test_every_page_says_what_it_is(published_site: PublishedSite) -> None:
    """A reader with a screen reader, or a search engine, would meet a page without a name."""
    lacking = []
    for page in pages_of(published_site.folder):
        facts = facts_of(page)
        is_lone = is_framed(page) or page.parent == published_site.folder
        said = (facts.title, facts.language == "en", facts.headings == 1)
        if not all(said) or not (facts.navigations or is_lone) or facts.repeated_ids:
            lacking.append(page.name)
    assert lacking == []


def test_every_link_leads_somewhere(published_site: PublishedSite) -> None:
    """A reader would click into nothing, on a copy of the folder too."""
    folder = published_site.folder
    broken = {
        f"{page.relative_to(folder)}: {link}"
        for page in pages_of(folder)
        for link in broken_links(folder, page)
    }
    assert broken == set()


def pages_and_views(folder: Path) -> Iterator[tuple[Path, list[tuple[int, Any]]]]:
    """The pages that are looked at, each in the view that has seen fewest of its kinds of elements,
    and in the other where no later page has one that it has not seen.
    """
    pages = list(pages_with_every_kind(folder, OFTEN))
    seen: dict[tuple[int, Any], set[tuple[str, ...]]] = {view: set() for view in VIEWS}
    for number, page in enumerate(pages, start=1):
        kinds = kinds_of(page)
        later = set().union(*map(kinds_of, pages[number:]))
        best = max(VIEWS, key=lambda view: len(kinds - seen[view]))
        chosen = [view for view in VIEWS if view == best or kinds - seen[view] - later]
        for view in chosen:
            seen[view] |= kinds
        yield page, chosen


def faults_of_pages(browser: "Browser", folder: Path) -> list[str]:
    """What is wrong with the pages of a release, as far as they are looked at from all sides."""
    home = folder / "site" / "index.html"
    faults = []
    for file, views in pages_and_views(folder):
        with opened(browser, file, leads_to=home if file.parent == folder else None) as page:
            if file.parent == folder:
                page.wait_for_url(f"{home.as_uri()}**")
            faults += faults_of(page, views)
    return faults


@pytest.mark.browser
def test_every_kind_of_page_opens_and_everybody_can_use_it(published_site: PublishedSite) -> None:
    """An error of a script, a request to another host, grey on grey, or a table that no key reaches
    would be found by a reader (WCAG 2.2 AA).
    """
    with chromium() as browser:
        assert faults_of_pages(browser, published_site.folder) == []


@pytest.mark.browser
def test_a_frame_shows_all_of_its_chart(published_site: PublishedSite) -> None:
    """In an article the source line below a chart would be cut off."""
    from suite.site_content import content_of

    from skillscan.site.embeds import embedded_charts

    folder = published_site.folder / "site" / "embeds"
    with content_of(published_site.settings, published_site.folder.name) as content:
        heights = {one.name: one.height for one in embedded_charts(content)}
    assert set(heights) == {page.stem for page in folder.glob("*.html")}
    with chromium() as browser:
        for name, height in heights.items():
            with opened(browser, folder / f"{name}.html", java_script_enabled=False) as page:
                for width in (1000, 800, 640):
                    page.set_viewport_size({"width": width, "height": height})
                    needed = page.evaluate("document.documentElement.scrollHeight")
                    assert needed <= height, (name, width)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.browser
def test_every_page_of_a_release_of_real_postings(shared_dir: Path, tmp_path: Path) -> None:
    """Words as real employers write them would break what invented ones do not."""
    run = [sys.executable, "-m", "skillscan"]
    environment = {"SKILLSCAN_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    corpora = {"ml_us_2025": "2025-04-30", "builtin_2026": "2026-02-26"}
    for name, day in corpora.items():
        file = shared_dir / "corpus" / f"{name}.jsonl.gz"
        taken = [*run, "import", str(file), "--source", name, "--collected", day]
        subprocess.run(taken, env=environment, check=False)
    for step in ("extract", "publish"):
        subprocess.run([*run, step], env=environment, check=True)
    releases = tmp_path / "releases"
    folder = releases / (releases / "latest").read_text().strip()
    for page in pages_of(folder):
        assert list(broken_links(folder, page)) == []
    with chromium() as browser:
        assert faults_of_pages(browser, folder) == []
        for page in set(pages_of(folder)) - {folder / "index.html"}:
            with opened(browser, page):
                pass
