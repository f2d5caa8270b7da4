"""The form and its page in a real browser, over a real server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.accessibility import faults_of
from suite.browser import chromium
from suite.patience import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
HOSTILE = """<!doctype html><title>x</title><script>window.hacked = 1</script>
<h1 onclick="window.hacked = 1">Skills &lt;script&gt;window.hacked = 1&lt;/script&gt;</h1>
<p>Python shows up in 99&#37; of postings for ML engineers.<img src=x onerror="window.hacked=1"></p>
<p>\u202ePyTorch shows up in 80% of postings\u202c for ML engineers, says &quot;nobody&quot;.</p>
<svg onload="window.hacked=1"></svg><iframe src="https://example.org/"></iframe>
<a href="javascript:window.hacked=1">Kubernetes: 3% of postings for ML engineers</a>
"""


@pytest.fixture(scope="module")
def address(running: Callable[..., Any], served_home: Path) -> Iterator[str]:
    with running(served_home) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as found:
        yield found


@contextmanager
def opened(browser: "Browser", address: str, path: str, **how: Any) -> "Iterator[Page]":
    """A page of the server; at the end there was no error, no breach of a content security policy,
    no script of a stranger, and no request to anybody else.
    """
    context = browser.new_context(**how)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1_000)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request",
        lambda one: one.url.startswith((address, "blob:", "data:")) or errors.append(one.url),
    )
    page.goto(address + path)
    yield page
    told = [one for one in errors if "the server responded with a status of" not in one]
    assert told == []
    assert page.evaluate("window.hacked") is None
    assert context.cookies() == []
    context.close()


def send(page: "Page", name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Or choose its file").set_input_files(file)
    page.get_by_role("button", name="Review").click()
    page.wait_for_load_state()


def test_a_pasted_article_is_reviewed_and_exported(
    browser: "Browser", address: str, tmp_path: Path
) -> None:
    """The way from a draft to decisions would end somewhere."""
    with opened(browser, address, "review") as page:
        text = "# Roles\n\nPython shows up in 99% of postings for ML engineers."
        page.get_by_label("Paste the article").fill(text)
        page.get_by_role("button", name="Review").click()
        page.locator("#claim-1").get_by_role("button", name="Confirm").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Export").click()
        waiting.value.save_as(tmp_path / "claims.yaml")
        assert waiting.value.suggested_filename == "pasted.md.claims.yaml"
    assert "decision: confirmed" in (tmp_path / "claims.yaml").read_text()


@pytest.mark.parametrize("way", ["file", "paste"])
def test_hostile_html_is_shown_as_text(browser: "Browser", address: str, way: str) -> None:
    """An article from the web would run in the editor's browser, or ask somebody for something."""
    with opened(browser, address, "review") as page:
        if way == "file":
            send(page, "roles.html", HOSTILE.encode())
        else:
            page.get_by_label("Paste the article").fill(HOSTILE)
            page.get_by_role("button", name="Review").click()
        shown = page.locator(".reading").text_content() or ""
        assert "<script>window.hacked = 1</script>" in shown
        assert page.locator(".reading script, .reading img, .reading iframe").count() == 0
        page.locator(".reading h2").first.click()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("<img src=x onerror=window.hacked=1>.md", b"\x89PNG\r\n\x1a\n" * 99, "a picture"),
        ("long.md", b"a" * 2_100_000, "larger than 2 MB"),
        ("longer.md", b"a" * 9_000_000, "larger than 2 MB"),
        ("empty.md", b"", "no article"),
    ],
)
def test_what_cannot_be_reviewed_is_told_on_the_form(
    browser: "Browser", address: str, name: str, content: bytes, words: str
) -> None:
    """The browser would show its own page of a broken connection."""
    with opened(browser, address, "review") as page:
        send(page, name, content)
        assert words in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Paste the article").is_visible()


def test_a_long_article_is_reviewed(browser: "Browser", address: str) -> None:
    """Two megabytes would be promised, and not be answered."""
    line = b"Employers look for people who know many things, and write it down at length.\n\n"
    claim = b"Python shows up in 99% of postings for ML engineers.\n\n"
    text = (line * 24_000 + claim)[-2_000_000:]
    with opened(browser, address, "review") as page:
        send(page, "long.md", text)
        assert "99%" in (page.locator("#claim-1").text_content() or "")


@pytest.mark.parametrize("path", ["review", "api/", "latest/nothing"])
def test_everybody_can_use_the_pages(browser: "Browser", address: str, path: str) -> None:
    """A reader with a screen reader, a keyboard or a small screen could not use them."""
    with opened(browser, address, path) as page:
        assert faults_of(page) == []


def test_the_release_is_shown(browser: "Browser", address: str) -> None:
    """Our own headers would forbid the page its style or its script."""
    with opened(browser, address, "") as page:
        assert page.url == f"{address}latest/site/"
        assert "Python" in page.locator("main").inner_text()
