"""Which hosts answer: nearest to the network, so that every single try counts."""

from typing import TYPE_CHECKING, Any, Self

from skillscan.net.reachability import UNREACHED, Reachability
from skillscan.net.url_policy import host_of

from ..request_refused import reason_of
from ..signals import host_answered, host_unreached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class ReachMiddleware:
    """Tells the spider's ``reachability``, and by signals what decides over all sources."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_response(
        self,
        request: "Request",
        response: "Response",
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> "Response":
        """A host has answered, whatever it says."""
        known, host = reachability_of(self._crawler), asked_host(request)
        if known and not known.has_answer:
            self._crawler.signals.send_catch_log(host_answered, host=host)
        if known:
            known.answered(host)
        return response

    def process_exception(
        self,
        request: "Request",
        exception: Exception,
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> None:
        """A try brought no answer."""
        known, host = reachability_of(self._crawler), asked_host(request)
        if known is None or reason_of(exception) not in UNREACHED:
            return
        known.failed(host)
        if not known.has_answer and known.failures(host) <= known.tries:
            self._crawler.signals.send_catch_log(host_unreached, host=host)


def reachability_of(crawler: "Crawler") -> Reachability | None:
    """What the crawl's spider knows of its hosts; ``None`` for a spider that is none of ours."""
    return getattr(crawler.spider, "reachability", None)


def asked_host(request: "Request") -> str:
    """The host that is asked, or for whose sake its robots.txt or the API base is."""
    return host_of(str(request.meta.get("original_url") or request.url))
