"""The base of all spiders: fetches boards, a few at a time, and ends each with a fetch report."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider, signals
from twisted.python.failure import Failure

from skillscan.boards.registry import is_token, read_boards
from skillscan.collect.board_fetch import BoardFetch
from skillscan.collect.circuit_breaker import PROVIDER_DOWN, BoardQueue, Limits
from skillscan.collect.previous_fetch import find_previous_fetch, recent_reports
from skillscan.collect.unfetched import report_unfetched
from skillscan.domain import CRAWL_STOPPED, OFFLINE, Board, Outcome, RawItem
from skillscan.errors import LandingUnwritableError, UsageError
from skillscan.net.decoding import UnusableResponse
from skillscan.net.reachability import CRAWL_TRIES, Reachability, unreached_sentence
from skillscan.net.url_policy import host_of, to_base
from skillscan.sources.registry import find

from ..request_refused import is_unreached, reason_of
from ..signals import board_begun, board_finished
from .board_response import BoardResponse

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

Step = RawItem | Request
Reader = Callable[..., Iterable[Step]]


class BoardSpider(Spider):
    """Crawl arguments: ``-a board=TOKEN`` for one board, ``-a boards=FILE`` for a board list.

    A subclass says in ``begin`` what a fetch requests first, and gives to ``request`` who reads the
    response. Readers yield raw items and further requests, and raise ``UnusableResponse`` for what
    they cannot use; the fetch keeps what came before.
    """

    accept: ClassVar[str] = "application/json"
    budget: ClassVar[str | None] = None
    """The name of the budget requests count against; ``None``: the host they go to."""
    _root: str
    _api_base: str
    _room: asyncio.Semaphore
    _queue: BoardQueue
    _limits: Limits
    _earlier: str = ""
    _run_id: str | None = None
    _changed: asyncio.Event
    _is_ending_early = False
    _ending: "asyncio.Future[None] | None" = None

    def __init__(self, board: str | None = None, boards: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.boards = self._boards(board, boards)
        self.fetches: dict[str, BoardFetch] = {}
        self.reachability = Reachability(CRAWL_TRIES)
        self.unreached: tuple[str, ...] = ()
        """The hosts asked in vain, once it is known that nobody can be reached."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Scrapy's constructor."""
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider._root = crawler.settings["LANDING_ROOT"]
        spider._api_base = crawler.settings["API_BASE"]
        spider._room = asyncio.Semaphore(crawler.settings.getint("OPEN_BOARDS"))
        spider._changed = asyncio.Event()
        spider._run_id = crawler.settings["RUN_ID"] or None
        spider._earlier = crawler.settings["EARLIER_FAILURES"]
        spider._limits = Limits(
            failures=crawler.settings.getint("PROVIDER_FAILURES"),
            pauses_seconds=tuple(map(float, crawler.settings.getlist("PROBE_PAUSES_SECONDS"))),
        )
        crawler.signals.connect(spider.finish_early, signal=signals.spider_closed)
        return spider

    def begin(self, fetch: BoardFetch) -> Iterable[Step]:
        """The first requests of a fetch."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Request]:
        """Open the fetches in the order of the list, as room for them becomes free.

        Boards of a provider that is down wait for it, and are reported as not tried in the end.
        """
        earlier = json.loads(Path(self._earlier).read_text("utf-8")) if self._earlier else {}
        self._queue = BoardQueue(self.boards, self._limits, monotonic(), earlier)
        while not self._is_ending_early:
            await self._room.acquire()
            self._changed.clear()
            turn = self._queue.take(monotonic())
            if turn is None:
                return
            if turn.board is None or not turn.is_tried:
                self._room.release()
            if turn.board is None:
                await self._wait_for_change(turn.wait_seconds)
            elif not turn.is_tried:
                self._leave_out(turn.board)
            else:
                fetch = self._open(turn.board, is_probe=turn.is_probe)
                fetch.begin_step()
                for request in self._take(fetch, self.begin(fetch)):
                    yield request

    def request(
        self,
        fetch: BoardFetch,
        url: str,
        reader: Reader,
        *,
        headers: Mapping[str, str] | None = None,
        json_body: Any = None,
        accept: str | None = None,
        arguments: Mapping[str, Any] | None = None,
    ) -> Request:
        """A request (POST when it has a ``json_body``) whose response goes to ``reader``.

        ``reader`` is called with the ``BoardResponse`` and the ``arguments``. Raises
        ``UnusableResponse`` past a limit of the fetch.
        """
        fetch.begin_request(_now())
        sent = {"Accept": accept or self.accept, **(headers or {})}
        if json_body is not None:
            sent["Content-Type"] = "application/json"
        return Request(
            to_base(url, self._api_base),
            method="GET" if json_body is None else "POST",
            body=None if json_body is None else json.dumps(json_body),
            headers=sent,
            callback=self._read_response,
            errback=self._failed,
            cb_kwargs={"fetch": fetch, "reader": reader, "arguments": arguments or {}},
            meta={
                "board": fetch.board.token,
                "original_url": url,
                "download_slot": self.budget or host_of(url),
                "is_probe": fetch.is_probe,
            },
            dont_filter=True,
        )

    def finish_if_done(self, fetch: BoardFetch) -> None:
        """Finish the fetch when nothing of it is under way any more."""
        if fetch.is_done and self.fetches.get(fetch.board.token) is fetch:
            del self.fetches[fetch.board.token]
            self._room.release()
            self._finish(fetch)

    def abort_crawl(self, fetch: BoardFetch, error: LandingUnwritableError) -> None:
        """Nothing more can be stored, so nothing more is asked for."""
        self.fetches.pop(fetch.board.token, None)
        fetch.abort()
        self._end_unwritable(error)

    def _end_unwritable(self, error: LandingUnwritableError) -> None:
        self._is_ending_early = True
        self._changed.set()
        self.logger.error("%s", error)
        if self._ending is None and self.crawler.engine is not None:
            end = self.crawler.engine.close_spider_async(reason="landing_unwritable")
            self._ending = asyncio.ensure_future(end)

    def finish_early(self) -> None:
        """The crawl ends early: what is there stays, as partial."""
        self._is_ending_early = True
        self._changed.set()
        fetches = list(self.fetches.values())
        self.fetches.clear()
        for fetch in fetches:
            if self.unreached:
                fetch.record_problem(OFFLINE, unreached_sentence(self.unreached))
                fetch.unreached.update(self.unreached)
            else:
                detail = "the crawl was stopped before the board was read"
                fetch.record_problem(CRAWL_STOPPED, detail)
            self._finish(fetch)

    async def _wait_for_change(self, seconds: float | None) -> None:
        """Until a fetch has ended, or the time for a probe has come."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)

    def _leave_out(self, board: Board) -> None:
        """Report a board of a provider that is down, without asking."""
        try:
            name, _ = report_unfetched(
                self._root,
                board,
                Outcome.NOT_TRIED,
                reason=PROVIDER_DOWN,
                problem=self._queue.sentence(board),
                unreached=self._queue.unreached(board),
                run_id=self._run_id,
            )
        except LandingUnwritableError as error:
            self._end_unwritable(error)
            return
        self.crawler.signals.send_catch_log(board_finished, name=name)

    def _open(self, board: Board, *, is_probe: bool) -> BoardFetch:
        known = recent_reports(self._root, board, _now())
        previous = find_previous_fetch(self._root, known)
        fetch = BoardFetch(
            board, self._root, _now(), previous, is_probe=is_probe, run_id=self._run_id
        )
        self.fetches[board.token] = fetch
        self.crawler.signals.send_catch_log(board_begun, board=board)
        return fetch

    def _finish(self, fetch: BoardFetch) -> None:
        try:
            report = fetch.finish(_now())
        except LandingUnwritableError as error:
            self.abort_crawl(fetch, error)
            return
        self._queue.ended(report, monotonic())
        self._changed.set()
        self.logger.info(
            "%s/%s: %s%s, %d items",
            report.source,
            report.board,
            report.outcome,
            f" ({report.reason})" if report.reason else "",
            report.items,
        )
        self.crawler.signals.send_catch_log(board_finished, name=fetch.report_name)

    def _read_response(
        self, response: "Response", fetch: BoardFetch, reader: Reader, arguments: Mapping[str, Any]
    ) -> Iterator[Request]:
        fetch.record_response(response.status)
        url = response.meta["original_url"]
        found = BoardResponse(fetch=fetch, url=url, scrapy_response=response)
        yield from self._take(fetch, reader(found, **arguments))

    def _failed(self, failure: Failure) -> None:
        fetch: BoardFetch = failure.request.cb_kwargs["fetch"]  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("the request failed without a reason")
        detail = getattr(error, "detail", "") or str(error) or type(error).__name__
        fetch.record_problem(reason_of(error), detail[:300], getattr(error, "http_status", None))
        host = host_of(failure.request.meta["original_url"])  # type: ignore[attr-defined]
        if is_unreached(error) and not self.reachability.has_answered(host):
            fetch.unreached.add(host)
        fetch.end_step()
        self.finish_if_done(fetch)

    def _take(self, fetch: BoardFetch, steps: Iterable[Step]) -> Iterator[Request]:
        """Land the items that a reader yields, pass its requests on, and book how it ended.

        The items go straight to the fetch: each on its own way through Scrapy's machinery for items
        would cost as much as parsing and storing it.
        """
        reason = "spider_error"
        try:
            for step in steps:
                if isinstance(step, Request):
                    yield step
                elif self.fetches.get(fetch.board.token) is fetch:
                    fetch.land(step)
            reason = ""
        except LandingUnwritableError as error:
            reason = ""
            self.abort_crawl(fetch, error)
        except UnusableResponse as error:
            reason = ""
            fetch.record_problem(error.reason, error.detail, fetch.http_status)
        finally:
            if reason:
                fetch.record_problem(reason, "the spider failed on this response: see its log")
            fetch.end_step()
            self.finish_if_done(fetch)

    def _boards(self, token: str | None, path: str | None) -> list[Board]:
        if token is not None:
            if not is_token(token):
                raise UsageError(f"{token!r} is no board token. Copy it from the board's URL.")
            return [Board(self.name, token, employer=token)]
        if path is not None:
            return [board for board in read_boards(Path(path)) if board.source == self.name]
        source = find(self.name)
        if source and source.default_boards:
            return [Board(self.name, name, employer=name) for name in source.default_boards]
        raise UsageError(
            f"The spider {self.name} needs to know its boards: -a board=TOKEN or -a boards=FILE."
        )


def _now() -> datetime:
    return datetime.now(UTC)
