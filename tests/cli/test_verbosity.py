"""``-q`` and ``-v`` of every command."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from rich.console import Console
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.cli.display import verbosity
from skillscan.cli.display.collect_progress import CollectProgress
from skillscan.cli.display.progress import phases
from skillscan.domain import FetchReport, Outcome
from skillscan.settings import Settings

ROOT: Any = typer.main.get_command(app)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    logger = logging.getLogger("skillscan")
    before = (list(logger.handlers), logger.level)
    yield
    logger.handlers[:], logger.level = before
    verbosity.begin(is_quiet=False, verbose=0)


def commands(group: Any = ROOT, *path: str) -> Iterator[tuple[str, ...]]:
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "commands"):
            yield from commands(command, *path, name)
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_command_takes_them(path: tuple[str, ...]) -> None:
    """Whoever learned it of one command would be refused by the next."""
    shown = CliRunner().invoke(app, [*path, "--help"]).output
    assert "-q, --quiet" in shown
    assert "-v, --verbose" in shown


@pytest.mark.parametrize(
    ("arguments", "level"),
    [
        (["doctor"], logging.WARNING),
        (["doctor", "-v"], logging.INFO),
        (["doctor", "-vv"], logging.DEBUG),
        (["-v", "doctor"], logging.INFO),
        (["doctor", "-q"], logging.ERROR),
        (["-q", "doctor"], logging.ERROR),
    ],
)
def test_the_level_of_the_log_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], level: int
) -> None:
    """Nobody could see what a command does without a variable of the environment."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path))
    CliRunner().invoke(app, arguments)
    assert logging.getLogger("skillscan").level == level


def test_a_quiet_doctor_says_only_what_needs_somebody(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A nightly mail that is always full is not read."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(market.home))
    loud, quiet = (CliRunner().invoke(app, ["doctor", *o]).stdout for o in ([], ["-q"]))
    assert "fine " in loud
    assert "fine " not in quiet
    assert "attention " in quiet


def report(outcome: Outcome, board: str) -> FetchReport:
    from datetime import UTC, datetime

    at = datetime(2026, 3, 1, tzinfo=UTC)
    return FetchReport(
        source="lever", board=board, outcome=outcome, started_at=at, finished_at=at, employer="A"
    )


def collected(*outcomes: Outcome) -> str:
    console = Console(record=True, width=80, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    progress = CollectProgress(len(outcomes), console)
    reports = [report(outcome, f"b-{outcome}") for outcome in outcomes]
    for one in reports:
        progress.finished(one)
    progress.summary(reports)
    return console.export_text()


def test_a_quiet_crawl_tells_of_boards_that_failed_only(capsys: pytest.CaptureFixture[str]) -> None:
    """Cron would send a mail each night, or none when boards fail."""
    assert "b-complete" in collected(Outcome.COMPLETE)
    verbosity.begin(is_quiet=True, verbose=0)
    assert collected(Outcome.COMPLETE) == ""
    shown = collected(Outcome.COMPLETE, Outcome.FAILED)
    assert "b-failed" in shown
    assert "b-complete" not in shown
    with phases({}) as progress:
        progress.begin("read")
    assert capsys.readouterr().err == ""


def test_a_quiet_summary_is_told_where_somebody_should_look(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A held release would leave an exit code and not a word."""
    verbosity.begin(is_quiet=True, verbose=0)
    verbosity.summary_console().print("done")
    verbosity.summary_console(needs_attention=True).print("held back")
    assert capsys.readouterr().out == "held back\n"


def test_every_json_line_of_one_command_has_its_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commands at once could not be told apart in one log."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path))
    monkeypatch.setenv("SKILLSCAN_LOG_FORMAT", "json")
    runs = []
    for _ in range(2):
        shown = CliRunner().invoke(app, ["doctor", "--metrics", "-vv"]).stderr
        lines = [json.loads(line) for line in shown.splitlines() if line.startswith("{")]
        assert len(lines) >= 2
        runs.append({line["run_id"] for line in lines})
    (first,), (second,) = runs
    assert first
    assert first != second
    kept = json.loads((tmp_path / "steps.json").read_text())
    assert [one["run_id"] for one in kept["runs"]] == [second]
