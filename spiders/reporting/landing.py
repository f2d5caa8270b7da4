"""Writes every raw item into the landing file of its board."""

from typing import TYPE_CHECKING, Self, cast

from skillscan.posting import RawItem

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from ..base.board import BoardSpider


class LandingPipeline:
    """Hands items to the visit of their board, which finishes when nothing more is to come."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_item(self, item: RawItem) -> RawItem:
        """Land one item."""
        spider = cast("BoardSpider", self._crawler.spider)
        visit = spider.visits[item.board]
        visit.land(item)
        spider.settle(visit)
        return item
