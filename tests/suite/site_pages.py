"""The pages of a release as files: what each has, and where its links lead."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit


@dataclass
class PageFacts(HTMLParser):
    """What stands in a page: its title and language, how many ``nav``, its ids, its links
    (``href`` and ``src``), as written, and the kinds of its elements.
    """

    title: str = ""
    language: str = ""
    navigations: int = 0
    headings: int = 0
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    kinds: set[tuple[str, ...]] = field(default_factory=set)
    _in_title: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def repeated_ids(self) -> bool:
        """Whether two things have one id."""
        return len(set(self.ids)) < len(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        says = sorted(name for name in given if name.startswith("aria-"))
        self.kinds.add((tag, given.get("class") or "", given.get("role") or "", *says))
        self._in_title = tag == "title" and not self.title
        self.navigations += tag == "nav"
        self.headings += tag == "h1"
        if tag == "html":
            self.language = given.get("lang") or ""
        if "id" in given:
            self.ids.append(given["id"] or "")
        self.links += [link for name in ("href", "src") if (link := given.get(name)) is not None]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False


@cache
def facts_of(page: Path) -> PageFacts:
    """What a page's file has."""
    facts = PageFacts()
    facts.feed(page.read_text("utf-8"))
    return facts


def pages_of(folder: Path) -> list[Path]:
    """Every page of a release, in the order of their paths."""
    return sorted([folder / "index.html", *(folder / "site").rglob("*.html")])


def pages_with_every_kind(folder: Path, often: int) -> Iterator[Path]:
    """Pages of a release with which each kind of element has been on so many pages, if there are
    as many; of framed charts, which have a style of their own, as of all others.

    Pages that are made of what others are made of are right or wrong together with these.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for page in pages_of(folder):
        kinds = kinds_of(page)
        if any(seen[kind] < often for kind in kinds):
            seen.update(kinds)
            yield page


def kinds_of(page: Path) -> set[tuple[str, ...]]:
    """The kinds of elements of a page; those of framed charts are others."""
    return {(page.parent.name * is_framed(page), *kind) for kind in facts_of(page).kinds}


def is_framed(page: Path) -> bool:
    """Whether a page is a chart that articles show in a frame."""
    return page.parent.name == "embeds"


def broken_links(folder: Path, page: Path) -> Iterator[str]:
    """The links of a page that lead to no file of the release's folder (as paths below it), to no
    place of a page, or to another host without https.
    """
    for link in facts_of(page).links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if parts.scheme not in {"https", "data"}:
                yield link
            continue
        path, anchor = urldefrag(link)
        target = Path(os.path.normpath(page.parent / unquote(path))) if path else page
        if not target.is_file() or folder not in target.parents:
            yield os.path.relpath(target, folder)
        elif anchor and unquote(anchor) not in facts_of(target).ids:
            yield f"{target.relative_to(folder)}#{anchor}"
