"""The sample market over HTTP on loopback: three job-board APIs in one small server.

URLs follow ``SKILLSCAN_API_BASE``: the original host is the first path segment. Every answer has
an ETag and honours ``If-None-Match``. With ``faults`` some extra boards break in ways that real
ones do; none of their postings is in the truth table.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from skillscan.sample_market.config import setting
from skillscan.sample_market.listing import Market, MarketPosting
from skillscan.sample_market.payloads import SHAPES

LEVER_PAGE = 100
"""lever's largest page."""
_ROUTES = {
    "greenhouse": re.compile(r"^/boards-api\.greenhouse\.io/v1/boards/([^/]{1,80})/jobs/?$"),
    "lever": re.compile(r"^/api\.lever\.co/v0/postings/([^/]{1,80})/?$"),
    "ashby": re.compile(r"^/api\.ashbyhq\.com/posting-api/job-board/([^/]{1,80})/?$"),
}
_ROBOTS = re.compile(r"^/(?:[a-z0-9.-]{1,60}/)?robots\.txt$")


@dataclass(frozen=True, slots=True)
class SampleResponse:
    """Status, headers and body; ``is_cut``: promise the whole body, send half, and hang up."""

    status: int
    body: bytes
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    is_cut: bool = False


@dataclass
class MarketState:
    """What the server answers from: the market on one day, and who was already refused once."""

    market: Market
    day: int
    first_day: date
    faults: bool
    refused: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)
    hits: list[str] = field(default_factory=list)
    """Paths of all requests, in order: for tests and for the curious."""

    def first_time(self, name: str) -> bool:
        """True on the first call with this name."""
        with self.lock:
            is_first = name not in self.refused
            self.refused.add(name)
            return is_first


def robots_txt() -> str:
    """One board that nobody may fetch; everything else is allowed."""
    row = setting("disallowed_board")
    return f"User-agent: *\nDisallow: /boards-api.greenhouse.io/v1/boards/{row['token']}/\n"


def respond(state: MarketState, target: str, accept: str) -> SampleResponse:
    """The answer to one GET; ``target`` is path and query."""
    parts = urlsplit(target)
    if _ROBOTS.match(parts.path):
        return SampleResponse(200, robots_txt().encode(), "text/plain; charset=utf-8")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for source, route in _ROUTES.items():
        match = route.match(parts.path)
        if match:
            return _board_response(state, source, unquote(match[1]), query, accept)
    return _not_found()


def _not_found() -> SampleResponse:
    return SampleResponse(404, b'{"error": "not found"}')


def _board_response(
    state: MarketState, source: str, token: str, query: dict[str, str], accept: str
) -> SampleResponse:
    slow = setting("slow_board")
    if (source, token) == (slow["source"], slow["token"]) and state.first_time(token):
        return SampleResponse(429, b'{"error": "slow down"}', headers=(("Retry-After", "1"),))
    fault = _fault(state, source, token)
    postings = _listed(state, source, token, fault)
    if not postings:
        return _not_found()
    jobs = [SHAPES[source](posting, state.first_day) for posting in postings]
    if source == "lever":
        return _lever(jobs, query, accept, fault)
    body: Any = {"jobs": jobs, "apiVersion": "1"}
    if source == "greenhouse":
        body = {"jobs": _without_content(jobs, query), "meta": {"total": len(jobs)}}
    return SampleResponse(200, _dumped(body), is_cut=fault == "cut_body")


def _fault(state: MarketState, source: str, token: str) -> str | None:
    for row in setting("broken_boards"):
        if (row["source"], row["token"]) == (source, token):
            return str(row["fault"]) if state.faults else "absent"
    return None


def _listed(state: MarketState, source: str, token: str, fault: str | None) -> list[MarketPosting]:
    """The postings of a board; a broken board borrows those of the first board of its source."""
    if fault is None:
        return state.market.board(source, token, state.day)
    if fault == "absent":
        return []
    borrowed = [post for post in state.market.postings if post.source == source]
    return borrowed[: LEVER_PAGE + 20]


def _without_content(jobs: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
    """Greenhouse leaves the text, departments and offices out unless asked."""
    if query.get("content") == "true":
        return jobs
    hidden = ("content", "departments", "offices")
    return [{name: value for name, value in job.items() if name not in hidden} for job in jobs]


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default


def _lever(
    jobs: list[dict[str, Any]], query: dict[str, str], accept: str, fault: str | None
) -> SampleResponse:
    skip = _whole(query.get("skip"), 0)
    limit = min(_whole(query.get("limit"), len(jobs)), LEVER_PAGE if "limit" in query else 10_000)
    if fault == "second_page" and skip > 0:
        return SampleResponse(500, b"Internal Server Error", "text/plain; charset=utf-8")
    if query.get("mode") != "json" and "application/json" not in accept:
        return SampleResponse(
            200, b"<!doctype html><title>Jobs</title>", "text/html; charset=utf-8"
        )
    return SampleResponse(200, _dumped(jobs[skip : skip + limit]))


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 with keep-alive, and says nothing on the terminal."""

    protocol_version = "HTTP/1.1"
    server_version = "skillscan-sample-market"
    timeout = 30
    wbufsize = -1  # headers and body in one packet: no Nagle delay

    def __init__(self, state: MarketState, *args: Any) -> None:
        self.state = state
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer from the market, or 304 where the caller has it already."""
        self.state.hits.append(self.path)
        found = respond(self.state, self.path, self.headers.get("Accept", ""))
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:20]}"'
        if found.status == 200 and self.headers.get("If-None-Match") == etag:
            found = SampleResponse(304, b"")
        self._send(found, etag)

    def _send(self, found: SampleResponse, etag: str) -> None:
        self.send_response(found.status)
        if found.status in (200, 304):
            self.send_header("ETag", etag)
        if found.status != 304:
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
        for name, value in found.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(found.body[: len(found.body) // 2] if found.is_cut else found.body)
        self.close_connection = self.close_connection or found.is_cut

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Requests are kept in ``MarketState.hits`` and not printed."""


@dataclass(frozen=True)
class RunningMarket:
    """A running market: its base URL for ``SKILLSCAN_API_BASE``, and its state."""

    base_url: str
    state: MarketState


@contextmanager
def serve_market(
    market: Market,
    *,
    day: int = 1,
    first_day: date | None = None,
    faults: bool = False,
    port: int = 0,
) -> Iterator[RunningMarket]:
    """Serve the market on a loopback port (0: any free one) until the block ends."""
    state = MarketState(market, day, first_day or datetime.now(UTC).date(), faults)
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, state))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield RunningMarket(f"http://127.0.0.1:{server.server_address[1]}", state)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


@contextmanager
def serve(market: Market, day: int = 1, *, faults: bool = False) -> Iterator[str]:
    """Serve the market and give its base URL only."""
    with serve_market(market, day=day, faults=faults) as served:
        yield served.base_url
