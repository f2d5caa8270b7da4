"""``python -m tests.site.pictures HOME``: pictures of a release's home page, in ``docs/img``.

For the sample market only: pages of real postings are none of the project's.
"""

import base64
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from suite.browser import chromium, opened

from skillscan.release.catalog import open_latest
from skillscan.settings import Settings
from skillscan.site.charts.top_technologies import NAME

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parents[2] / "docs" / "img"
VIEWS = {"home": (1280, 960, ""), "home-phone": (390, 844, f"#{NAME}")}
"""Name of a picture to the width and height of its window, and what stands at the top of it."""
MOST_BYTES = 150_000
"""Of all together."""
_QUALITY = 80


def take(browser: "Browser", page: Path, width: int, height: int, top: str) -> bytes:
    """A picture (WebP) of a page, from its beginning or an element on."""
    with opened(browser, page, viewport={"width": width, "height": height}) as shown:
        if top:
            shown.locator(top).evaluate("element => element.scrollIntoView()")
        session = shown.context.new_cdp_session(shown)
        how = {"format": "webp", "quality": _QUALITY}
        return base64.b64decode(session.send("Page.captureScreenshot", how)["data"])


def main(home: Path) -> None:
    """Write the pictures; ends with an error where they are too heavy, or not of invented data."""
    release = open_latest(Settings(home=home))
    if not (release.excerpt.notice or "").startswith("Invented"):
        sys.exit(f"{home} has no release of invented postings: say the home of `skillscan demo`")
    with chromium() as browser:
        page = Path(release.folder, "site", "index.html")
        found = {name: take(browser, page, *view) for name, view in VIEWS.items()}
    if (weight := sum(map(len, found.values()))) > MOST_BYTES:
        sys.exit(f"the pictures weigh {weight:,} bytes: more than {MOST_BYTES:,}")
    FOLDER.mkdir(exist_ok=True)
    for name, picture in found.items():
        (FOLDER / f"{name}.webp").write_bytes(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
