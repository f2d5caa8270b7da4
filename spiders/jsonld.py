"""Employers' own pages with schema.org JobPosting."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from skillscan.domain import Board
from skillscan.net.decoding import decode_html
from skillscan.sources.jsonld_scripts import jsonld_scripts

from .base.board import Step
from .base.board_response import BoardResponse
from .base.sitemap import SitemapSpider

_POSTING = re.compile(
    r"/(?:jobs?|careers?|positions?|vacanc(?:y|ies)|openings?|roles?|opportunit(?:y|ies)|stellen\w*"
    r"|emplois?|offres?\w*|ofertas?\w*|vacatures?)(?:[/_-]).*[\w%-]{4}",
    re.IGNORECASE,
)
_SITEMAP = re.compile(r"(?:\.xml(?:\.gz)?|sitemap[^/]*)/?$", re.IGNORECASE)


class JsonLd(SitemapSpider):
    """Domain: any host with a sitemap, or a single page (as given by the operator).

    Caveats: only addresses that look like a posting's are asked for; of a page only its JSON-LD
    scripts are kept. The token is a host, a sitemap's address or a page's address.
    """

    name = "jsonld"

    def is_posting(self, url: str) -> bool:
        """Whether the path has a segment such as ``/jobs/`` with something behind it."""
        return bool(_POSTING.search(urlsplit(url).path))

    def decode_detail(self, response: BoardResponse) -> Any:
        """The page's JSON-LD scripts, untouched."""
        response.check_status()
        page, is_as_said = decode_html(response.body, response.header("Content-Type"))
        if not is_as_said:
            response.fetch.count_note("wrong_charset")
        return {"jsonld": jsonld_scripts(page)}

    def _read(self, response: BoardResponse, position: int) -> Iterator[Step]:
        if _is_page(response.fetch.board):
            response.fetch.pages.append(response.page())
            response.fetch.listed += 1
            entry = {"loc": response.url}
            yield response.item({"entry": entry, "detail": self.decode_detail(response)})
        else:
            yield from super()._read(response, position)


def _is_page(board: Board) -> bool:
    """Whether the board is one page: an address with a path that is no sitemap's."""
    if not board.token.startswith(("http://", "https://")):
        return False
    path = urlsplit(board.token).path
    return path.strip("/") != "" and not _SITEMAP.search(path)
