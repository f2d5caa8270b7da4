"""One server on loopback that speaks for all sources (rule of ``SKILLSCAN_API_BASE``).

It answers from a table of pages, correctly or with a fault, and counts every byte that it writes.
"""

import hashlib
import json
import os
import socket
import struct
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from chaos.faults import HUGE_BYTES, Fault, gzip_bomb
from chaos.impatience import PATIENT_SECONDS
from chaos.page import JSON, Page, request_key

PIECE = b" " * (256 * 1024)
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class State:
    """What is answered at the moment, and what was asked since ``turn``."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    robots: Mapping[str, str] = field(default_factory=dict)
    """Original host to its robots.txt; the others have none."""
    robots_hiccups: set[str] = field(default_factory=set)
    """Hosts whose robots.txt answers 500 at first."""
    asked: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)
    times: list[tuple[str, float]] = field(default_factory=list)
    """Original host and time of every request that has come, those for robots.txt too."""
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes by original host, heads included."""
    errors: list[str] = field(default_factory=list)
    """Mistakes of this server itself."""
    huge_bytes: int = HUGE_BYTES
    closing: Event = field(default_factory=Event)
    """What an answer that never comes is waited with."""
    lock: Lock = field(default_factory=Lock)

    def turn(self, pages: Mapping[str, Page], faults: Mapping[str, Fault] | None = None) -> None:
        """From now on answer these."""
        self.pages, self.faults = pages, faults or {}
        self.asked, self.sent = Counter(), Counter()
        self.unknown, self.times = [], []

    def count(self, key: str) -> int:
        """Book a request; how often it was asked before."""
        with self.lock:
            self.asked[key] += 1
            return self.asked[key] - 1


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with keep-alive; silent."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENT_SECONDS
    wbufsize = -1

    def __init__(self, state: State, *args: Any) -> None:
        self.state = state
        super().__init__(*args)

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._answer(json.loads(self.rfile.read(length)))

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, ask: Any) -> None:
        key = request_key(self.command, self.path, ask)
        self.state.times.append((self._host(), time.monotonic()))
        if self.path.endswith("/robots.txt"):
            self._robots()
            return
        if self.path.endswith("/.well-known/tdmrep.json"):
            self._send(404, b"{}")  # nobody reserves anything
            return
        page, tries = self.state.pages.get(key), self.state.count(key)
        if page is None:
            self.state.unknown.append(key)
            self._send(404, b"{}")
            return
        fault = self.state.faults.get(key)
        if fault and (fault.is_lasting or tries == 0):
            FAILURES[fault.kind](self, page)
            return
        self._send_page(page)

    def _robots(self) -> None:
        host = self._host()
        if host in self.state.robots_hiccups:
            self.state.robots_hiccups.discard(host)
            self._send(500, b"")
            return
        rules = self.state.robots.get(host)
        self._send(404 if rules is None else 200, (rules or "").encode(), "text/plain")

    def _host(self) -> str:
        return self.path.split("/")[1]

    def _send_page(self, page: Page) -> None:
        etag = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"' if page.has_etag else ""
        headers = ("ETag", etag), ("Content-Encoding", page.encoding)
        if etag and self.headers.get("If-None-Match") == etag:
            self._send(304, b"", "", *headers)
        else:
            self._send(200, page.body, page.content_type, *headers)

    def _send(
        self, status: int, body: bytes, content_type: str = JSON, *headers: tuple[str, str]
    ) -> None:
        length = () if status == 304 else (("Content-Length", str(len(body))),)
        self._head(status, ("Content-Type", content_type), *length, *headers)
        self._write(body)

    def _head(self, status: int, *headers: tuple[str, str]) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers if value)
        self._write(f"HTTP/1.1 {status} -\r\n{lines}\r\n".encode("latin-1"))

    def _write(self, octets: bytes) -> None:
        self.wfile.write(octets)
        with self.state.lock:
            self.state.sent[self._host()] += len(octets)

    def _reset(self) -> None:
        """Close so that the other side gets a reset and not an end."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        os.close(self.connection.detach())
        self.close_connection = True

    def fail_time_out(self, _: Page) -> None:
        self.state.closing.wait()
        self._reset()

    def fail_reset(self, _: Page) -> None:
        self._reset()

    def fail_reset_midway(self, page: Page) -> None:
        self.fail_cut_body(page)
        self._reset()

    def fail_busy(self, _: Page) -> None:
        self._send(429, b"{}")

    def fail_busy_for_a_second(self, _: Page) -> None:
        self._send(429, b"{}", JSON, ("Retry-After", "1"))

    def fail_busy_for_a_day(self, _: Page) -> None:
        self._send(429, b"{}", JSON, ("Retry-After", "86400"))

    def fail_server_error(self, _: Page) -> None:
        self._send(500, b"<h1>Internal Server Error</h1>", "text/html")

    def fail_html(self, _: Page) -> None:
        text = "<!doctype html><title>Maintenance</title><p>We are back soon.<br>Sorry"
        self._send(200, text.encode(), "text/html; charset=utf-8")

    def fail_cut_body(self, page: Page) -> None:
        length = len(page.body)
        self._head(200, ("Content-Type", page.content_type), ("Content-Length", str(length)))
        self._write(page.body[: length // 2])
        self.close_connection = True

    def fail_empty_list(self, page: Page) -> None:
        self._send(200, page.empty, page.content_type)

    def fail_huge(self, page: Page) -> None:
        length = str(self.state.huge_bytes)
        self._head(200, ("Content-Type", page.content_type), ("Content-Length", length))
        self._pour()

    def fail_huge_unannounced(self, page: Page) -> None:
        self._head(200, ("Content-Type", page.content_type), ("Connection", "close"))
        self._pour()

    def _pour(self) -> None:
        """As much as the other side takes, in the end ``huge_bytes``."""
        self.close_connection = True
        for _ in range(self.state.huge_bytes // len(PIECE)):
            self._write(PIECE)

    def fail_gzip_bomb(self, page: Page) -> None:
        self._send(200, gzip_bomb(), page.content_type, ("Content-Encoding", "gzip"))

    def fail_wrong_charset(self, page: Page) -> None:
        self._send(200, page.body.decode().encode("latin-1", "replace"), page.content_type)


FAILURES = {
    name.removeprefix("fail_"): function
    for name, function in vars(Handler).items()
    if name.startswith("fail_")
}


class Server(ThreadingHTTPServer):
    """Callers that hang up are expected; every other error is a mistake here, and kept."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, state: State) -> None:
        self.state = state
        super().__init__(("127.0.0.1", 0), partial(Handler, state))

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            self.state.errors.append(traceback.format_exc())


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address for ``SKILLSCAN_API_BASE``, and what it answers."""

    base_url: str
    state: State


@contextmanager
def serve() -> Iterator[Served]:
    """Serve on a free port until the block ends; begins with nothing to answer."""
    state = State()
    server = Server(state)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}", state)
    finally:
        state.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
