"""Runs one source's spider in a process of its own and follows what it says.

The process is ``python -m scrapy crawl SOURCE`` with the installed spiders, whatever the current
folder. It writes landing itself; on standard output it says which board begins and which report
it has written (``crawl_messages``), and it stops when its standard input ends, which is when this
process does, or when it is told there that the machine is offline.
Scrapy is imported nowhere here: only one crawl can live in a process.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from typing import IO

from skillscan.boards.registry import write_boards
from skillscan.collect.crawl_messages import CrawlMessage, from_line, offline_line
from skillscan.domain import Board, FetchReport
from skillscan.errors import LandingDamagedError
from skillscan.landing.reader import read_report
from skillscan.net.reachability import CRAWL_TRIES, Reachability
from skillscan.settings import Settings

SPIDERS = "skillscan.spiders"
SETTINGS_MODULE = f"{SPIDERS}.settings"
EARLIER = "earlier-failures.json"
KEPT_LOG_LINES = 30
STOP_SECONDS = 20.0

OnBegun = Callable[[Board], None]
OnReport = Callable[[FetchReport], None]


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How a crawl process ended; ``log`` holds the last lines of its standard error."""

    returncode: int
    reports: list[FetchReport]
    log: str


class RunningCrawls:
    """The crawl processes under way, so that another thread can stop them all.

    What they tell of hosts comes together in ``reachability``; when it says that this machine is
    offline, all are told so, and end.
    """

    def __init__(self, reachability: Reachability | None = None) -> None:
        self.stopping = Event()
        self.reachability = reachability or Reachability(CRAWL_TRIES)
        self._is_told = False
        self._processes: set[subprocess.Popen[str]] = set()
        self._lock = Lock()

    @contextmanager
    def hold(self, process: "subprocess.Popen[str]") -> Iterator[None]:
        """Have the process stopped with the others, and at the end of the block in any case."""
        with self._lock:
            self._processes.add(process)
        try:
            if self.stopping.is_set():
                process.terminate()
            elif self._is_told:
                self._tell(process)
            yield
        finally:
            _stop(process)
            with self._lock:
                self._processes.discard(process)

    def heard(self, message: CrawlMessage) -> None:
        """A crawl says that a host has answered, or that it has not."""
        if message.event == "answered":
            self.reachability.answered(message.value)
        elif message.event == "unreached":
            self.reachability.failed(message.value)
        if not self.reachability.is_offline:
            return
        with self._lock:
            processes = [] if self._is_told else list(self._processes)
            self._is_told = True
        for process in processes:
            self._tell(process)

    def _tell(self, process: "subprocess.Popen[str]") -> None:
        """Its fetches end as they are, with the sentence in their reports."""
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(OSError, ValueError):  # it has ended
            process.stdin.write(offline_line(self.reachability.unreached))
            process.stdin.flush()

    def stop(self) -> None:
        """Ask all to stop: they keep what they have as partial. None is started any more."""
        self.stopping.set()
        with self._lock:
            processes = list(self._processes)
        for process in processes:
            process.terminate()
        for process in processes:
            _wait_or_kill(process)


def crawl(
    source: str,
    boards: Sequence[Board],
    settings: Settings,
    *,
    on_begun: OnBegun = lambda _: None,
    on_report: OnReport = lambda _: None,
    running: RunningCrawls | None = None,
    earlier_failures: Mapping[str, int] | None = None,
    run_id: str | None = None,
) -> CrawlEnd:
    """Fetch the boards of one source and wait for the end.

    ``earlier_failures`` is what crawls before this one found of providers (``circuit_breaker``);
    ``run_id`` is what fetch reports call the run.
    When the caller is interrupted, or ``running`` is stopped from another thread, the process is
    asked to stop: what it has is kept as partial.
    """
    running = running or RunningCrawls()
    reports: list[FetchReport] = []
    log: deque[str] = deque(maxlen=KEPT_LOG_LINES)
    by_token = {board.token: board for board in boards}
    with tempfile.TemporaryDirectory(prefix="skillscan-") as folder:
        path = Path(folder) / "boards.csv"
        write_boards(boards, path)
        (Path(folder) / EARLIER).write_text(json.dumps(dict(earlier_failures or {})), "utf-8")
        with _start(source, path, settings, run_id) as process:
            assert process.stdout is not None  # noqa: S101 - both are pipes
            assert process.stderr is not None  # noqa: S101
            reader = Thread(target=_keep_last, args=(process.stderr, log), daemon=True)
            reader.start()
            with running.hold(process):
                messages = _heard(filter(None, map(from_line, process.stdout)), running)
                reports += _follow(messages, by_token, settings.landing, on_begun, on_report)
                process.wait()
            reader.join(STOP_SECONDS)
    return CrawlEnd(process.returncode, reports, "".join(log))


def _start(
    source: str, boards: Path, settings: Settings, run_id: str | None
) -> "subprocess.Popen[str]":
    command = [sys.executable, "-P", "-m", "scrapy", "crawl", source]
    command += ["-s", f"SPIDER_MODULES={SPIDERS}.{source}"]  # the others need not be imported
    command += ["-a", f"boards={boards}", "-s", "CRAWL_MESSAGES=1"]
    command += ["-s", "WATCH_PARENT=1", "-L", "WARNING"]
    command += ["-s", f"EARLIER_FAILURES={boards.with_name(EARLIER)}"]
    command += ["-s", f"RUN_ID={run_id or ''}"]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
        command,
        env={**os.environ, **_environment(settings)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _environment(settings: Settings) -> dict[str, str]:
    """The settings of this process for the other one, whatever its environment says."""
    return {
        "SCRAPY_SETTINGS_MODULE": SETTINGS_MODULE,
        "SKILLSCAN_HOME": str(settings.home.absolute()),
        "SKILLSCAN_LANDING_URL": settings.landing_url or str(settings.home.absolute() / "landing"),
        "SKILLSCAN_CONTACT": settings.contact,
        "SKILLSCAN_API_BASE": settings.api_base or "",
        "SKILLSCAN_PROVIDER_FAILURES": str(settings.provider_failures),
        "SKILLSCAN_PROVIDER_PROBES": str(settings.provider_probes),
    }


def _heard(messages: Iterable[CrawlMessage], running: RunningCrawls) -> Iterator[CrawlMessage]:
    """The messages on boards; those on hosts are heard by ``running``."""
    for message in messages:
        if message.event in ("begun", "finished"):
            yield message
        else:
            running.heard(message)


def _follow(
    messages: Iterable[CrawlMessage],
    boards: dict[str, Board],
    root: str,
    on_begun: OnBegun,
    on_report: OnReport,
) -> Iterator[FetchReport]:
    for message in messages:
        if message.event == "begun":
            if board := boards.get(message.value):
                on_begun(board)
        elif report := _read(root, message.value):
            on_report(report)
            yield report


def _read(root: str, name: str) -> FetchReport | None:
    """A report from landing; one that cannot be read counts as not written."""
    try:
        return read_report(root, name)
    except LandingDamagedError as error:
        logging.getLogger(__name__).error("%s", error)
        return None


def _keep_last(stream: IO[str], log: deque[str]) -> None:
    log.extend(stream)


def _stop(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
        _wait_or_kill(process)


def _wait_or_kill(process: "subprocess.Popen[str]") -> None:
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
