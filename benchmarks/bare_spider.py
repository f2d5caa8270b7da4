"""What a crawl is measured against: a Scrapy spider with nothing around it.

It asks for every board, parses the JSON and stores each posting as a line of a gzipped file of its
board, with the compression that landing files have.
"""

import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

if TYPE_CHECKING:
    from scrapy.http import Response


class BareSpider(Spider):
    """Arguments: ``addresses`` (a file, an address a line), ``folder``, ``level`` of gzip."""

    name = "bare"
    custom_settings = {  # noqa: RUF012 - Scrapy's own way
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }

    def __init__(self, addresses: str, folder: str, level: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._addresses = Path(addresses).read_text(encoding="utf-8").splitlines()
        self._folder, self._level = Path(folder), int(level)

    async def start(self) -> AsyncIterator[Request]:
        """Every board."""
        for number, address in enumerate(self._addresses):
            yield Request(address, cb_kwargs={"number": number}, dont_filter=True)

    def parse(self, response: "Response", number: int) -> None:
        """Store a board's postings."""
        path = self._folder / f"{number}.jsonl.gz"
        with gzip.open(path, "wb", self._level) as file:
            for job in json.loads(response.body)["jobs"]:
                file.write(json.dumps(job, separators=(",", ":")).encode() + b"\n")
