"""The boards that an employer's careers page links to, embeds or talks to; HTML in, boards out.

Rule: every address on the page that belongs to a supported system is a candidate; those that stand
there more often come first (a page links to its own board from every posting, to others once). A
page that has schema.org JobPosting itself and no board behind it is a ``jsonld`` board. Pages to
look at next are those of the employer's own registrable domain, and no others.
"""

import html
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from skillscan.boards.recognise import BoardAddress, board_of
from skillscan.net.registrable_domain import is_same_site
from skillscan.sources.jsonld_scripts import jsonld_scripts
from skillscan.sources.registry import require_source

MAX_PAGE_CHARACTERS = 8_000_000
MAX_ADDRESSES = 5_000
MAX_FURTHER_PAGES = 5
_ADDRESS = re.compile(r"(?:https?:)?//[A-Za-z0-9._-]{3,200}/?[^\s\"'<>\\(){}|`]{0,500}")
_CAREERS = re.compile(
    r"career|jobs?\b|join[-_ ]?us|work[-_ ]?(?:with|at|for|here)|vacanc|opening|position|hiring"
    r"|karriere|stellen|emploi|empleo|recruit|open-roles|opportunit",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a page leads to: boards by likelihood, and pages of the same site to look at next."""

    boards: tuple[BoardAddress, ...]
    further: tuple[str, ...]


def discover(page: str, url: str) -> Discovery:
    """Boards behind a careers page, the likeliest first, and where else to look."""
    text = page[:MAX_PAGE_CHARACTERS]
    found: Counter[BoardAddress] = Counter()
    for address in _addresses(text):
        if board := board_behind(address):
            found[board] += 1
    boards = sorted(found, key=lambda board: (-found[board], board.source, board.token))
    if not boards and any("JobPosting" in script for script in jsonld_scripts(text)):
        boards = [_own_board(url)]
    return Discovery(tuple(boards), tuple(_further(text, url)))


def board_behind(url: str) -> BoardAddress | None:
    """The employer's board that an address of its page leads to, if it is one."""
    board = board_of(url)
    if not isinstance(board, BoardAddress) or require_source(board.source).has_many_employers:
        return None  # a link to an aggregator says nothing about the employer's board
    return board


def _addresses(text: str) -> list[str]:
    """Addresses in links, scripts and JSON, where slashes may be escaped."""
    plain = html.unescape(text.replace("\\/", "/").replace("\\u002F", "/").replace("\\u0026", "&"))
    matches = islice(_ADDRESS.finditer(plain), MAX_ADDRESSES)
    found = (address.group(0).rstrip(".,;") for address in matches)
    return [address if address.startswith("http") else f"https:{address}" for address in found]


class _Links(HTMLParser):
    """Targets and words of a page's links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._target: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins."""
        if tag == "a":
            self._target, self._words = dict(attrs).get("href"), ""

    def handle_data(self, data: str) -> None:
        """The words of a link."""
        self._words += data[:200]

    def handle_endtag(self, tag: str) -> None:
        """A link ends."""
        if tag == "a" and self._target and len(self.found) < MAX_ADDRESSES:
            self.found.append((self._target, self._words))
            self._target = None


def _further(text: str, url: str) -> list[str]:
    """Pages of the same site whose link speaks of careers, the shortest addresses first."""
    reader = _Links()
    with suppress(AssertionError):  # html.parser gives up so on broken declarations
        reader.feed(text)
    pages = {
        target
        for link, words in reader.found
        if (target := _same_site(url, link))
        and _CAREERS.search(f"{target.partition('//')[2]} {words}")
    }
    return sorted(pages - {url.partition("#")[0]}, key=lambda page: (len(page), page))[
        :MAX_FURTHER_PAGES
    ]


def _same_site(url: str, link: str) -> str | None:
    try:
        target = urldefrag(urljoin(url, link.strip())).url
    except ValueError:
        return None
    is_web = target.startswith(("http://", "https://"))
    return target if is_web and is_same_site(url, target) else None


def _own_board(url: str) -> BoardAddress:
    """The site's postings through its sitemap."""
    host = urlsplit(url).hostname or ""
    return BoardAddress("jsonld", host, f"https://{host}/")
