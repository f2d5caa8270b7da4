"""Lines on standard output for `skillscan collect`: boards begun and finished, hosts reached."""

import sys
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

from skillscan.collect.crawl_messages import CrawlMessage, to_line
from skillscan.domain import Board

from ..signals import board_begun, board_finished, host_answered, host_unreached

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class CrawlMessages:
    """On with ``-s CRAWL_MESSAGES=1``; without it a crawl only logs."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        if not crawler.settings.getbool("CRAWL_MESSAGES"):
            raise NotConfigured
        extension = cls()
        crawler.signals.connect(extension.begun, signal=board_begun)
        crawler.signals.connect(extension.finished, signal=board_finished)
        crawler.signals.connect(extension.answered, signal=host_answered)
        crawler.signals.connect(extension.unreached, signal=host_unreached)
        return extension

    def begun(self, board: Board) -> None:
        """A fetch starts."""
        _write(CrawlMessage("begun", board.token))

    def finished(self, name: str) -> None:
        """A fetch ended and its report is in place."""
        _write(CrawlMessage("finished", name))

    def answered(self, host: str) -> None:
        """The first host has answered."""
        _write(CrawlMessage("answered", host))

    def unreached(self, host: str) -> None:
        """A host gave no answer, and none has yet."""
        _write(CrawlMessage("unreached", host))


def _write(message: CrawlMessage) -> None:
    sys.stdout.write(to_line(message))
    sys.stdout.flush()
