"""A machine without a network: one sentence, soon; nothing is taken for gone or for ill."""

import io
import json
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from rich.console import Console
from werkzeug import Request, Response

from skillscan.boards.registry import write_boards
from skillscan.cli.app import main
from skillscan.cli.display.collect_progress import CollectProgress
from skillscan.collect import crawl_process
from skillscan.collect.offline import is_unanswered, reports_since, unreached_message
from skillscan.collect.step import collect_boards
from skillscan.domain import OFFLINE, Board, FetchReport, Outcome
from skillscan.landing.reader import reports
from skillscan.settings import Settings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SENTENCE = "no host could be reached: is this machine online?"
SOURCES = ("greenhouse", "lever", "ashby", "recruitee")
BOARDS = [Board(source, f"b{n}", f"B{n}") for source in SOURCES for n in range(12)]


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine that refuses connections: it is bound, and nobody listens."""
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def settings(closed_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home of its own; every address leads to a port that refuses."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SKILLSCAN_API_BASE", f"http://127.0.0.1:{closed_port}")
    return Settings()


def run(monkeypatch: pytest.MonkeyPatch, boards: list[Board], *arguments: str) -> int:
    """The exit code of the command line."""
    write_boards(boards, Path("list.csv"))
    monkeypatch.setattr(sys, "argv", ["skillscan", "collect", "--boards", "list.csv", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


def reports_of_one_sentence(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> list[FetchReport]:
    """One for each board, of a run that printed the sentence once and a count."""
    printed = capsys.readouterr().err.strip().splitlines()
    assert [SENTENCE in line for line in printed] == [True, False]
    assert printed[1] == f"{len(BOARDS)} boards: {len(BOARDS)} failed; 0 items, 0 KiB"
    found = list(reports(settings.landing))
    assert {(r.source, r.board) for r in found} == {(b.source, b.token) for b in BOARDS}
    return found


@pytest.mark.slow  # a process for each source; the next one takes up what they find in every run
def test_one_sentence_and_a_report_for_every_board(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two hundred lines said everything but what was wrong, and the exit code that it went well."""
    assert run(monkeypatch, BOARDS) == 1
    found = reports_of_one_sentence(settings, capsys)
    assert all(is_unanswered(report) for report in found)
    offline = [report for report in found if report.reason == OFFLINE]
    assert offline
    assert all(SENTENCE in (report.problem or "") for report in offline)


def test_the_sentence_is_printed_once_however_many_boards(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence would stand among as many lines as there are boards, or the code be 0."""
    earlier = [report(f"e{n}", "timeout", f"api.ats{n}.com") for n in range(3)]
    known = partial(collect_boards, earlier=earlier)
    monkeypatch.setattr("skillscan.collect.step.collect_boards", known)
    monkeypatch.setattr(crawl_process, "_start", lambda *_: pytest.fail("asked for"))
    assert run(monkeypatch, BOARDS) == 1
    found = reports_of_one_sentence(settings, capsys)
    assert {(r.reason, r.unreached) for r in found} == {
        (OFFLINE, ("api.ats0.com", "api.ats1.com", "api.ats2.com"))
    }


@pytest.mark.slow
def test_a_source_that_is_down_alone_is_not_called_offline(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The source's outage would be taken for ours; or its twelve boards give twelve lines."""
    assert run(monkeypatch, BOARDS[:12], "--json") == 1
    output = capsys.readouterr()
    assert f"{SENTENCE} (asked only: boards-api.greenhouse.io)" in output.err
    assert "failed greenhouse/" not in output.err
    found = [json.loads(line) for line in output.out.splitlines()]
    assert {report["reason"] for report in found} == {"robots_unavailable", "provider_down"}
    assert {tuple(r["details"]["unreached"]) for r in found} == {("boards-api.greenhouse.io",)}


@pytest.mark.slow
def test_nothing_changes_where_anybody_answers(
    httpserver: HTTPServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Half an outage would end the crawl of the sources that are well."""

    def answer(request: Request) -> Response:
        if "greenhouse" in request.path and "jobs" in request.path:
            body = {"jobs": [{"id": 1}], "meta": {"total": 1}}
            return Response(json.dumps(body), content_type="application/json")
        return Response(status=404 if request.path.endswith("robots.txt") else 500)

    httpserver.expect_request("").respond_with_handler(answer)
    monkeypatch.setenv("SKILLSCAN_API_BASE", httpserver.url_for("").rstrip("/"))
    boards = [next(b for b in BOARDS if b.source == source) for source in SOURCES]
    assert run(monkeypatch, boards) == 3
    printed = capsys.readouterr().err
    assert SENTENCE not in printed
    assert "complete greenhouse/b0" in printed
    assert "failed lever/b0" in printed
    assert all(not r.unreached for r in reports(settings.landing))


@pytest.mark.slow
def test_what_earlier_sources_found_holds_for_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each task of the nightly flow would find out for itself, twenty seconds each."""
    started = datetime.now(UTC) - timedelta(seconds=1)
    for source in SOURCES[:3]:
        collect_boards([b for b in BOARDS if b.source == source][:1], settings)
    earlier = list(reports_since(settings.landing, started))
    assert [report.reason for report in earlier] == ["robots_unavailable"] * 3
    monkeypatch.setattr(crawl_process, "_start", lambda *_: pytest.fail("asked for"))
    last = [b for b in BOARDS if b.source == "recruitee"]
    found = collect_boards(last, settings, earlier=earlier)
    assert {(r.outcome, r.reason) for r in found} == {(Outcome.FAILED, OFFLINE)}
    assert len(found) == len(last)
    assert unreached_message([*earlier, *found]) == found[0].problem


@pytest.mark.slow
@pytest.mark.parametrize("is_refusing", [True, False], ids=["closed", "answers 403"])
def test_a_proxy_that_lets_nobody_through(
    closed_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_refusing: bool
) -> None:
    """Behind a firm's proxy, every night would be an hour of waiting for nobody."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SKILLSCAN_API_BASE", raising=False)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        Thread(target=_forbid, args=(server,), daemon=True).start()
        port = closed_port if is_refusing else server.getsockname()[1]
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        found = collect_boards(BOARDS, Settings())
    assert len(found) == len(BOARDS)
    assert SENTENCE in (unreached_message(found) or "")
    assert sum(report.reason == OFFLINE for report in found) > len(BOARDS) / 2


@pytest.mark.slow
def test_names_that_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop on a train has no name server; each site would be asked four times."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path / "home"))
    for name in ("SKILLSCAN_API_BASE", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    boards = [Board("jsonld", f"jobs.firm{n}.invalid", f"Firm {n}") for n in range(12)]
    found = collect_boards(boards, Settings())
    assert {report.reason for report in found} == {OFFLINE}
    assert len(found) == len(boards)
    assert SENTENCE in (unreached_message(found) or "")


def _forbid(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")


def report(board: str, reason: str | None, *unreached: str) -> FetchReport:
    return FetchReport(
        source="lever",
        board=board,
        outcome=Outcome.FAILED if reason else Outcome.COMPLETE,
        reason=reason,
        started_at=NOW,
        finished_at=NOW,
        unreached=unreached,
    )


def test_lines_wait_until_anybody_answers() -> None:
    """The sentence would stand below the lines that it is to spare."""
    out = io.StringIO()
    console = Console(file=out, width=200)
    silent = report("a", "cannot_resolve", "a.example")
    with CollectProgress(3, console) as progress:
        progress.finished(silent)
        assert out.getvalue() == ""
        progress.finished(report("b", None))
        assert [line.split(":")[0] for line in out.getvalue().splitlines()] == [
            "failed lever/a",
            "complete lever/b",
        ]
        progress.finished(silent)
        assert len(out.getvalue().splitlines()) == 3


@pytest.mark.parametrize(
    ("found", "is_said"),
    [
        ([], False),
        ([report("a", None)], False),
        ([report("a", "not_found")], False),
        ([report("a", "timeout", "a.example")], True),
        ([report("a", "timeout", "a.example"), report("b", "not_found")], False),
        ([report("a", "timeout", "a.example"), report("b", OFFLINE, "a.example")], True),
    ],
)
def test_message(found: list[Any], *, is_said: bool) -> None:
    """A dead board would be called a dead network."""
    assert (unreached_message(found) is not None) is is_said
