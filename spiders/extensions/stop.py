"""Stopping at once and in order.

Told to stop, Scrapy waits for every response under way: that can take minutes at a slow host, and
whoever sent SIGTERM has long sent SIGKILL by then. Here the fetches are finished first, with what
they have and a report, and the process ends soon after.
"""

import os
import signal
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Self, cast

from scrapy import signals

from skillscan.collect.crawl_messages import hosts_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from ..base.board import BoardSpider

GRACE_SECONDS = 1.0
"""What is left for responses under way, once the fetches have been finished without them."""
STANDARD_INPUT = 0


class QuickStop:
    """Acts on SIGTERM and SIGINT, and with ``-s WATCH_PARENT=1`` on the end of standard input.

    ``skillscan collect`` holds the other end of standard input: it ends when that process does,
    even when it was killed and could not say so. Before that, a line may say that nobody can be
    reached.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        return extension

    def spider_opened(self) -> None:
        """Once the reactor runs: Scrapy sets its own handlers when it starts."""
        from twisted.internet import reactor

        reactor.callWhenRunning(reactor.callLater, 0, self._watch)

    def _watch(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            self._handle(number)
        if self._crawler.settings.getbool("WATCH_PARENT"):
            Thread(target=self._watch_input, daemon=True).start()

    def _handle(self, number: signal.Signals) -> None:
        from twisted.internet import reactor

        before = signal.getsignal(number)

        def handler(signum: int, frame: FrameType | None) -> None:
            if callable(before):
                before(signum, frame)
            reactor.callFromThread(self._finish)

        signal.signal(number, handler)

    def _watch_input(self) -> None:
        """Stop when the machine is offline, and in any case at the end of standard input."""
        with os.fdopen(STANDARD_INPUT, closefd=False, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if hosts := hosts_of(line):
                    cast("BoardSpider", self._crawler.spider).unreached = hosts
                    break
        os.kill(os.getpid(), signal.SIGTERM)

    def _finish(self) -> None:
        from twisted.internet import reactor

        cast("BoardSpider", self._crawler.spider).finish_early()
        # A second signal is what makes Scrapy end without waiting.
        reactor.callLater(GRACE_SECONDS, os.kill, os.getpid(), signal.SIGTERM)  # type: ignore[arg-type]
