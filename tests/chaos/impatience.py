"""Gives up soon on what the server of these tests leaves without an answer, and on nothing else.

A short time-out for a whole crawl would make every answer a race against the load of the machine.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from chaos.faults import Fault
from chaos.page import request_key

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

SECONDS = 3.0
PATIENT_SECONDS = 600.0
LEFT_HANGING = "LEFT_HANGING"
"""Scrapy setting: the key of a request → how many of its tries are left without an answer."""
EVERY_TRY = 1_000


def left_hanging(faults: Mapping[str, Fault]) -> dict[str, int]:
    """The value of the setting for a schedule of faults."""
    hanging = {key: fault for key, fault in faults.items() if fault.kind == "time_out"}
    return {key: EVERY_TRY if fault.is_lasting else 1 for key, fault in hanging.items()}


class Impatience:
    """A downloader middleware: the time-out of each try of a request."""

    def __init__(self, crawler: "Crawler") -> None:
        self._base = crawler.settings["API_BASE"]
        self._hanging = crawler.settings.getdict(LEFT_HANGING)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: "Request") -> None:
        ask = json.loads(request.body) if request.body else None
        key = request_key(request.method, request.url.removeprefix(self._base), ask)
        is_hanging = request.meta.get("retry_times", 0) < self._hanging.get(key, 0)
        request.meta["download_timeout"] = SECONDS if is_hanging else PATIENT_SECONDS
