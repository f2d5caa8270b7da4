"""Collect: fetch boards with the real spiders, one process per source, reports from landing.

A board whose process died before it was reported gets a ``failed`` report here, so that every
board asked for has one; so does a board that is not fetched because no host could be reached
(``offline``). Failed and partial boards are no error of this step: the reports say it.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from skillscan.collect.circuit_breaker import failures_so_far
from skillscan.collect.crawl_process import CrawlEnd, RunningCrawls, crawl
from skillscan.collect.offline import learn
from skillscan.collect.outages import outages
from skillscan.collect.source_lock import source_lock
from skillscan.collect.unfetched import report_unfetched
from skillscan.domain import CRAWL_DIED, OFFLINE, Board, FetchReport, Outcome
from skillscan.landing.writer import clean_aside
from skillscan.net.reachability import CRAWL_TRIES, Reachability, unreached_sentence
from skillscan.settings import Settings
from skillscan.sources.registry import require_source
from skillscan.telemetry.metrics import measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.telemetry.step_log import log

_LOG = logging.getLogger(__name__)

PARALLEL_SOURCES = 4


def collect_boards(
    boards: Sequence[Board],
    settings: Settings,
    *,
    on_report: Callable[[FetchReport], None] | None = None,
    on_begun: Callable[[Board], None] | None = None,
    on_wait: Callable[[str], None] | None = None,
    earlier: Iterable[FetchReport] = (),
    run_id: str | None = None,
    progress: Progress = NO_PROGRESS,
) -> list[FetchReport]:
    """Fetch the boards; returns one report for each, in the order they ended.

    ``on_begun`` and ``on_report`` follow the fetches, ``on_wait`` tells of a source that another
    process is collecting at the moment; they are called from threads. ``progress`` has one phase,
    ``collect``, counted in boards. ``earlier`` are reports by the same run, or night: where no host
    has answered them either, this machine may be offline, and a provider that was down then is
    asked only whether it still is. ``run_id`` is the run that the fetch reports name. Raises
    ``UsageError`` for a source that has no spider. When the calling thread is interrupted
    (KeyboardInterrupt, SystemExit), the crawls are stopped first: boards under way are reported as
    ``crawl_stopped``.
    """
    by_source = _by_source(boards)
    if not by_source:
        return []
    clean_aside(settings.landing, datetime.now(UTC), by_source)

    reachability = Reachability(CRAWL_TRIES)
    known = list(earlier)
    learn(reachability, known)
    follow = _Following(sum(map(len, by_source.values())), on_report, progress, reachability)
    running = RunningCrawls(reachability)
    crawls = _Crawls(settings, running, follow, on_begun, on_wait, failures_so_far(known), run_id)
    with ThreadPoolExecutor(min(PARALLEL_SOURCES, len(by_source))) as pool:
        waiting = [pool.submit(crawls.collect, *source) for source in by_source.items()]
        try:
            reports = [report for ended in waiting for report in ended.result()]
        except BaseException as error:
            if not isinstance(error, Exception):
                crawls.running.stop()
            raise
    follow.finish()
    return reports


def _by_source(boards: Iterable[Board]) -> dict[str, list[Board]]:
    """Each board once, by its source. Raises ``UsageError`` for a source that is unknown."""
    found: defaultdict[str, dict[str, Board]] = defaultdict(dict)
    for board in boards:
        require_source(board.source)
        found[board.source].setdefault(board.token, board)
    return {source: list(by_token.values()) for source, by_token in found.items()}


@dataclass(frozen=True, slots=True)
class _Crawls:
    """The crawls of one run: each source in a process of its own, under its lock."""

    settings: Settings
    running: RunningCrawls
    follow: "_Following"
    on_begun: Callable[[Board], None] | None
    on_wait: Callable[[str], None] | None
    earlier_failures: Mapping[str, int]
    run_id: str | None

    def collect(self, source: str, boards: Sequence[Board]) -> list[FetchReport]:
        """A report for each board of the source, unless the run is stopped before."""
        with measured_step(self.settings, _LOG, "collect", source=source) as record:
            reports = self._fetch(source, boards)
            record.add(boards=len(reports), items=sum(report.items for report in reports))
            counts = Counter(report.outcome for report in reports)
            record.add(complete=counts[Outcome.COMPLETE])
            record.is_success = bool(counts[Outcome.COMPLETE])
            rows = [(counts[outcome], {"outcome": outcome.value}) for outcome in Outcome]
            record.tell("boards", rows, source=source)
        return reports

    def _fetch(self, source: str, boards: Sequence[Board]) -> list[FetchReport]:
        with source_lock(
            self.settings.home,
            source,
            lambda: self.on_wait and self.on_wait(source),
            self.running.stopping,
        ):
            if self.running.stopping.is_set():
                return []
            if self.running.reachability.is_offline:
                return [self._offline(board) for board in boards]
            end = crawl(
                source,
                boards,
                self.settings,
                on_begun=self.on_begun or (lambda _: None),
                on_report=self.follow.ended,
                running=self.running,
                earlier_failures=self.earlier_failures,
                run_id=self.run_id,
            )
        return end.reports + self._left(boards, end)

    def _left(self, boards: Sequence[Board], end: CrawlEnd) -> list[FetchReport]:
        """The reports of boards that the process left without one."""
        if self.running.stopping.is_set():
            return []
        reported = {report.board for report in end.reports}
        left = [board for board in boards if board.token not in reported]
        if self.running.reachability.is_offline:
            return [self._offline(board) for board in left]
        return [self._died(board, end) for board in left]

    def _offline(self, board: Board) -> FetchReport:
        """The report of a board that is not fetched because nobody can be reached."""
        unreached = self.running.reachability.unreached
        sentence = unreached_sentence(unreached)
        return self._failed(board, reason=OFFLINE, problem=sentence, unreached=unreached)

    def _died(self, board: Board, end: CrawlEnd) -> FetchReport:
        detail = (
            f"the crawl process ended with code {end.returncode}, without a report of this board"
        )
        notes = {"log": end.log[-2000:]}
        return self._failed(board, reason=CRAWL_DIED, problem=detail, notes=notes)

    def _failed(self, board: Board, **details: Any) -> FetchReport:
        """The report of a board that no process reports, told like those that came from one."""
        _, report = report_unfetched(self.settings.landing, board, run_id=self.run_id, **details)
        self.follow.ended(report)
        return report


class _Following:
    """Tells of each board that has ended: to the caller, to the log, and as progress.

    The log hears of boards whose host could not be reached once any host has answered; where none
    does, one record is enough, as it is for all boards that a provider's outage cost their turn.
    """

    def __init__(
        self,
        boards: int,
        on_report: Callable[[FetchReport], None] | None,
        progress: Progress,
        reachability: Reachability,
    ) -> None:
        self._boards, self._ended = boards, 0
        self._on_report, self._progress = on_report, progress
        self._reachability = reachability
        self._held: list[FetchReport] = []
        self._all: list[FetchReport] = []
        self._lock = Lock()
        progress.begin("collect")

    def ended(self, report: FetchReport) -> None:
        """A board has its report; called from the threads of the sources."""
        with self._lock:
            self._ended += 1
            self._progress.advance(self._ended, self._boards)
            self._all.append(report)
            self._held.append(report)
            if self._reachability.has_answer or not report.unreached:
                self._log_held()
        if self._on_report:
            self._on_report(report)

    def finish(self) -> None:
        """All boards have ended."""
        if self._held and not self._reachability.has_answer:
            sentence = unreached_sentence(self._reachability.unreached)
            log(_LOG, logging.INFO, sentence, step="collect", boards=len(self._held))
            self._held.clear()
        self._log_held()
        for outage in outages(self._all):
            log(_LOG, logging.WARNING, outage.sentence, step="collect", source=outage.source)

    def _log_held(self) -> None:
        for report in self._held:
            if report.outcome is not Outcome.NOT_TRIED:
                _log_ended(report)
        self._held.clear()


def _log_ended(report: FetchReport) -> None:
    log(
        _LOG,
        logging.INFO if report.outcome is Outcome.COMPLETE else logging.WARNING,
        "board ended",
        step="collect",
        source=report.source,
        board=report.board,
        outcome=report.outcome.value,
        reason=report.reason,
        items=report.items,
        seconds=(report.finished_at - report.started_at).total_seconds(),
    )
