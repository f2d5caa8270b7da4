"""Pages found through sitemaps: index → sitemaps → pages.

A page is asked for again when its ``lastmod`` moved or it was fetched too long ago; when all
sitemaps answer 304 and every page in them has a ``lastmod``, the whole site is not modified.
"""

from collections.abc import Iterator
from typing import Any

from skillscan.domain import Board
from skillscan.net.decoding import UnusableResponse
from skillscan.net.url_policy import host_of

from .board import Step
from .board_response import BoardResponse
from .detail import DetailMixin
from .listing import Ask, ListingSpider
from .sitemap_file import read_sitemap

MAX_DEPTH = 3
MAX_PAGES_OF_SITE = 2_000
KEPT_FIELDS = ("loc", "lastmod")


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

    def _read(self, response: BoardResponse, position: int) -> Iterator[Step]:
        fetch, (kind, found) = response.fetch, self._sitemap(response)
        if kind == "sitemapindex":
            fetch.pages.append(response.page())
            yield from self._read_index(response, found, position)
            return
        pages = [entry for entry in found if self.is_posting(entry["loc"])]
        if not found and position:
            fetch.has_empty_page = True
        is_dated = all(entry.get("lastmod") for entry in pages)
        fetch.pages.append(response.page() if is_dated else None)
        for entry in pages:
            if not self._is_new(fetch, entry):
                continue
            if fetch.listed >= MAX_PAGES_OF_SITE:
                raise UnusableResponse("page_limit", f"more than {MAX_PAGES_OF_SITE} postings")
            fetch.listed += 1
            yield from self.take(response, entry)

    def _read_index(
        self, response: BoardResponse, found: list[dict[str, Any]], depth: int
    ) -> Iterator[Step]:
        if depth >= MAX_DEPTH:
            raise UnusableResponse("unexpected_shape", "sitemaps are nested too deeply")
        for entry in found:
            if self._is_new(response.fetch, entry):
                yield self.request(
                    response.fetch, entry["loc"], self._read, arguments={"position": depth + 1}
                )

    def _sitemap(self, response: BoardResponse) -> tuple[str, list[dict[str, Any]]]:
        """Whether it is an index or a set of pages, and its entries of the sitemap's own host."""
        response.check_status()
        limit = self.settings.getint("DOWNLOAD_MAXSIZE")
        kind, entries = read_sitemap(response.body, limit)
        own = [entry for entry in entries if host_of(entry["loc"]) == host_of(response.url)]
        if others := len(entries) - len(own):
            response.fetch.count_note("other_host", others)
        return kind, [{key: e[key] for key in KEPT_FIELDS if key in e} for e in own]
