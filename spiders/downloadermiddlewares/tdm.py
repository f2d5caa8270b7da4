"""What its owner reserves from text and data mining is not asked for, and not used.

Each host's file of reservations is asked for once, after its robots.txt; what it says and what
responses say is judged by ``skillscan.net.tdm``.
"""

import asyncio
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from skillscan.net.tdm import NAME, TdmRules, read_tdm_file, response_refusal, tdm_file

from ..request_refused import RefusedError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

FILE_PRIORITY = 900
"""Before the boards' requests, after robots.txt."""
FILE_RETRIES = 1
"""A host that answers nothing sensible to an unknown path is not worth a minute of waiting."""


class TdmMiddleware:
    """Judges every request by the host's file, and every response by its header and page."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._api_base = crawler.settings["API_BASE"] or ""
        self._rules: dict[str, asyncio.Task[TdmRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(
        self,
        request: Request,
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> None:
        """Raises ``RefusedError`` for what the host's file reserves."""
        if _is_about_the_site(request):
            return
        original = request.meta.get("original_url", request.url)
        url = tdm_file(original, self._api_base)
        task = self._rules.get(url)
        if task is None:
            task = self._rules[url] = asyncio.ensure_future(self._fetch(url, request))
        # Shielded: one request that is cancelled must not take the rules from the others.
        rules = await asyncio.shield(task)
        if refusal := rules.refusal(original):
            raise RefusedError(*refusal)

    def process_response(
        self,
        request: Request,
        response: "Response",
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> "Response":
        """Raises ``RefusedError`` for a response that is reserved."""
        if _is_about_the_site(request):
            return response
        said = b",".join(response.headers.getlist(NAME)).decode("latin-1")
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        url = str(request.meta.get("original_url", request.url))
        if refusal := response_refusal(url, response.status, said, response.body, kind):
            raise RefusedError(*refusal)
        return response

    async def _fetch(self, url: str, request: Request) -> TdmRules:
        names = ("original_url", "download_slot")
        meta = {name: request.meta[name] for name in names if name in request.meta}
        asked = Request(
            url,
            priority=FILE_PRIORITY,
            meta={**meta, "is_tdm_file": True, "max_retry_times": FILE_RETRIES},
            callback=NO_CALLBACK,
        )
        try:
            response = await self._crawler.engine.download_async(asked)
        except Exception:  # noqa: BLE001 - the board's own request will say what is wrong
            return TdmRules(url)
        return read_tdm_file(url, response.status, response.body)


def _is_about_the_site(request: Request) -> bool:
    """Whether a request asks what may be asked."""
    return bool(request.meta.get("is_robots") or request.meta.get("is_tdm_file"))
