"""The commands of the pages: what stands in their fenced blocks for a shell."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^ {0,6}```(?:sh|bash|shell|console)\n(.{1,9000}?)^ {0,6}```$", re.M | re.S)
_COMMENT = re.compile(r"\s+# .*$")


def lines(page: Path) -> Iterator[str]:
    """Every command of a page in its order, without what is said behind it."""
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in textwrap.dedent(block).splitlines():
            if command := _COMMENT.sub("", line).removeprefix("$ ").strip():
                yield command


def pages() -> dict[str, list[str]]:
    """Page to its commands, of all pages that have any."""
    found = {page.relative_to(ROOT).as_posix(): list(lines(page)) for page in PAGES}
    return {page: commands for page, commands in found.items() if commands}


def block(page: str, language: str) -> str:
    """The first block of this language on a page."""
    found = re.search(
        rf"^```{language}\n(.{{1,9000}}?)^```$", (ROOT / page).read_text("utf-8"), re.M | re.S
    )
    assert found, f"{page} has no block of {language}"
    return found[1]
