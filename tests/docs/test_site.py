"""The documentation as one site: strict where it is built, and quiet where it is opened."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.browser import chromium

from tests.docs.fenced import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BUILD = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-E"]
TOC = "root: docs/index\nentries:\n  - file: docs/other\n  - file: README\n"
FILES = {
    "docs/toc.yml": TOC,
    "docs/index.md": "# Index\n\n[other](other.md#a-part), [readme](../README.md)\n",
    "docs/other.md": "# Other\n\n## A part\n\n[a file](../data/some.json)\n",
    "README.md": "# Readme\n\n[index](docs/index.md)\n",
    "data/some.json": "{}",
}


def built(source: Path, out: Path, *how: str) -> subprocess.CompletedProcess[str]:
    """Build what lies here as `make docs` does."""
    command = [*BUILD, *how, "-c", str(ROOT / "docs"), str(source), str(out)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        pytest.param("README.md", FILES["README.md"], "", id="nothing wrong"),
        ("README.md", "# Readme\n\n[gone](docs/gone.md)\n", "docs/gone.md"),
        ("README.md", "# Readme\n\n[part](docs/other.md#gone)\n", "gone"),
        ("README.md", "# Readme\n\n[own part](#gone)\n", "gone"),
        ("README.md", "# Readme\n\n[a folder](data/)\n", "data"),
        ("README.md", "# Readme\n\n[a file](data/gone.json)\n", "data/gone.json"),
        ("README.md", "# Readme\n\n![picture](docs/img/gone.png)\n", "gone.png"),
        ("docs/forgotten.md", "# Forgotten\n", "docs/forgotten"),
        ("docs/toc.yml", f"{TOC}  - file: docs/gone\n", "docs/gone"),
        ("docs/api.rst", "Api\n===\n\n.. automodule:: skillscan.gone\n", "skillscan.gone"),
    ],
)
def test_what_leads_nowhere_fails_the_build(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    """A reader would follow a link to nothing, or never find a page."""
    for name, content in {**FILES, file: text}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = built(tmp_path, tmp_path / "out", "-b", "dummy")
    assert (done.returncode, said in done.stderr) == (int(bool(said)), True), done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built from this checkout."""
    out = tmp_path_factory.mktemp("site")
    done = built(ROOT, out)
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as opened:
        yield opened


@contextmanager
def quiet_page(browser: "Browser", site: Path, **how: Any) -> Iterator["Page"]:
    """A page that must ask for nothing outside the site's folder, and have no error to tell."""
    context = browser.new_context(**how)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda one: one.type in ("error", "warning") and wrong.append(one.text))
    own = site.as_uri()
    page.on("request", lambda one: one.url.startswith((own, "data:")) or wrong.append(one.url))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.slow
@pytest.mark.browser
def test_every_page_opens_from_its_folder_without_a_word_to_anybody(
    site: Path, browser: "Browser"
) -> None:
    """A reader without the network would wait for somebody else's font or script."""
    pages = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    pages.remove(site / "index.html")  # which leads on at once, below
    assert len(pages) > 45
    with quiet_page(browser, site, viewport={"width": 390, "height": 844}) as page:
        for path in pages:
            page.goto(path.as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 390, path.name


SEEN = [
    *("docs/index", "docs/for-operators", "docs/operating", "docs/commands", "docs/analysts"),
    *("docs/api/reading", "docs/rules", "README", "ARCHITECTURE"),
]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_nothing_stands_in_the_way_of_a_reader(
    site: Path, browser: "Browser", width: int, scheme: str
) -> None:
    """Somebody who reads by keyboard or screen reader would miss a part of a page."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for name in SEEN:
        page.goto((site / f"{name}.html").as_uri())
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], name
    context.close()


@pytest.mark.slow
@pytest.mark.browser
def test_the_folder_opens_at_its_first_page_and_is_searched(site: Path, browser: "Browser") -> None:
    """Whoever opens the folder would see a list of files, or search in vain."""
    with quiet_page(browser, site) as page:
        page.goto((site / "index.html").as_uri())
        page.wait_for_url("**/docs/index.html")
        assert page.locator("h1").first.inner_text().startswith("skillscan")
        page.goto(f"{(site / 'search.html').as_uri()}?q=quarantine")
        page.wait_for_selector("ul.search a")
        assert page.locator("ul.search a").count() > 3
