"""What operators read in the logs of a night."""

import logging

import pytest

from skillscan.telemetry.step_log import fields_of, log, logged_step

LOGGER = logging.getLogger("skillscan.test")


def test_a_step_logs_its_counts_and_duration(caplog: pytest.LogCaptureFixture) -> None:
    """Nobody could say afterwards how much a run did and how long it took."""
    with (
        caplog.at_level(logging.DEBUG, logger="skillscan"),
        logged_step(LOGGER, "extract", source="lever") as record,
    ):
        record.add(postings=3)
    began, ended = caplog.records
    assert (began.levelname, began.getMessage()) == (
        "DEBUG",
        "extract began: step=extract source=lever",
    )
    assert ended.levelname == "INFO"
    assert fields_of(ended)["postings"] == 3
    assert fields_of(ended)["source"] == "lever"
    assert isinstance(fields_of(ended)["seconds"], float)
    assert "postings=3" in ended.getMessage()


def test_a_step_that_fails_says_so_and_raises(caplog: pytest.LogCaptureFixture) -> None:
    """A failed step would look as if it had never run."""
    with pytest.raises(ValueError, match="no disk"), logged_step(LOGGER, "publish", release="r"):
        raise ValueError("no disk")
    (failed,) = caplog.records
    assert failed.levelname == "ERROR"
    assert fields_of(failed)["reason"] == "ValueError: no disk"


def test_hostile_text_stays_on_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """A board's name with a line break would forge a log line."""
    log(LOGGER, logging.WARNING, "board failed", board="acme\nextract ended: step=extract\x1b[2J")
    (record,) = caplog.records
    assert "\n" not in record.getMessage()
    assert "\x1b" not in record.getMessage()


def test_records_of_others_have_no_fields() -> None:
    """A handler that reads fields would break on a record of Scrapy's."""
    assert fields_of(logging.makeLogRecord({"msg": "hello"})) == {}
