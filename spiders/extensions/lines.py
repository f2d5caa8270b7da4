"""One JSON line on standard output for each board begun and finished, for `skillscan collect`."""

import json
import sys
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

from skillscan.domain import Board, FetchReport
from skillscan.landing.records import report_to_json

from ..signals import board_begun, board_finished

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ReportLines:
    """On with ``-s REPORT_LINES=1``; without it a crawl only logs."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        if not crawler.settings.getbool("REPORT_LINES"):
            raise NotConfigured
        extension = cls()
        crawler.signals.connect(extension.begun, signal=board_begun)
        crawler.signals.connect(extension.finished, signal=board_finished)
        return extension

    def begun(self, board: Board) -> None:
        """A fetch starts."""
        self._write("begun", json.dumps(board.token))

    def finished(self, report: FetchReport) -> None:
        """A fetch ended and its report is in place."""
        self._write("finished", json.dumps(json.loads(report_to_json(report))))

    def _write(self, event: str, value: str) -> None:
        sys.stdout.write(f'{{"event": "{event}", "value": {value}}}\n')
        sys.stdout.flush()
