"""`skillscan collect`: every board asked for ends with a report, whatever happens to the crawl."""

import json
import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from rich.console import Console
from suite.metrics_file import metric
from werkzeug import Request, Response

from skillscan.boards.registry import write_boards
from skillscan.cli.app import main
from skillscan.cli.display.collect_progress import CollectProgress, line_of
from skillscan.collect import crawl_process
from skillscan.collect.step import collect_boards
from skillscan.domain import Board, FetchReport, Outcome
from skillscan.errors import UsageError
from skillscan.landing.reader import read_items, reports
from skillscan.landing.writer import LandingWriter
from skillscan.settings import Settings
from skillscan.telemetry.step_log import fields_of

GOOD, GONE = Board("greenhouse", "good", "Good [Inc]"), Board("greenhouse", "gone", "Gone")
LEVER = Board("lever", "good", "Good [Inc]")


def answer(request: Request) -> Response:
    if "good" not in request.path:
        return Response(status=404)
    jobs = [{"id": 1, "title": "Engineer"}]
    body = jobs if "lever" in request.path else {"jobs": jobs, "meta": {"total": 1}}
    return Response(json.dumps(body), content_type="application/json")


@pytest.fixture
def settings(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home of its own, another current folder, and APIs on loopback."""
    httpserver.expect_request(re.compile(".*")).respond_with_handler(answer)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    values = {"HOME": str(tmp_path / "home"), "API_BASE": httpserver.url_for("").rstrip("/")}
    for name, value in values.items():
        monkeypatch.setenv(f"SKILLSCAN_{name}", value)
    return Settings()


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of the command line."""
    monkeypatch.setattr(sys, "argv", ["skillscan", "collect", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.mark.slow
def test_the_command_reports_every_board(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scheduler could not tell a good crawl from one that needs a look."""
    write_boards([GOOD, GONE], Path("list.csv"))
    assert run(monkeypatch, "--boards", "list.csv", "--json") == 3
    output = capsys.readouterr()
    outcomes = {
        r["board"]: (r["outcome"], r["reason"]) for r in map(json.loads, output.out.splitlines())
    }
    assert outcomes == {"good": ("complete", None), "gone": ("failed", "not_found")}
    assert "complete greenhouse/good: 1 items" in output.err
    assert "2 boards: 1 complete, 1 failed; 1 items" in output.err
    assert metric(settings, "boards", source="greenhouse", outcome="complete") == 1
    assert metric(settings, "boards", source="greenhouse", outcome="failed") == 1
    assert metric(settings, "step_failed", step="collect", source="greenhouse") == 0
    assert run(monkeypatch, "--boards", "list.csv", "--due") == 0
    assert "none was due" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--source", "nowhere"], "There is no source 'nowhere'"),
        (["--board", "nobody"], "nobody is not in the board list data/boards.csv"),
        (["--boards", "missing.csv"], "Cannot read the board list missing.csv"),
    ],
)
def test_wrong_usage_ends_with_2(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """A mistyped name would look like a crawl that found nothing."""
    assert run(monkeypatch, *arguments) == 2
    assert message in capsys.readouterr().err
    with pytest.raises(UsageError):
        collect_boards([Board("nowhere", "x", "X")], settings)


def test_a_crawl_that_dies_ends_with_1_and_reports_its_boards(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Boards would be missing without anybody knowing, or half a file be taken for a whole."""

    def start_and_kill(*arguments: Any) -> "subprocess.Popen[str]":
        process = start(*arguments)
        process.kill()
        return process

    start = crawl_process._start
    monkeypatch.setattr(crawl_process, "_start", start_and_kill)
    write_boards([GOOD], Path("list.csv"))
    assert run(monkeypatch, "--boards", "list.csv") == 1
    (report,) = reports(settings.landing)
    assert (report.outcome, report.reason) == (Outcome.FAILED, "crawl_died")
    assert "crawl_died: the crawl process ended with code -9" in capsys.readouterr().err
    assert not list(settings.home.rglob("*.jsonl.gz"))


@pytest.mark.slow
def test_a_stopped_crawl_keeps_what_it_has(
    settings: Settings, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C or a restart of the machine would throw away an hour of polite reading."""
    started: list[subprocess.Popen[str]] = []

    def pages(request: Request) -> Response:
        if "postings" not in request.path:
            return Response(status=404)
        skip = int(request.args["skip"])
        if skip == 100:
            started[0].terminate()
            started[0].wait()
        rows = [{"id": f"p{n}"} for n in range(skip, skip + 100)]
        return Response(json.dumps(rows), content_type="application/json")

    def keep(*arguments: Any) -> "subprocess.Popen[str]":
        started.append(start(*arguments))
        return started[0]

    start = crawl_process._start
    monkeypatch.setattr(crawl_process, "_start", keep)
    httpserver.clear()
    httpserver.expect_request(re.compile(".*")).respond_with_handler(pages)
    (report,) = collect_boards([LEVER], settings)
    assert (report.outcome, report.reason) == (Outcome.PARTIAL, "crawl_stopped")
    assert len(list(read_items(settings.landing, report))) == report.items >= 100
    assert not list(settings.home.rglob("*.part"))


@pytest.mark.slow
def test_two_collects_at_once_wait_for_each_other(settings: Settings) -> None:
    """They would spend a host's budget twice, or spoil each other's files."""
    waited: list[str] = []
    finished: list[FetchReport] = []

    def collect(_: int) -> list[FetchReport]:
        return collect_boards(
            [GOOD, LEVER, GOOD], settings, on_wait=waited.append, on_report=finished.append
        )

    with ThreadPoolExecutor(2) as pool:
        both = [report for part in pool.map(collect, range(2)) for report in part]
    assert sorted(waited) == ["greenhouse", "lever"]
    assert [report.outcome for report in both] == [Outcome.COMPLETE] * 4
    assert len(reports(settings.landing)) == len(finished) == 4
    for report in reports(settings.landing):
        assert len(list(read_items(settings.landing, report))) == 1
        assert report.employer == "Good [Inc]"


def test_boards_are_shown_as_text_not_as_markup(tmp_path: Path) -> None:
    """A board's name could hide or colour what the operator reads."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    report = LandingWriter(str(tmp_path), "ashby", "[red]x[/]", now).commit(
        FetchReport(
            source="ashby",
            board="[red]x[/]",
            outcome=Outcome.FAILED,
            reason="not_found",
            started_at=now,
            finished_at=now,
            problem="[bold]answered 404",
            is_suddenly_empty=True,
        )
    )
    console = Console(record=True, width=200, file=(tmp_path / "out").open("w"))
    with CollectProgress(1, console) as progress:
        progress.begun(Board("ashby", "[red]x[/]", "X"))
        progress.finished(report)
        progress.waiting("ashby")
        progress.summary([report])
    text = console.export_text()
    assert "failed ashby/[red]x[/]: 0 items, 0 answers (not_found: [bold]answered 404)" in text
    assert "(suddenly empty)" in line_of(report)


def test_every_board_is_logged_and_counted(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A crawl of an hour would be silent, and its log would not say which board failed."""
    counted: list[tuple[int, int]] = []

    class Counting:
        def begin(self, phase: str) -> None:
            assert phase == "collect"

        def advance(self, done: int, total: int) -> None:
            counted.append((done, total))

    with caplog.at_level(logging.INFO, logger="skillscan"):
        collect_boards([GOOD, GONE], settings, progress=Counting())
    assert counted == [(1, 2), (2, 2)]
    boards = {
        fields_of(r)["board"]: (r.levelname, fields_of(r)["outcome"], fields_of(r)["source"])
        for r in caplog.records
        if "board" in fields_of(r)
    }
    assert boards == {
        "good": ("INFO", "complete", "greenhouse"),
        "gone": ("WARNING", "failed", "greenhouse"),
    }
    (ended,) = [fields_of(r) for r in caplog.records if r.getMessage().startswith("collect ended")]
    assert (ended["boards"], ended["complete"], ended["items"]) == (2, 1, 1)
    assert isinstance(ended["seconds"], float)
