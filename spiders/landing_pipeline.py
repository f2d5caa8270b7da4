"""Writes every raw item into the landing file of its board."""

from typing import TYPE_CHECKING, Self, cast

from scrapy.exceptions import DropItem

from skillscan.domain import RawItem
from skillscan.errors import LandingUnwritableError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from .base.board import BoardSpider


class LandingPipeline:
    """Hands items to the fetch of their board, which finishes when nothing more is to come."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_item(self, item: RawItem) -> RawItem:
        """Land one item. Drops what comes after a stopped crawl finished the fetch."""
        spider = cast("BoardSpider", self._crawler.spider)
        fetch = spider.fetches.get(item.board)
        if fetch is None:
            raise DropItem(f"the fetch of {item.source}/{item.board} is over")
        try:
            fetch.land(item)
        except LandingUnwritableError as error:
            spider.abort_crawl(fetch, error)
            raise DropItem(str(error)) from error
        spider.finish_if_done(fetch)
        return item
