"""Trying again, and leaving the whole host alone until then."""

from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from skillscan.net.decoding import status_reason
from skillscan.net.manners import UNREACHED_RETRIES
from skillscan.net.reachability import UNREACHED
from skillscan.net.retry_after import wanted_rest_seconds

from ..request_refused import reason_of
from .reach import reachability_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.settings import BaseSettings


class PatientRetryMiddleware(RetryMiddleware):
    """Retries with growing pauses; ``Retry-After`` of 429 and 503 is honoured.

    The pause holds for every request to that host, of whichever board. A host that asks for more
    than ``MAX_RETRY_AFTER_SECONDS`` is not asked again in this crawl's turn: the board fails.
    """

    def __init__(self, settings: "BaseSettings") -> None:
        super().__init__(settings)
        self._backoff = [float(seconds) for seconds in settings.getlist("BACKOFF_SECONDS")]
        self._longest = settings.getfloat("MAX_RETRY_AFTER_SECONDS")

    def process_response(
        self,
        request: "Request",
        response: "Response",
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> "Request | Response":
        """The response, or the request for another try after a pause."""
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        wait = wanted_rest_seconds(response.status, header, datetime.now(UTC))
        if wait is not None and wait > self._longest:
            request.meta["retry_after_seconds"] = wait
            return response
        result = super().process_response(request, response)
        if result is not response:
            self._book(request, status_reason(response.status) or "http_error")
            self._pause(request, wait)
        return result

    def process_exception(
        self,
        request: "Request",
        exception: Exception,
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> "Request | Response | None":
        """Another try after a pause, or nothing.

        A host that cannot be reached is waited for less long while no host has answered.
        """
        known = reachability_of(self.crawler)
        if known and not known.has_answer and reason_of(exception) in UNREACHED:
            request.meta["max_retry_times"] = min(self.max_retry_times, UNREACHED_RETRIES)
        result = super().process_exception(request, exception)
        if result is not None:
            self._book(request, reason_of(exception))
            self._pause(request, None)
        return result

    def _book(self, request: "Request", reason: str) -> None:
        """Name the failure in the board's fetch report."""
        fetches = getattr(self.crawler.spider, "fetches", {})
        if fetch := fetches.get(request.meta.get("board")):
            fetch.record_retry(reason)

    def _pause(self, request: "Request", wait: float | None) -> None:
        """Move the host's last request into the future: its slot waits from there."""
        tries = int(request.meta.get("retry_times", 0))
        seconds = self._backoff[min(tries, len(self._backoff) - 1)] if wait is None else wait
        engine = self.crawler.engine
        key = str(request.meta.get("download_slot"))
        slot = engine.downloader.slots.get(key) if engine else None
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)
