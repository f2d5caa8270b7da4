"""From the command to the export: the real article check, its page, and the file of decisions."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from suite.browser import chromium, opened
from typer.testing import CliRunner, Result

from skillscan.article.confirmed.claims_file import claims_path
from skillscan.cli.app import app
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

TEXT = """# ML engineers in the United States

Python shows up in 99% of postings for ML engineers, PyTorch in 80% of postings.

Kubernetes shows up in 3% of postings for ML engineers.
The median base is $162,370 (Glassdoor 2025).
"""


@pytest.fixture(scope="module")
def home(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, which no command here changes."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    return settings.home


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["article", *words], env={"SKILLSCAN_HOME": str(home)})


@pytest.mark.browser
def test_the_export_is_the_file_of_the_commands(home: Path, tmp_path: Path) -> None:
    """What an editor decides on the page would be another thing than the same on the command line,
    or would not be found by the next check.
    """
    (typed, clicked) = (tmp_path / one / "roles.md" for one in ("typed", "clicked"))
    for path in (typed, clicked):
        path.parent.mkdir()
        path.write_text(TEXT)
    review = tmp_path / "review.html"
    assert run(home, "check", str(clicked), "--page", str(review)).exit_code == 3
    with chromium() as browser, opened(browser, review) as page:
        ids = page.locator(".card").evaluate_all("cards => cards.map(card => card.dataset.id)")
        assert "Python" in (page.locator("#claim-1").text_content() or "")
        page.locator("#claim-2").get_by_role("button", name="Dismiss").click()
        page.locator("#claim-1").get_by_role("button", name="Confirm").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Export").click()
        waiting.value.save_as(clicked.with_name(waiting.value.suggested_filename))
    assert run(home, "dismiss", str(typed), ids[1]).exit_code == 0
    assert run(home, "confirm", str(typed), ids[0]).exit_code == 0
    assert claims_path(clicked).read_bytes() == claims_path(typed).read_bytes()
    again = run(home, "check", str(clicked), "--page", str(review), "--json")
    assert ids[1] not in again.output
    assert ids[0] in again.output
    assert "Bound by an editor" in review.read_text()


HOSTILE_HTML = """<!doctype html><title>x</title><script>window.hacked = 1</script>
<h1 onclick="window.hacked = 1">Skills &lt;script&gt;window.hacked = 1&lt;/script&gt;</h1>
<p>Python shows up in 99&#37; of postings for ML engineers.<img src=x onerror="window.hacked=1"></p>
<p>\u202ePyTorch shows up in 80% of postings\u202c for ML engineers, says &quot;nobody&quot;.</p>
<svg onload="window.hacked=1"></svg><iframe src="https://example.org/"></iframe>
"""


@pytest.mark.browser
def test_a_hostile_page_is_shown_as_text(home: Path, tmp_path: Path) -> None:
    """A page from the web would run in the editor's browser, or ask somebody for something."""
    article, review = tmp_path / "roles.html", tmp_path / "review.html"
    article.write_text(HOSTILE_HTML, encoding="utf-8")
    assert run(home, "check", str(article), "--page", str(review)).exit_code == 3
    with chromium() as browser, opened(browser, review) as page:
        shown = page.locator(".reading").text_content() or ""  # laid out only when seen
        assert "<script>window.hacked = 1</script>" in shown
        assert page.locator(".card").count() == 2
        assert page.locator(".reading script, .reading img, .reading iframe").count() == 0


def test_a_binary_file_makes_no_page(home: Path, tmp_path: Path) -> None:
    """A picture would become a page of nonsense, or write over one that was there."""
    article, review = tmp_path / "roles.md", tmp_path / "review.html"
    article.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    assert run(home, "check", str(article), "--page", str(review)).exit_code != 0
    assert not review.exists()
