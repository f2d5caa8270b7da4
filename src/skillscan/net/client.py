"""One polite request outside a crawl: for looking behind a careers page or whether a board lives.

The manners and policies are those of the crawls (``manners``, ``robots``, ``tdm``, ``redirects``,
``url_policy``): robots.txt and reservations are obeyed and asked for once per host, hosts are left
a pause between requests and the rest they ask for, only public addresses are asked, redirects are
judged each, responses are bounded in size and time. Only what failed for another reason than a
busy server is not tried again: somebody waits for the result.
"""

import logging
import time
from collections import defaultdict
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import httpcore
import httpx

from skillscan.net.checked_transport import CheckedTransport, Deadline, PrivateHostError
from skillscan.net.fetched_page import FetchedPage, FetchError
from skillscan.net.manners import (
    MAX_BODY_BYTES,
    MAX_REDIRECTS,
    MAX_RETRY_AFTER_SECONDS,
    RETRIES,
    Manners,
    manners,
)
from skillscan.net.proxies import proxy_for, trusted_hosts
from skillscan.net.reachability import Reachability
from skillscan.net.redirects import (
    MayLead,
    anywhere,
    is_same_host,
    redirect_refusal,
    redirect_target,
)
from skillscan.net.registrable_domain import is_same_site
from skillscan.net.request_refusal import RequestRefusal
from skillscan.net.retry_after import BUSY, wanted_rest_seconds
from skillscan.net.robots import RobotsRules, read_robots, robots_urls
from skillscan.net.tdm import NAME, TdmRules, read_tdm_file, response_refusal, tdm_file
from skillscan.net.url_policy import destination_refusal, from_base, host_of, to_base
from skillscan.settings import Settings

TIMEOUTS = (httpx.TimeoutException, httpcore.TimeoutException)
FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    OSError,
    ValueError,
)
"""What a request may fail with, ``UnicodeError`` for impossible names among them."""

logger = logging.getLogger(__name__)


class Fetcher:
    """Asks for pages, one after the other; a context manager that closes its connections."""

    def __init__(self, settings: Settings, own_manners: Manners | None = None) -> None:
        self._manners = own_manners or manners(settings)
        self._base = self._manners.api_base
        self._deadline = Deadline()
        self._clients: dict[str | None, httpx.Client] = {}
        self.reachability = Reachability()
        """Which hosts have answered; who asks many boards may stop when nobody does."""
        self._asked = ""
        self._silent_robots: set[str] = set()
        self._robots: dict[str, RobotsRules | RequestRefusal] = {}
        self._reservations: dict[str, TdmRules] = {}
        self._pauses: defaultdict[str, float] = defaultdict(lambda: self._manners.pause_seconds)
        self._ready_at: defaultdict[str, float] = defaultdict(float)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self._clients.values():
            client.close()

    def get(
        self, url: str, *, json_body: Any = None, may_lead: MayLead = is_same_host
    ) -> FetchedPage:
        """The page behind an address (POST when there is a ``json_body``). Raises ``FetchError``.

        ``may_lead`` says which redirects are followed besides the rules for all.
        """
        self._check_destination(url)
        self._asked = host_of(url)
        for _ in range(MAX_REDIRECTS + 1):
            self._check_robots(url)
            self._check_file(url)
            page = self._ask(url, json_body)
            if not page.is_redirect:
                _check_page(page)
                return page
            url = self._next(page, "GET" if json_body is None else "POST", may_lead)
        raise FetchError("too_many_redirects", f"more than {MAX_REDIRECTS}, last to {url[:200]}")

    def _check_destination(self, url: str) -> None:
        if not host_of(url):
            raise FetchError("no_web_address", f"{url[:200]} is no web address")
        if refusal := destination_refusal(to_base(url, self._base), self._base):
            raise FetchError(refusal.reason, refusal.detail)

    def _check_robots(self, url: str) -> None:
        for robots_url, judged_url in robots_urls(url, self._base):
            if robots_url not in self._robots:
                self._robots[robots_url] = self._read_robots(robots_url)
            elif robots_url in self._silent_robots:
                self.reachability.failed(self._asked)
            rules = self._robots[robots_url]
            refusal = rules.refusal(judged_url) if isinstance(rules, RobotsRules) else rules
            if refusal is not None:
                is_unreached = robots_url in self._silent_robots
                raise FetchError(refusal.reason, refusal.detail, is_unreached=is_unreached)
            if isinstance(rules, RobotsRules):
                host = host_of(url)
                self._pauses[host] = max(self._pauses[host], rules.crawl_delay_seconds)

    def _read_robots(self, robots_url: str) -> RobotsRules | RequestRefusal:
        url = robots_url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                page = self._ask(url, None)
                if not page.is_redirect:
                    return read_robots(robots_url, page.status, page.body)
                url = self._next(page, "GET", anywhere)
        except FetchError as error:
            if error.is_unreached:
                self._silent_robots.add(robots_url)
            return RequestRefusal("robots_unavailable", f"{robots_url}: {error}")
        return RequestRefusal("robots_unavailable", f"{robots_url} redirects too often")

    def _check_file(self, url: str) -> None:
        """Whether the host's file of reservations lets the address be read."""
        original = from_base(url, self._base)
        file_url = tdm_file(original, self._base)
        if file_url not in self._reservations:
            self._reservations[file_url] = self._read_file(file_url)
        if refusal := self._reservations[file_url].refusal(original):
            raise FetchError(refusal.reason, refusal.detail)

    def _read_file(self, file_url: str) -> TdmRules:
        url = from_base(file_url, self._base)
        try:
            for _ in range(MAX_REDIRECTS + 1):
                self._check_robots(url)
                page = self._ask(url, None)
                if not page.is_redirect:
                    return read_tdm_file(file_url, page.status, page.body)
                url = self._next(page, "GET", is_same_site)
        except FetchError as error:
            logger.info("%s cannot be had: %s", file_url, error)
        return TdmRules(file_url)

    def _next(self, page: FetchedPage, method: str, may_lead: MayLead) -> str:
        """Where a redirect leads."""
        sent, asked = to_base(page.url, self._base), from_base(page.url, self._base)
        target = redirect_target(sent, asked, page.header("Location"), self._base)
        if refusal := redirect_refusal(page.status, method, asked, target, may_lead):
            raise FetchError(refusal.reason, refusal.detail, target)
        return target

    def _ask(self, url: str, json_body: Any) -> FetchedPage:
        """One response, after further tries where the server asks for patience."""
        self._check_destination(url)
        host = host_of(url)
        for backoff in (*self._manners.backoff_seconds[:RETRIES], None):
            self._wait(host)
            page = self._send(url, json_body)
            if page.status not in BUSY or backoff is None:
                break
            rest = wanted_rest_seconds(page.status, page.header("Retry-After"), datetime.now(UTC))
            rest = backoff if rest is None else rest
            if rest > MAX_RETRY_AFTER_SECONDS:
                break
            logger.warning("%s answered %s: asked again in %g s", host, page.status, rest)
            self._ready_at[host] = time.monotonic() + rest
        return page

    def _wait(self, host: str) -> None:
        time.sleep(max(0.0, self._ready_at[host] - time.monotonic()))
        self._ready_at[host] = time.monotonic() + self._pauses[host]

    def _send(self, url: str, json_body: Any) -> FetchedPage:
        sent, method = to_base(url, self._base), "GET" if json_body is None else "POST"
        client = self._client(sent)
        headers = {"Accept": "*/*" if json_body is None else "application/json"}
        client.cookies.clear()  # as in crawls: none is ever sent back
        self._deadline.at = time.monotonic() + self._manners.timeout_seconds
        try:
            with client.stream(method, sent, json=json_body, headers=headers) as response:
                self.reachability.answered(self._asked)
                return FetchedPage(
                    url, response.status_code, self._read(response), response.headers
                )
        except PrivateHostError as error:
            raise self._silence("private_address", str(error)) from error
        except TIMEOUTS as error:
            raise self._silence("timeout", f"{url}: {error}") from error
        except httpx.DecodingError as error:
            raise FetchError("bad_compression", f"{url}: {error}") from error
        except FAILURES as error:
            raise self._silence("unreachable", f"{url}: {error}") from error

    def _silence(self, reason: str, detail: str) -> FetchError:
        """The error for a host that gave no answer."""
        self.reachability.failed(self._asked)
        is_unreached = not self.reachability.has_answered(self._asked)
        return FetchError(reason, detail, is_unreached=is_unreached)

    def _client(self, sent: str) -> httpx.Client:
        proxy = proxy_for(sent)
        if proxy not in self._clients:
            self._clients[proxy] = httpx.Client(
                transport=self._transport(proxy),
                headers={"User-Agent": self._manners.user_agent},
                timeout=self._manners.timeout_seconds,
                trust_env=False,
            )
        return self._clients[proxy]

    def _transport(self, proxy: str | None) -> httpx.BaseTransport:
        if proxy:
            return httpx.HTTPTransport(proxy=proxy)
        return CheckedTransport(self._deadline, trusted_hosts(self._base))

    def _read(self, response: httpx.Response) -> bytes:
        """The body, if it is of sensible size and comes in time."""
        parts, size = [], 0
        for part in response.iter_bytes():
            self._deadline.seconds_left()
            parts.append(part)
            size += len(part)
            if size > MAX_BODY_BYTES:
                raise FetchError("too_large", f"{response.url}: more than {MAX_BODY_BYTES} bytes")
        return b"".join(parts)


def _check_page(page: FetchedPage) -> None:
    """Raise ``FetchError`` for a page whose owner reserves it."""
    said, kind = page.header(NAME), page.header("Content-Type")
    if refusal := response_refusal(page.url, page.status, said, page.body, kind):
        raise FetchError(refusal.reason, refusal.detail)
