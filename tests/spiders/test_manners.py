"""Pace, destinations and redirects, without a network."""

from types import SimpleNamespace
from typing import Any

import pytest
from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from skillscan.spiders.downloadermiddlewares.destination import DestinationMiddleware
from skillscan.spiders.downloadermiddlewares.redirect import SameHostRedirectMiddleware
from skillscan.spiders.downloadermiddlewares.robots import RobotsMiddleware
from skillscan.spiders.extensions.throttle import CrawlDelayThrottle
from skillscan.spiders.request_refused import RefusedError, reason_of
from skillscan.spiders.resolver import PublicResolver
from twisted.internet.error import DNSLookupError, NoRouteError

from skillscan.net.robots import RobotsRules

URL = "https://api.lever.co/v0/postings/acme"
SLOT = "api.lever.co"


def crawler_with_slot(**settings: Any) -> Any:
    values = {"API_BASE": "", "ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "skillscan"}
    crawler = get_crawler(settings_dict={**values, "MAX_CRAWL_DELAY_SECONDS": 60, **settings})
    slot = SimpleNamespace(delay=0.5, jitter=0.5, transferring=set())
    downloader = SimpleNamespace(slots={SLOT: slot}, per_slot_settings={})
    crawler.engine = SimpleNamespace(downloader=downloader)
    return crawler


def request_of(url: str = URL, **meta: Any) -> Request:
    return Request(url, meta={"download_slot": SLOT, "original_url": url, **meta})


def test_crawl_delay_holds_whatever_autothrottle_says() -> None:
    """A site's Crawl-delay would be forgotten after its first quick answer."""
    crawler = crawler_with_slot(AUTOTHROTTLE_ENABLED=True)
    rules = RobotsRules(URL, Protego.parse("User-agent: *\nCrawl-delay: 7\n"))
    RobotsMiddleware(crawler)._keep_delay(rules, request_of())
    slot = crawler.engine.downloader.slots[SLOT]
    assert (slot.delay, slot.jitter) == (7.0, 0.0)
    throttle = CrawlDelayThrottle(crawler)
    throttle.mindelay, throttle.maxdelay = 0.5, 60.0
    throttle._response_downloaded(Response(URL), request_of(download_latency=0.1), crawler.spider)
    assert slot.delay == 7.0
    assert crawler.engine.downloader.per_slot_settings[SLOT]["delay"] == 7.0


@pytest.mark.parametrize(
    ("url", "api_base", "reason"),
    [
        (URL, "", None),
        ("http://10.0.0.8/x", "", "private_address"),
        ("http://[::1]/x", "", "private_address"),
        ("http://2130706433/x", "", "private_address"),
        ("http://169.254.169.254/latest", "", "private_address"),
        ("http://127.0.0.1:81/api.lever.co/x", "http://127.0.0.1:81", None),
        ("http://127.0.0.1:82/api.lever.co/x", "http://127.0.0.1:81", "other_host"),
        (URL, "http://127.0.0.1:81", "other_host"),
    ],
)
def test_destinations(url: str, api_base: str, reason: str | None) -> None:
    """A hostile board could make us ask machines of the operator's own network."""
    middleware = DestinationMiddleware(api_base)
    if reason is None:
        middleware.process_request(Request(url))
    else:
        with pytest.raises(RefusedError, match=reason):
            middleware.process_request(Request(url))


def test_names_that_lead_inside_are_refused() -> None:
    """DNS rebinding: a public name with a private address."""
    resolver = PublicResolver.__new__(PublicResolver)
    assert resolver._public("93.184.216.34", "a.example") == "93.184.216.34"
    with pytest.raises(DNSLookupError, match="no address of the public internet"):
        resolver._public("192.168.1.1", "a.example")


@pytest.mark.parametrize(
    ("method", "location", "is_followed"),
    [
        ("GET", "/v0/postings/other", True),
        ("GET", "https://api.lever.co/v1/x", True),
        ("GET", "http://api.lever.co/v1/x", False),
        ("GET", "https://lever.example/", False),
        ("GET", "//lever.example/", False),
        ("POST", "/v0/postings/other", False),
    ],
)
def test_redirects(method: str, location: str, is_followed: bool) -> None:
    """A POST would become a GET, or another host would answer for the API."""
    crawler = crawler_with_slot()
    middleware = SameHostRedirectMiddleware.from_crawler(crawler)
    request = Request(URL, method=method, meta={"original_url": URL})
    response = Response(URL, status=303, headers={"Location": location})
    if is_followed:
        redirected = middleware.process_response(request, response)
        assert redirected.url.startswith("https://api.lever.co/v")
        assert redirected.meta["original_url"] == redirected.url
    else:
        with pytest.raises(RefusedError, match="redirect_refused"):
            middleware.process_response(request, response)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RefusedError("robots_disallowed"), "robots_disallowed"),
        (IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE (5 B)"), "too_large"),
        (IgnoreRequest("max redirections reached"), "too_many_redirects"),
        (NoRouteError(), "connection_failed"),
        (ValueError("?"), "download_error"),
    ],
)
def test_every_failure_has_a_word(error: Exception, reason: str) -> None:
    """Source health could not count failures by kind."""
    assert reason_of(error) == reason


def test_a_proxy_that_lets_nobody_through_has_a_word() -> None:
    """Its class is imported here alone: among all tests that takes seconds, in each process."""
    from scrapy.core.downloader.handlers.http11 import TunnelError

    assert reason_of(TunnelError("403")) == "proxy_refused"
