"""One polite request outside a crawl: for looking behind a careers page or whether a board lives.

Manners as in a crawl: robots.txt is obeyed (and asked for once per host), hosts are left a pause
between requests, only public addresses are asked, redirects are followed a few times and checked
each, answers are bounded in size and time.
"""

import json
import socket
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from protego import Protego

from skillscan.net.url_policy import from_base, host_of, is_address, is_loopback, is_public, to_base
from skillscan.net.user_agent import ROBOTS_NAME, user_agent
from skillscan.settings import Settings

MAX_BYTES = 8 * 1024 * 1024
TIMEOUT_SECONDS = 20.0
PAUSE_SECONDS = 1.0
MAX_REDIRECTS = 5


class FetchError(Exception):
    """A page could not be had; ``reason`` is one word, the message says more."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """An answer: ``url`` is where redirects ended, the original address below an API base."""

    url: str
    status: int
    body: bytes

    @property
    def text(self) -> str:
        """The body as text; what is no UTF-8 is replaced."""
        return self.body.decode("utf-8", "replace")


class _NoRedirects(HTTPRedirectHandler):
    """Redirects come back as answers, so that each can be checked."""

    def redirect_request(self, *_: Any) -> None:
        """Never follow by itself."""


@dataclass(slots=True)
class Fetcher:
    """Asks for pages, one after the other."""

    settings: Settings
    pause_seconds: float = PAUSE_SECONDS
    _rules: dict[str, Protego | None] = field(default_factory=dict)
    _asked_at: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, *, json_body: Any = None) -> FetchedPage:
        """The page behind an address (POST when there is a ``json_body``). Raises FetchError."""
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            if not self._is_allowed(url):
                raise FetchError("robots", f"robots.txt of {host_of(url)} disallows {url}")
            page, location = self._ask(url, json_body)
            if location is None:
                return page
            if json_body is not None:
                raise FetchError("redirect", f"{url} redirects to {location[:200]}")
            url = location
        raise FetchError("redirect", f"more than {MAX_REDIRECTS} redirects, last to {url[:200]}")

    def _is_allowed(self, url: str) -> bool:
        host = host_of(url)
        if host not in self._rules:
            self._rules[host] = self._robots(url)
        rules = self._rules[host]
        if rules is None:
            raise FetchError("robots", f"robots.txt of {host} cannot be had: try again later")
        return bool(rules.can_fetch(url, ROBOTS_NAME))

    def _robots(self, url: str) -> Protego | None:
        """The rules of a host; ``None`` when it fails to say (5xx), which means: wait."""
        scheme = "http" if url.startswith("http:") else "https"
        try:
            page, location = self._ask(f"{scheme}://{host_of(url)}/robots.txt", None)
        except FetchError:
            return None
        if page.status >= 500 or page.status == 429:
            return None
        return Protego.parse(page.text if page.status == 200 and location is None else "")

    def _ask(self, url: str, json_body: Any) -> tuple[FetchedPage, str | None]:
        """One request: the page, and where it redirects to."""
        self._check(url)
        self._wait(host_of(url))
        headers = {"User-Agent": user_agent(self.settings), "Accept": "*/*"}
        data = None
        if json_body is not None:
            headers["Content-Type"] = headers["Accept"] = "application/json"
            data = json.dumps(json_body).encode()
        request = Request(to_base(url, self.settings.api_base), data=data, headers=headers)  # noqa: S310
        try:
            with build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS) as answer:
                return FetchedPage(url, int(answer.status), _read(answer)), None
        except HTTPError as error:
            location = error.headers.get("Location") if 300 <= error.code < 400 else None
            target = None if location is None else self._target(url, location)
            return FetchedPage(url, error.code, _read(error)), target
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise FetchError("unreachable", f"{url}: {error}") from error

    def _target(self, url: str, location: str) -> str:
        return from_base(urljoin(url, location), self.settings.api_base)

    def _check(self, url: str) -> None:
        """Only public hosts (on loopback: whatever the API base makes of them)."""
        base = self.settings.api_base
        if base and is_loopback(host_of(base)):
            return
        host = host_of(url)
        if not url.startswith(("http://", "https://")) or not host:
            raise FetchError("address", f"{url[:200]} is no web address")
        try:
            found = (
                [host]
                if is_address(host)
                else [str(entry[4][0]) for entry in socket.getaddrinfo(host, None)]
            )
        except (OSError, UnicodeError) as error:
            raise FetchError("unreachable", f"{host} has no address: {error}") from error
        if not all(is_public(address) for address in found):
            raise FetchError("private", f"{host} is no host of the public internet")

    def _wait(self, host: str) -> None:
        ready = self._asked_at.get(host, 0.0) + self.pause_seconds
        time.sleep(max(0.0, ready - time.monotonic()))
        self._asked_at[host] = time.monotonic()


def _read(answer: IO[bytes]) -> bytes:
    """The body, if it is of sensible size and comes in sensible time."""
    parts, size, until = [], 0, time.monotonic() + 3 * TIMEOUT_SECONDS
    while part := answer.read(65_536):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES or time.monotonic() > until:
            raise FetchError("too_large", f"more than {MAX_BYTES} bytes, or too slow")
    return b"".join(parts)
