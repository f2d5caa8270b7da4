"""robots.txt obeyed for real.

Scrapy's own middleware (2.14 to 2.19) has two defects, which this one mends:

- of several requests that wait for the same robots.txt only the first is judged by it; the later
  ones get ``None`` from the shared Deferred and are let through. Here every one waits for the
  rules themselves.
- a robots.txt that cannot be had (5xx, time-out, refused connection) allows everything. RFC 9309
  says the opposite: here it means *not now*, and the board fails with ``robots_unavailable``.

What the rules say and when they are missing is decided by ``skillscan.net.robots``.
"""

import asyncio
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK

from skillscan.net.robots import RobotsRules, read_robots, robots_urls

from ..extensions.throttle import set_floor
from ..request_refused import RefusedError, reason_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Asks for each robots.txt once, and judges every request by it."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._api_base = crawler.settings["API_BASE"]
        self._max_delay = crawler.settings.getfloat("MAX_CRAWL_DELAY_SECONDS")
        self._rules: dict[str, asyncio.Task[RobotsRules]] = {}

    async def process_request(
        self,
        request: Request,
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> None:
        """Raises ``RefusedError`` for what the site does not want or cannot be asked about."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        original = request.meta.get("original_url", request.url)
        for robots_url, judged_url in robots_urls(original, self._api_base):
            rules = await self._rules_of(robots_url, request)
            if refusal := rules.refusal(judged_url, self._max_delay):
                self.crawler.stats.inc_value("robotstxt/forbidden")
                raise RefusedError(*refusal)
            self._keep_delay(rules, request)

    async def _rules_of(self, url: str, request: Request) -> RobotsRules:
        task = self._rules.get(url)
        if task is None or (request.meta.get("is_probe") and _has_failed(task)):
            task = self._rules[url] = asyncio.ensure_future(self._fetch(url, request))
        # Shielded: one request that is cancelled must not take the rules from the others.
        return await asyncio.shield(task)

    async def _fetch(self, url: str, request: Request) -> RobotsRules:
        slot = request.meta.get("download_slot")
        asked = request.meta.get("original_url", request.url)
        meta = {"dont_obey_robotstxt": True, "is_robots": True, "original_url": asked}
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
        rules = read_robots(url, response.status, response.body)
        if isinstance(rules, RobotsRules):
            return rules
        logger.warning("%s answered %s: its host is not crawled now", url, response.status)
        raise RefusedError(*rules)

    def _keep_delay(self, rules: RobotsRules, request: Request) -> None:
        if delay := rules.crawl_delay_seconds:
            key = request.meta.get("download_slot") or urlsplit(request.url).hostname or ""
            set_floor(self.crawler, key, delay)


def _has_failed(task: "asyncio.Task[RobotsRules]") -> bool:
    """Whether rules could not be had; a probe is there to find out whether they can now."""
    return task.done() and (task.cancelled() or task.exception() is not None)
