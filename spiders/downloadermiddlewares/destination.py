"""Requests go to the public internet, or to the configured API base, and nowhere else."""

from typing import TYPE_CHECKING, Self

from skillscan.net.url_policy import destination_refusal

from ..request_refused import RefusedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class DestinationMiddleware:
    """Refuses hosts written as private addresses; names are judged by ``PublicResolver``."""

    def __init__(self, api_base: str) -> None:
        self._api_base = api_base

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler.settings["API_BASE"])

    def process_request(self, request: "Request") -> None:
        """Raises ``RefusedError`` for what must not be asked."""
        if refusal := destination_refusal(request.url, self._api_base):
            raise RefusedError(*refusal)
