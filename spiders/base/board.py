"""The base of all spiders: visits boards, a few at a time, and ends each with a fetch report."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider, signals
from twisted.python.failure import Failure

from skillscan.boards.registry import is_token, read_boards
from skillscan.collect.board_fetch import Visit
from skillscan.collect.previous_fetch import earlier_fetch, reports_of
from skillscan.domain import Board, RawItem
from skillscan.errors import LandingUnwritableError, UsageError
from skillscan.net.decoding import BadAnswerError
from skillscan.net.url_policy import host_of, to_base
from skillscan.sources.registry import find

from ..request_refused import reason_of
from ..signals import board_begun, board_finished
from .answer import Answer

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

Step = RawItem | Request
Reader = Callable[..., Iterable[Step]]


class BoardSpider(Spider):
    """Crawl arguments: ``-a board=TOKEN`` for one board, ``-a boards=FILE`` for a board list.

    A subclass says in ``begin`` what a visit asks for first, and gives to ``ask`` who reads the
    answer. Readers yield raw items and further requests, and raise ``BadAnswerError`` for what
    they cannot use; the visit keeps what came before.
    """

    accept: ClassVar[str] = "application/json"
    budget: ClassVar[str | None] = None
    """The name of the budget requests count against; ``None``: the host they go to."""
    _root: str
    _api_base: str
    _room: asyncio.Semaphore
    _ending: "asyncio.Future[None] | None" = None

    def __init__(self, board: str | None = None, boards: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.boards = self._boards(board, boards)
        self.visits: dict[str, Visit] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Scrapy's constructor."""
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider._root = crawler.settings["LANDING_ROOT"]
        spider._api_base = crawler.settings["API_BASE"]
        spider._room = asyncio.Semaphore(crawler.settings.getint("OPEN_BOARDS"))
        crawler.signals.connect(spider.stopped, signal=signals.spider_closed)
        return spider

    def begin(self, visit: Visit) -> Iterable[Step]:
        """The first requests of a visit."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Request]:
        """Open the visits in the order of the list, as room for them becomes free."""
        for board in self.boards:
            await self._room.acquire()
            visit = self._open(board)
            visit.begin_step()
            for step in self._take(visit, self.begin(visit)):
                if isinstance(step, Request):
                    yield step

    def ask(
        self,
        visit: Visit,
        url: str,
        reader: Reader,
        *,
        headers: Mapping[str, str] | None = None,
        json_body: Any = None,
        accept: str | None = None,
        arguments: Mapping[str, Any] | None = None,
    ) -> Request:
        """A request (POST when it has a ``json_body``) whose answer goes to ``reader``.

        ``reader`` is called with the ``Answer`` and the ``arguments``. Raises ``BadAnswerError``
        past a limit of the visit.
        """
        visit.asks(_now())
        sent = {"Accept": accept or self.accept, **(headers or {})}
        if json_body is not None:
            sent["Content-Type"] = "application/json"
        return Request(
            to_base(url, self._api_base),
            method="GET" if json_body is None else "POST",
            body=None if json_body is None else json.dumps(json_body),
            headers=sent,
            callback=self._answered,
            errback=self._failed,
            cb_kwargs={"visit": visit, "reader": reader, "arguments": arguments or {}},
            meta={
                "board": visit.board.token,
                "original_url": url,
                "download_slot": self.budget or host_of(url),
            },
            dont_filter=True,
        )

    def settle(self, visit: Visit) -> None:
        """Finish the visit when nothing of it is under way any more."""
        if visit.is_settled and self.visits.get(visit.board.token) is visit:
            del self.visits[visit.board.token]
            self._room.release()
            self._finish(visit)

    def give_up(self, visit: Visit, error: LandingUnwritableError) -> None:
        """Nothing more can be stored, so nothing more is asked for."""
        self.visits.pop(visit.board.token, None)
        visit.abandon()
        self.logger.error("%s", error)
        if self._ending is None and self.crawler.engine is not None:
            end = self.crawler.engine.close_spider_async(reason="landing_unwritable")
            self._ending = asyncio.ensure_future(end)

    def stopped(self) -> None:
        """The crawl ends early: what is there stays, as partial."""
        visits = list(self.visits.values())
        self.visits.clear()
        for visit in visits:
            visit.problem("crawl_stopped", "the crawl was stopped before the board was read")
            self._finish(visit)

    def _open(self, board: Board) -> Visit:
        known = reports_of(self._root, board, _now())
        visit = Visit(board, self._root, _now(), earlier_fetch(self._root, known))
        self.visits[board.token] = visit
        self.crawler.signals.send_catch_log(board_begun, board=board)
        return visit

    def _finish(self, visit: Visit) -> None:
        try:
            report = visit.finish(_now())
        except LandingUnwritableError as error:
            self.give_up(visit, error)
            return
        self.logger.info(
            "%s/%s: %s%s, %d items",
            report.source,
            report.board,
            report.outcome,
            f" ({report.reason})" if report.reason else "",
            report.items,
        )
        self.crawler.signals.send_catch_log(board_finished, report=report)

    def _answered(
        self, response: "Response", visit: Visit, reader: Reader, arguments: Mapping[str, Any]
    ) -> Iterator[Step]:
        visit.received(response.status)
        answer = Answer(visit=visit, url=response.meta["original_url"], response=response)
        yield from self._take(visit, reader(answer, **arguments))

    def _failed(self, failure: Failure) -> None:
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("the request failed without a reason")
        detail = getattr(error, "detail", "") or str(error) or type(error).__name__
        visit.problem(reason_of(error), detail[:300], getattr(error, "http_status", None))
        visit.end_step()
        self.settle(visit)

    def _take(self, visit: Visit, steps: Iterable[Step]) -> Iterator[Step]:
        """Pass on what a reader yields, and book how it ended."""
        reason = "spider_error"
        try:
            for step in steps:
                if isinstance(step, RawItem):
                    visit.expects_item()
                yield step
            reason = ""
        except BadAnswerError as error:
            reason = ""
            visit.problem(error.reason, error.detail, visit.http_status)
        finally:
            if reason:
                visit.problem(reason, "the spider failed on this answer: see its log")
            visit.end_step()
            self.settle(visit)

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
