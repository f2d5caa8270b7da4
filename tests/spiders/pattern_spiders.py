"""One spider for each access pattern that the three first sources do not use."""

from typing import Any, ClassVar

from skillscan.spiders.base.board_response import BoardResponse
from skillscan.spiders.base.detail import DetailMixin
from skillscan.spiders.base.feed import FeedSpider, XmlMixin
from skillscan.spiders.base.listing import Ask
from skillscan.spiders.base.paged import OffsetSpider, PageNumberSpider, TokenSpider
from skillscan.spiders.base.sitemap import SitemapSpider

from skillscan.domain import Board


class OffsetDetail(DetailMixin, OffsetSpider):
    name = "offset_detail"
    address = "https://offset.example/{board}?offset={offset}&limit={limit}"
    limit = 2
    entries_at = ("content",)

    def total(self, data: dict[str, int]) -> int:
        return data["totalFound"]

    def detail(self, board: Board, entry: dict[str, str]) -> Ask:
        return Ask(f"https://offset.example/{board.token}/{entry['id']}")


class Token(TokenSpider):
    name = "token"
    address = "https://token.example/{board}"
    body: ClassVar[dict[str, Any]] = {"query": ""}
    entries_at = ("results",)


class Numbered(PageNumberSpider):
    name = "numbered"
    address = "https://numbered.example/{board}?page={page}"
    limit = 2
    entries_at = ("data",)


class Feed(XmlMixin, FeedSpider):
    name = "feed"
    address = "https://feed.example/jobs.rss"
    entry_tag = "item"
    entry_id = "guid"
    root_tags = frozenset({"rss"})


class Site(SitemapSpider):
    name = "site"

    def is_posting(self, url: str) -> bool:
        return "/jobs/" in url

    def decode_detail(self, response: BoardResponse) -> dict[str, str]:
        response.check_status()
        return {"html": response.body.decode()}
