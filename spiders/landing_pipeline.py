"""Writes every raw item into the landing file of its board."""

from typing import TYPE_CHECKING, Self, cast

from scrapy.exceptions import DropItem

from skillscan.domain import RawItem
from skillscan.errors import LandingUnwritableError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from .base.board import BoardSpider


class LandingPipeline:
    """Hands items to the visit of their board, which finishes when nothing more is to come."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_item(self, item: RawItem) -> RawItem:
        """Land one item. Drops what comes after a stopped crawl finished the visit."""
        spider = cast("BoardSpider", self._crawler.spider)
        visit = spider.visits.get(item.board)
        if visit is None:
            raise DropItem(f"the visit of {item.source}/{item.board} is over")
        try:
            visit.land(item)
        except LandingUnwritableError as error:
            spider.give_up(visit, error)
            raise DropItem(str(error)) from error
        spider.settle(visit)
        return item
