"""Counts the bytes of each board's responses as they came over the wire (still compressed)."""

from typing import TYPE_CHECKING, Self

from scrapy import signals

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler


class TransferredBytes:
    """Adds to the fetch also what was thrown away later: a cut or refused body was paid for."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        extension = cls()
        crawler.signals.connect(extension.bytes_received, signal=signals.bytes_received)
        return extension

    def bytes_received(self, data: bytes, request: "Request", spider: "Spider") -> None:
        """A piece of a body came."""
        fetches = getattr(spider, "fetches", {})
        if fetch := fetches.get(request.meta.get("board")):
            fetch.bytes += len(data)
