"""A real Chromium for tests of pages: it notes what a page should never do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.patience import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
_PATIENCE_MS = PATIENCE * 1_000


@contextmanager
def chromium() -> "Iterator[Browser]":
    """A browser without a window; the test is skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launch = playwright.chromium.launch
        yield launch(executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=_PATIENCE_MS)


@contextmanager
def opened(
    browser: "Browser", file: Path, *, leads_to: Path | None = None, **how: Any
) -> "Iterator[Page]":
    """A page from its file, as a reader opens it. At the end there must have been no error, no
    message in the console, no request but for the page itself (and the file that it leads to), and
    no script of a stranger.

    ``how`` are settings of Playwright's browser context.
    """
    context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **how})
    page = context.new_page()
    page.set_default_timeout(_PATIENCE_MS)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    own = (file.as_uri(), (leads_to or file).as_uri(), "blob:")
    page.on("request", lambda one: one.url.startswith(own) or errors.append(one.url))
    page.goto(own[0])
    yield page
    assert errors == []
    assert not how.get("java_script_enabled", True) or page.evaluate("window.hacked") is None
    context.close()
