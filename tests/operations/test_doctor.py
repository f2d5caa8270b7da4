"""Doctor: says what is wrong and what to do, and never hides one fault behind another."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import OFFLINE, FetchReport, Outcome
from skillscan.landing.writer import LandingWriter
from skillscan.operations.doctor import Diagnosis, State, examine
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "var", contact="ops@example.org")


def found(settings: Settings, part: str, state: State) -> list[Diagnosis]:
    return [f for f in examine(settings, now=NOW) if (f.part, f.state) == (part, state)]


def fetch(settings: Settings, hours_ago: float, **changes: Any) -> None:
    started = NOW - timedelta(hours=hours_ago)
    values = {"outcome": Outcome.COMPLETE, "started_at": started, "finished_at": started}
    values |= {"board": "acme"} | changes
    writer = LandingWriter(settings.landing, "ats", str(values["board"]), started)
    writer.commit(FetchReport(source="ats", **values))


def fill(settings: Settings, table: str, **values: Any) -> None:
    """A row of a table; columns that are not given get a value of their type."""
    with open_warehouse(settings) as connection:
        columns = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]
        ).fetchall()
        plain = {"VARCHAR": "x", "INTEGER": 0, "BIGINT": 0, "BOOLEAN": False, "JSON": "{}"}
        row = [values.get(name, plain.get(kind, NOW)) for name, kind in columns]
        marks = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608


def test_a_new_home_has_notes_only(settings: Settings) -> None:
    """A first user would be told that something is broken."""
    states = {f.state for f in examine(settings, now=NOW)}
    assert states == {State.FINE, State.NOTE}
    assert all(f.advice for f in examine(settings, now=NOW) if f.state is State.NOTE)
    assert not settings.home.exists()


def test_own_rules_are_said_to_be_in_force_or_not(settings: Settings) -> None:
    """A file that does not fit would be found by the extract at night."""
    own = settings.home / "rules" / "seniority.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("fragments: {senior: [elder]}")
    assert "1 rules and lists of your own" in found(settings, "rules", State.FINE)[0].message
    own.write_text("levels: [{id: wizard}]")
    (broken,) = found(settings, "rules", State.BROKEN)
    assert "seniority.yaml:1: wizard" in broken.message
    assert broken.advice == "skillscan rules check"


def test_no_contact_is_said(settings: Settings) -> None:
    """Sources could not reach the operator."""
    nameless = replace(settings, contact="")
    assert "SKILLSCAN_CONTACT" in found(nameless, "configuration", State.NOTE)[0].advice


def test_a_stopped_schedule_is_seen(settings: Settings) -> None:
    """Numbers would grow old without anybody noticing."""
    fetch(settings, 24 * 5)
    assert "stale" in found(settings, "landing", State.ATTENTION)[0].message
    fetch(settings, 1)
    assert found(settings, "landing", State.FINE)


def test_what_waits_to_be_loaded_is_counted(settings: Settings) -> None:
    """Somebody would publish without the newest fetches."""
    fetch(settings, 1)
    with open_warehouse(settings):
        pass
    (waiting,) = found(settings, "warehouse", State.ATTENTION)
    assert (waiting.message, waiting.advice) == ("1 fetches are not loaded", "skillscan extract")


@pytest.mark.parametrize(
    ("table", "values", "message"),
    [
        ("landing_files", {"landing_file": "a/b.jsonl.gz", "is_damaged": True}, "a/b.jsonl.gz"),
        ("quarantine", {"source": "ats", "reason": "no_title"}, "ats no_title 1"),
        ("fetches", {"source": "ats", "board": "acme", "is_suspicious": True}, "ats/acme"),
    ],
    ids=["damaged", "quarantine", "suddenly empty"],
)
def test_what_is_wrong_in_the_warehouse(
    settings: Settings, table: str, values: dict[str, Any], message: str
) -> None:
    """A fault would be found by its effect on the numbers."""
    fill(settings, table, **({"outcome": "complete"} | values))
    (finding,) = found(settings, "warehouse", State.ATTENTION)
    assert message in finding.message
    assert finding.advice


def test_a_board_that_only_fails_is_named(settings: Settings) -> None:
    """A board that moved would be asked for ever."""
    for number, outcome in enumerate(["complete", "failed", "failed", "failed"]):
        assert not found(settings, "warehouse", State.ATTENTION)
        started = NOW - timedelta(hours=24 - number)
        row = {"source": "ats", "board": "acme", "outcome": outcome, "reason": "http_404"}
        fill(settings, "fetches", fetch_id=str(number), started_at=started, **row)
    (finding,) = found(settings, "warehouse", State.ATTENTION)
    assert "ats/acme http_404" in finding.message
    assert finding.alarm == "failing_boards"


def test_an_alarm_of_a_board_that_is_visited_no_more_ends(settings: Settings) -> None:
    """Taking a dead board from the list would leave its alarm for ever."""
    for number in range(3):
        row = {"source": "ats", "board": "gone", "outcome": "failed", "reason": "http_404"}
        started = NOW - timedelta(hours=24 - number)
        fill(settings, "fetches", fetch_id=str(number), started_at=started, **row)
    empty = {"source": "ats", "board": "empty", "outcome": "complete", "is_suspicious": True}
    fill(settings, "fetches", fetch_id="empty", started_at=NOW - timedelta(hours=24), **empty)
    assert len(found(settings, "warehouse", State.ATTENTION)) == 2
    other = {"source": "ats", "board": "lives", "outcome": "complete"}
    fill(settings, "fetches", fetch_id="new", started_at=NOW + timedelta(days=31), **other)
    assert not found(settings, "warehouse", State.ATTENTION)


def test_a_machine_without_a_network_is_one_sentence(settings: Settings) -> None:
    """Every board would be named as failing, and the network not."""
    for number in range(3):
        started = NOW - timedelta(hours=24 - number)
        row = {"source": "ats", "board": "acme", "outcome": "failed", "reason": OFFLINE}
        fill(settings, "fetches", fetch_id=str(number), started_at=started, **row)
    assert not found(settings, "warehouse", State.ATTENTION)
    lost = {"outcome": Outcome.FAILED, "reason": OFFLINE, "unreached": ("a.example",)}
    fetch(settings, 30)
    fetch(settings, 1, **lost)
    (finding,) = found(settings, "landing", State.ATTENTION)
    assert "no host could be reached: is this machine online? (asked only: a.e" in finding.message
    fetch(settings, 0.5)
    assert not found(settings, "landing", State.ATTENTION)


def test_a_night_in_which_nothing_was_read_is_said(settings: Settings) -> None:
    """`doctor` called a total outage fine."""
    fetch(settings, 30)
    fetch(settings, 1, outcome=Outcome.FAILED, reason="server_error")
    (finding,) = found(settings, "landing", State.ATTENTION)
    assert "none of 1 boards was read whole: server_error (1)" in finding.message
    fetch(settings, 0.5)
    assert not found(settings, "landing", State.ATTENTION)


def test_an_outage_of_a_provider_is_one_line(settings: Settings) -> None:
    """One outage would be as many alarms as the provider has boards."""
    boards = [f"b{n}" for n in range(40)]
    for board in boards:
        is_asked = board in boards[:5]
        outcome = {"outcome": Outcome.FAILED if is_asked else Outcome.NOT_TRIED}
        fetch(
            settings, 1, board=board, reason="timeout" if is_asked else "provider_down", **outcome
        )
    (finding,) = found(settings, "landing", State.ATTENTION)
    assert finding.message == (
        "at the newest collect ats is down (timeout): 35 boards were not asked, 5 failed before; "
        "all keep what is known"
    )
    assert finding.advice


@pytest.mark.parametrize(
    ("outcomes", "named"),
    [
        ("failed failed failed", "1 boards that failed three times in a row: ats/acme timeout"),
        ("failed not_tried failed failed", "1 boards that failed three times"),
        ("not_tried not_tried not_tried not_tried", None),
        ("failed failed not_tried", None),
    ],
)
def test_boards_that_were_not_tried_have_not_failed(
    settings: Settings, outcomes: str, named: str | None
) -> None:
    """A week's outage would name each board of the provider as dead."""
    for day, outcome in enumerate(outcomes.split()):
        values = {
            "outcome": outcome,
            "reason": "timeout" if outcome == "failed" else "provider_down",
        }
        started = NOW - timedelta(days=9 - day)
        ids = {"source": "ats", "board": "acme", "fetch_id": f"f{day}", "started_at": started}
        fill(settings, "fetches", **(values | ids))
    said = [f.message for f in found(settings, "warehouse", State.ATTENTION)]
    assert [named in line for line in said] == [True] if named else said == []


def test_boards_that_failed_in_an_outage_have_not_failed_by_themselves(settings: Settings) -> None:
    """The first five boards of the list would be called dead after three nights of an outage."""
    for day in range(3):
        started = NOW - timedelta(days=9 - day)
        values = {"source": "ats", "started_at": started, "reason": "server_error"}
        fill(settings, "fetches", board="a", outcome="failed", fetch_id=f"a{day}", **values)
        later = values | {"started_at": started + timedelta(minutes=9), "reason": "provider_down"}
        fill(settings, "fetches", board="b", outcome="not_tried", fetch_id=f"b{day}", **later)
    assert not found(settings, "warehouse", State.ATTENTION)


def test_a_lock_is_named_and_hides_nothing_else(settings: Settings) -> None:
    """The examination would end with a traceback where it is needed most."""
    with open_warehouse(settings):
        findings = run_doctor(settings)
    (locked,) = [f for f in findings if f["state"] == "broken"]
    assert f"process {os.getpid()}" in locked["message"]
    assert [f["part"] for f in findings][-2:] == ["releases", "backups"]


def run_doctor(settings: Settings) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "skillscan", "doctor", "--json"]
    environment = os.environ | {"SKILLSCAN_HOME": str(settings.home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    findings: list[dict[str, str]] = json.loads(done.stdout)
    return findings


def test_a_broken_file_is_named(settings: Settings) -> None:
    """Somebody would think that everything is lost."""
    settings.home.mkdir()
    settings.warehouse.write_bytes(b"no database" * 1000)
    (finding,) = found(settings, "warehouse", State.BROKEN)
    assert "skillscan restore" in finding.message


def test_a_broken_release_is_named(settings: Settings) -> None:
    """Readers would see no page, and nobody would know why."""
    folder = Path(settings.releases)
    folder.mkdir(parents=True)
    (folder / "latest").write_text("2026-05-01-gone")
    assert found(settings, "releases", State.BROKEN)


def test_storage_that_cannot_be_reached_is_named(settings: Settings) -> None:
    """A wrong URL would show as a traceback of some library."""
    away = replace(settings, landing_url="nosuchprotocol://bucket/landing")
    assert "nosuchprotocol" in found(away, "landing", State.BROKEN)[0].message


def test_a_home_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first command would fail after an hour of crawling."""
    monkeypatch.setattr("skillscan.operations.doctor.os.access", lambda *_: False)
    assert "SKILLSCAN_HOME" in found(Settings(home=tmp_path), "home", State.BROKEN)[0].advice
