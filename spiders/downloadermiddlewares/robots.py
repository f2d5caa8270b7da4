"""robots.txt obeyed for real.

Scrapy's own middleware (2.14 to 2.19) has two defects, which this one mends:

- of several requests that wait for the same robots.txt only the first is judged by it; the later
  ones get ``None`` from the shared Deferred and are let through. Here every one waits for the
  rules themselves.
- a robots.txt that cannot be had (5xx, time-out, refused connection) allows everything. RFC 9309
  says the opposite: here it means *not now*, and the board fails with ``robots_unavailable``.

A 4xx (but 429) allows. ``Crawl-delay`` is applied to the host's whole budget.
"""

import asyncio
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK

from skillscan.net.url_policy import is_below

from ..extensions.throttle import set_floor
from ..request_refused import RefusedError, reason_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_ROBOTS_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB; what follows is not read."""

logger = logging.getLogger(__name__)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Asks for each robots.txt once, and judges every request by it."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._api_base = crawler.settings["API_BASE"]
        self._max_delay = crawler.settings.getfloat("MAX_CRAWL_DELAY_SECONDS")
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def process_request(
        self,
        request: Request,
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> None:
        """Raises ``RefusedError`` for what the site does not want or cannot be asked about."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        for robots_url, judged_url in self._judgements(request):
            rules = await self._rules_of(robots_url, request)
            if not rules.can_fetch(judged_url, self._agent):
                self.crawler.stats.inc_value("robotstxt/forbidden")
                raise RefusedError("robots_disallowed", f"{robots_url} forbids {judged_url}")
            self._keep_delay(rules, request)

    def _judgements(self, request: Request) -> list[tuple[str, str]]:
        """Which robots.txt judges which address; two of them below an API base."""
        parts = urlsplit(request.url)
        found = [(f"{parts.scheme}://{parts.netloc}/robots.txt", request.url)]
        if self._api_base and is_below(request.url, self._api_base):
            original = request.meta.get("original_url", request.url)
            host = urlsplit(original).netloc
            found.append((f"{self._api_base}/{host}/robots.txt", original))
        return found

    async def _rules_of(self, url: str, request: Request) -> Protego:
        task = self._rules.get(url)
        if task is None:
            task = self._rules[url] = asyncio.ensure_future(self._fetch(url, request))
        # Shielded: one request that is cancelled must not take the rules from the others.
        return await asyncio.shield(task)

    async def _fetch(self, url: str, request: Request) -> Protego:
        slot = request.meta.get("download_slot")
        meta = {"dont_obey_robotstxt": True, "is_robots": True}
        robots_request = Request(
            url,
            priority=self.DOWNLOAD_PRIORITY,
            meta={**meta, **({"download_slot": slot} if slot else {})},
            callback=NO_CALLBACK,
        )
        self.crawler.stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(robots_request)
        except Exception as error:
            detail = f"{url}: {reason_of(error)} {error}"
            raise RefusedError("robots_unavailable", detail) from error
        return _read(url, response)

    def _keep_delay(self, rules: Protego, request: Request) -> None:
        delay = rules.crawl_delay(self._agent)
        if delay is None or delay <= 0:
            return
        if delay > self._max_delay:
            raise RefusedError("crawl_delay_too_long", f"Crawl-delay: {delay:g} seconds")
        key = request.meta.get("download_slot") or urlsplit(request.url).hostname or ""
        set_floor(self.crawler, key, float(delay))


def _read(url: str, response: "Response") -> Protego:
    """The rules of a response. Raises ``RefusedError`` for one that is no answer."""
    status = response.status
    if 200 <= status < 300:
        text = response.body[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace")
        return Protego.parse(text)
    if 400 <= status < 500 and status != 429:
        return Protego.parse("")
    logger.warning("%s answered %s: its host is not crawled now", url, status)
    raise RefusedError("robots_unavailable", f"{url} answered {status}", status)
