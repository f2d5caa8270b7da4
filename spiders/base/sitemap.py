"""Pages found through sitemaps: index → sitemaps → pages.

A page is asked for again when its ``lastmod`` moved or it was fetched too long ago; when all
sitemaps answer 304 and every page in them has a ``lastmod``, the whole site is not modified.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from skillscan.domain import Board
from skillscan.net.decoding import BadAnswerError, decode_xml, gunzip
from skillscan.net.url_policy import host_of

from .answer import Answer
from .board import Step
from .detail import DetailMixin
from .listing import Ask, ListingSpider

MAX_DEPTH = 3
MAX_PAGES_OF_SITE = 2_000
KEPT_FIELDS = ("loc", "lastmod")
GZIP_MAGIC = b"\x1f\x8b"


class SitemapSpider(DetailMixin, ListingSpider):
    """The board is a host (its ``/sitemap.xml`` is read) or the address of a sitemap.

    A subclass says which addresses are postings (``is_posting``) and what is taken from a page
    (``decode_detail``). Only pages of the sitemap's own host are asked for.
    """

    accept = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1"
    entry_id = "loc"
    first_position = 0
    """Here the depth in the tree of sitemaps."""

    def is_posting(self, url: str) -> bool:
        """Whether an address is a posting's page."""
        raise NotImplementedError

    def page(self, board: Board, position: Any) -> Ask:  # noqa: ARG002
        """The board's sitemap."""
        is_url = board.token.startswith(("http://", "https://"))
        return Ask(board.token if is_url else f"https://{board.token}/sitemap.xml")

    def detail(self, board: Board, entry: Any) -> Ask:  # noqa: ARG002
        """The posting's page."""
        return Ask(entry["loc"])

    def _read(self, answer: Answer, position: int) -> Iterator[Step]:
        visit, (kind, found) = answer.visit, self._sitemap(answer)
        if kind == "sitemapindex":
            visit.pages.append(answer.page())
            yield from self._read_index(answer, found, position)
            return
        pages = [entry for entry in found if self.is_posting(entry["loc"])]
        if not found and position:
            visit.has_empty_page = True
        is_dated = all(entry.get("lastmod") for entry in pages)
        visit.pages.append(answer.page() if is_dated else None)
        for entry in pages:
            if not self._is_new(visit, entry):
                continue
            if visit.listed >= MAX_PAGES_OF_SITE:
                raise BadAnswerError("page_limit", f"more than {MAX_PAGES_OF_SITE} postings")
            visit.listed += 1
            yield from self.take(answer, entry)

    def _read_index(
        self, answer: Answer, found: list[dict[str, Any]], depth: int
    ) -> Iterator[Step]:
        if depth >= MAX_DEPTH:
            raise BadAnswerError("unexpected_shape", "sitemaps are nested too deeply")
        for entry in found:
            if self._is_new(answer.visit, entry):
                yield self.ask(
                    answer.visit, entry["loc"], self._read, arguments={"position": depth + 1}
                )

    def _sitemap(self, answer: Answer) -> tuple[str, list[dict[str, str]]]:
        """Whether it is an index or a set of pages, and its entries of the sitemap's own host."""
        answer.check_status()
        body = answer.body
        if body.startswith(GZIP_MAGIC):
            body = gunzip(body, self.settings.getint("DOWNLOAD_MAXSIZE"))
        root = decode_xml(body)
        kind = _local_name(root)
        if kind not in ("sitemapindex", "urlset"):
            raise BadAnswerError("unexpected_shape", f"{answer.url} is no sitemap")
        entries = [
            {_local_name(field): (field.text or "").strip() for field in element}
            for element in root
        ]
        own = [e for e in entries if host_of(e.get("loc", "")) == host_of(answer.url)]
        if others := len(entries) - len(own):
            answer.visit.note("other_host", others)
        return kind, [{key: e[key] for key in KEPT_FIELDS if key in e} for e in own]


def _local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
