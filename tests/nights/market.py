"""The market of the nights: every night something is new, gone, back or changed on each board."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Any

from nights.simulated_clock import FIRST_NIGHT
from skillscan.domain import Board
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import Market, MarketPosting
from skillscan.sample_market.server import MarketState, _Handler

ALL_NIGHTS = 60
POSTINGS = 8
"""Of each board."""
BOARDS = {
    "greenhouse": ("marblewick", "quillbarrow", "plinthandpebble", "velvetanvil", "gristonlabs",
                   "sundrypixel", "ninebarns", "tumblefen", "oddlark", "moonwharf"),
    "ashby": ("bramblekey", "rookandrye", "paperlantern-ai", "inkwellandoak", "jollyturnip",
              "pinwheelbank", "silvertadpole", "lumpycloud", "halfmoonyard"),
}  # fmt: skip
ROUND = 3
"""Each board changes so often: it is due every night."""


def _is_listed(night: int, board: int, number: int, nights_new: int) -> bool:
    """Of a board's postings one comes and goes, one comes late, one goes for good."""
    if number == 0:
        return (night + board) // ROUND % 2 == 0
    if number == 1:
        return night >= nights_new
    if number == 2:
        return night < nights_new + 4
    return True


@cache
def night_market() -> Market:
    """The market, its postings listed on ``days`` that are nights."""
    found: list[MarketPosting] = []
    whole = build_market()
    boards = [(source, token) for source, tokens in BOARDS.items() for token in tokens]
    for place, (source, token) in enumerate(boards):
        own = [post for post in whole.board(source, token, 1) if _is_wanted(post)]
        one_each = list({post.opening: post for post in own}.values())[: POSTINGS + 1]
        spare = one_each.pop()
        for number, post in enumerate(one_each):
            found += _over_the_nights(post, spare, place, number)
    return Market(tuple(found))


def _is_wanted(post: MarketPosting) -> bool:
    occupation = post.plan.occupation.name
    return post.is_collected and post.plan.language == "en" and occupation.startswith("ml_")


def _over_the_nights(
    post: MarketPosting, spare: MarketPosting, board: int, number: int
) -> Iterator[MarketPosting]:
    nights = {
        night
        for night in range(1, ALL_NIGHTS + 1)
        if _is_listed(night, board, number, 2 + board * 2)
    }
    if number != 3:
        yield replace(post, days=frozenset(nights))
        return
    rewritten = {night for night in nights if night > 3 + board}
    yield replace(post, days=frozenset(nights - rewritten))
    yield replace(
        spare, native_id=post.native_id, days=frozenset(rewritten), age_days=post.age_days
    )


def night_boards(sources: tuple[str, ...] = tuple(BOARDS)) -> list[Board]:
    """The board list."""
    rows = [row for row in night_market().boards() if row[0] in sources]
    return [Board(source, token, name) for source, token, name in rows]


@dataclass
class Faults:
    """What the market does not answer as it should: boards by (source, token)."""

    down: set[tuple[str, str]] = field(default_factory=set)
    cut: set[tuple[str, str]] = field(default_factory=set)
    empty: set[tuple[str, str]] = field(default_factory=set)

    def clear(self) -> None:
        """The market is well again."""
        for boards in (self.down, self.cut, self.empty):
            boards.clear()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Crawls that are killed hang up; what the market got wrong, crawls would tell."""


class FaultyMarket:
    """The market on loopback: ``night`` and ``faults`` may change while it answers."""

    def __init__(self) -> None:
        self.state = MarketState(night_market(), 1, FIRST_NIGHT, faults=False)
        self.faults = Faults()
        self._server = _Server(("127.0.0.1", 0), partial(_FaultyHandler, self))
        self.base_url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator["FaultyMarket"]:
        thread = Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def fault_of(self, path: str) -> str | None:
        """The fault of the board that is asked for."""
        for name in ("down", "cut", "empty"):
            for source, token in getattr(self.faults, name):
                if source in path and f"/{token}" in path:
                    return name
        return None


class _FaultyHandler(_Handler):
    """Answers as the market, unless its board has a fault."""

    def __init__(self, market: FaultyMarket, *args: Any) -> None:
        self.market = market
        super().__init__(market.state, *args)

    def do_GET(self) -> None:  # noqa: N802 - the name that the server looks for
        fault = self.market.fault_of(self.path)
        if fault == "down":
            self.close_connection = True
        elif fault == "empty":
            self._say(b'{"jobs": [], "meta": {"total": 0}}')
        elif fault == "cut":
            self._say(b'{"jobs": [{"id": 1', promised=1_000)
            self.close_connection = True
        else:
            super().do_GET()

    def _say(self, body: bytes, promised: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(promised or len(body)))
        self.end_headers()
        self.wfile.write(body)
