"""``skillscan explain opening ID`` on a warehouse made by hand."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.settings import Settings
from skillscan.warehouse import posting_status
from skillscan.warehouse.connection import open_warehouse

BOARD = ("greenhouse", "employer-00")
NIGHT = datetime(2026, 2, 11, 4, tzinfo=UTC)


@pytest.fixture
def opening_id(market: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of some opening of the warehouse that the command will read."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(market.home))
    with open_warehouse(market, read_only=True) as connection:
        row = connection.execute("SELECT min(opening_id) FROM openings").fetchone()
    assert row
    return str(row[0])


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["explain", "opening", *arguments])


def test_the_trail_is_printed(opening_id: str) -> None:
    """Nobody could check whether two postings are really one opening."""
    printed = run(opening_id)
    assert printed.exit_code == 0, printed.output
    assert printed.output.startswith(f"{opening_id} · ")
    found = json.loads(run(opening_id, "--json").output)
    assert found["opening_id"] == opening_id
    assert found["postings"]


@pytest.fixture
def closed_posting(market: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """A posting that a whole fetch had and the two after it did not; its board has others."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(market.home))
    with open_warehouse(market) as connection:
        for night in range(3):
            connection.execute(
                "INSERT INTO fetches BY NAME SELECT * REPLACE (? AS fetch_id, ? AS started_at, "
                "5 AS items, 5 AS postings, 5 AS listed, 5 AS announced, ? AS run_id) "
                "FROM fetches WHERE fetch_id = 'Employer 00'",
                [f"night-{night}", NIGHT + timedelta(days=night), f"run-{night}"],
            )
        connection.execute(
            "UPDATE postings SET last_seen = ?, sighted_at = ? WHERE board = ?",
            [NIGHT + timedelta(days=2)] * 2 + [BOARD[1]],
        )
        connection.execute(
            "UPDATE postings SET first_seen = $1, last_seen = $1, sighted_at = $1 "
            "WHERE native_id = '0-0'",
            [NIGHT],
        )
        posting_status.recompute(connection, [BOARD])
    return "greenhouse/employer-00/0-0"


def test_the_evidence_of_a_closing_is_printed(closed_posting: str) -> None:
    """Nobody could check whether a posting was really gone, or its board was just not read."""
    printed = run(closed_posting)
    assert printed.exit_code == 0, printed.output
    trail, _, evidence = printed.output.partition(f"Why {closed_posting} is closed:\n")
    assert trail
    first, missing, confirmed = evidence.splitlines()
    assert "last seen 2026-02-11 04:00 UTC: 2 complete fetches of greenhouse/employer-00" in first
    assert "missing since 2026-02-12 04:00 UTC: 5 of 5 postings listed" in missing
    assert "in fetch night-1 (run run-1)" in missing
    assert "confirmed 2026-02-13 04:00 UTC" in confirmed
    assert "in fetch night-2 (run run-2)" in confirmed
    (closure,) = json.loads(run(closed_posting, "--json").output)["closures"]
    proofs = (closure["missing_fetch_id"], closure["confirming_fetch_id"])
    assert proofs == ("night-1", "night-2")


@pytest.mark.parametrize("arguments", [(), ("o:nothing",)])
def test_a_missing_or_unknown_id_is_refused(opening_id: str, arguments: tuple[str, ...]) -> None:
    """An empty answer would look as if there were nothing to explain."""
    assert isinstance(run(*arguments).exception, UsageError)
