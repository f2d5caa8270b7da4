"""AutoThrottle that never goes below a host's Crawl-delay."""

from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured
from scrapy.extensions.throttle import AutoThrottle

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class CrawlDelayThrottle(AutoThrottle):
    """Scrapy's AutoThrottle; the robots middleware sets the floors with ``set_floor``."""

    def _response_downloaded(
        self, response: "Response", request: "Request", spider: "Spider"
    ) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, floor_of(self.crawler, key))


def floor_of(crawler: "Crawler", key: str) -> float:
    """The least delay in seconds between two requests of a host's budget; 0 if none is set."""
    if crawler.engine is None:
        raise NotConfigured("the crawl has not started")
    settings = crawler.engine.downloader.per_slot_settings.get(key, {})
    return float(settings.get("delay", 0.0))


def set_floor(crawler: "Crawler", key: str, seconds: float) -> None:
    """Hold a host's budget to at least this delay, now and when Scrapy renews its slot."""
    if crawler.engine is None or seconds <= floor_of(crawler, key):
        return
    downloader = crawler.engine.downloader
    known = downloader.per_slot_settings.get(key, {})
    downloader.per_slot_settings[key] = {**known, "delay": seconds, "jitter": 0.0}
    if slot := downloader.slots.get(key):
        slot.delay, slot.jitter = max(slot.delay, seconds), 0.0
