"""``skillscan explain opening ID`` on a warehouse made by hand."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse


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


@pytest.mark.parametrize("arguments", [(), ("o:nothing",)])
def test_a_missing_or_unknown_id_is_refused(opening_id: str, arguments: tuple[str, ...]) -> None:
    """An empty answer would look as if there were nothing to explain."""
    assert isinstance(run(*arguments).exception, UsageError)
