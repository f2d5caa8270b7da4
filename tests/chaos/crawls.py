"""One crawl of many boards with the real spiders, and what landing holds afterwards."""

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chaos.faults import Fault
from chaos.impatience import LEFT_HANGING, PATIENT_SECONDS, left_hanging
from chaos.jobs import is_text_of
from chaos.market import Title

from skillscan.boards.registry import write_boards
from skillscan.domain import Board, FetchReport, Outcome, Posting, RawItem
from skillscan.landing.reader import read_items, reports
from skillscan.sources.registry import require_source

TESTS = Path(__file__).parent.parent
FAULTY = {"RETRY_TIMES": 1, "DOWNLOAD_MAXSIZE": 2 * 1024 * 1024}
"""Scrapy settings with which lasting faults end soon, and large bodies cost the machine little."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """The fetch reports of one crawl by board, its log, and its process's largest memory."""

    root: str
    reports: dict[Board, FetchReport]
    log: str
    peak_mib: float

    def report(self, token: str) -> FetchReport:
        """The report of a board, where no two of the crawl have the same token."""
        (report,) = (one for board, one in self.reports.items() if board.token == token)
        return report

    def items(self, token: str) -> list[RawItem]:
        """The items of such a board."""
        report = self.report(token)
        return [item for _, item in read_items(self.root, report)] if report.landing_file else []

    @property
    def tracebacks(self) -> list[str]:
        """What the crawl did not expect."""
        return tracebacks(self.log)


def crawl(
    base_url: str,
    home: Path,
    boards: Sequence[Board],
    faults: Mapping[str, Fault] | None = None,
    **options: Any,
) -> Crawl:
    """Visit the boards; ``options`` are Scrapy settings.

    ``faults`` are those of the server: what it leaves hanging is given up soon, nothing else is.
    """
    home.mkdir(parents=True, exist_ok=True)
    write_boards(boards, home / "boards.csv")
    before = {_key(report) for report in reports(str(home / "landing"))}
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "skillscan.spiders.settings",
        "SKILLSCAN_HOME": str(home),
        "SKILLSCAN_API_BASE": base_url,
        "PYTHONPATH": str(TESTS),
    }
    options[LEFT_HANGING] = left_hanging(faults or {})
    script = Path(__file__).with_name("crawl_all.py")
    done = subprocess.run(
        [sys.executable, "-P", script, home / "boards.csv", json.dumps(options)],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=PATIENT_SECONDS,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    by_name = {(board.source, board.token): board for board in boards}
    new = [r for r in reports(str(home / "landing")) if _key(r) not in before]
    found = {by_name[report.source, report.board]: report for report in new}
    assert len(found) == len(new), "a board was reported twice"
    return Crawl(str(home / "landing"), found, done.stderr, json.loads(done.stdout)["peak_mib"])


def tracebacks(log: str) -> list[str]:
    """The tracebacks of a log, but for one of Scrapy's own.

    At its end it gives idle connections a second to close, and stumbles when they take just that.
    """
    found = re.findall(r"^Traceback .*\n(?:[ ]+.*\n)*.*", log, re.MULTILINE)
    return [trace for trace in found if "defer.AlreadyCalledError" not in trace]


def words(report: FetchReport) -> set[str]:
    """Every failure that a report names, also those that another try cured."""
    said = {"problems": report.problems, "retries": report.retries, "counts": report.counts}
    return {name for name, found in said.items() if found}.union(*said.values())


def standing(home: Path) -> set[Title]:
    """What landing says is on the boards: the jobs of each board's last complete fetch.

    A fetch that was "not modified" confirms the complete one before it.
    """
    root = str(home / "landing")
    by_board: defaultdict[tuple[str, str], list[FetchReport]] = defaultdict(list)
    for report in reports(root):
        if report.outcome is Outcome.COMPLETE and not report.is_not_modified:
            by_board[report.source, report.board].append(report)
    return {title for known in by_board.values() for title in titles(root, known[-1])}


def titles(root: str, report: FetchReport) -> Iterator[Title]:
    """The jobs that the real parser finds in a report's items."""
    for _, item in read_items(root, report):
        for parsed in require_source(item.source).parse(item):
            if isinstance(parsed, Posting):
                is_whole = is_text_of(parsed.title, parsed.body)
                yield item.source, item.board, parsed.title, is_whole


def _key(report: FetchReport) -> tuple[str, str, str]:
    return report.source, report.board, report.started_at.isoformat()
