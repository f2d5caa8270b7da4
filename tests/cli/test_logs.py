"""Log lines on standard error."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from skillscan.cli.display.logs import JsonLines, TextLines, set_up_logging
from skillscan.settings import Settings
from skillscan.telemetry.step_log import log

LOGGER = logging.getLogger("skillscan.test")


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    root = logging.getLogger("skillscan")
    before = (list(root.handlers), root.level)
    yield
    root.handlers[:], root.level = before


def test_json_lines_carry_the_fields(capsys: pytest.CaptureFixture[str]) -> None:
    """A log collector could not tell one board from another."""
    set_up_logging(Settings(log_level="info", log_format="json"))
    log(LOGGER, logging.INFO, "board ended", source="lever", board="acme", items=3)
    (line,) = capsys.readouterr().err.splitlines()
    found = json.loads(line)
    assert (found["source"], found["board"], found["items"]) == ("lever", "acme", 3)
    assert found["level"] == "info"


def test_nothing_below_the_level_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal would be full of what nobody asked for."""
    set_up_logging(Settings())
    log(LOGGER, logging.INFO, "board ended")
    log(LOGGER, logging.WARNING, "board failed")
    assert "board failed" in (shown := capsys.readouterr().err)
    assert "board ended" not in shown


def test_a_traceback_stays_on_its_line() -> None:
    """One failure would look like forty records."""
    try:
        raise ValueError("no disk")
    except ValueError:
        record = LOGGER.makeRecord("skillscan", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    assert "\n" not in JsonLines().format(record)


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_no_password_of_an_address_is_logged(form: logging.Formatter) -> None:
    """Logs are kept, and read by many."""
    said = "no answer of ftp://kim:topsecret@host/landing, nor of host=db password=topsecret"
    line = form.format(logging.makeLogRecord({"msg": said}))
    assert "ftp://********@host/landing" in line
    assert "topsecret" not in line


def test_a_name_in_a_log_line_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    """A board's or file's name could colour the terminal, or turn the line around."""
    set_up_logging(Settings())
    log(LOGGER, logging.WARNING, "board failed", board="\x1b[31m\u202eacme")
    shown = capsys.readouterr().err
    assert "acme" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
