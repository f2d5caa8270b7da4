"""``skillscan warehouse move``: what it says and how it ends."""

import json
from pathlib import Path

import pytest
from suite.command_line import run_here

from skillscan.settings import Settings


@pytest.fixture
def home(market: Settings) -> str:
    return str(market.home)


def test_there_and_back(home: str, tmp_path: Path) -> None:
    """Whoever moves must be told what to set, or he goes on with an empty warehouse."""
    url, data = f"ducklake:{tmp_path / 'catalog'}", str(tmp_path / "data")
    done = run_here("warehouse", "move", "--to", url, "--data-path", data, SKILLSCAN_HOME=home)
    assert done.returncode == 0, done.stderr
    assert f"now set SKILLSCAN_WAREHOUSE_URL to '{url}'" in done.stdout
    assert f"SKILLSCAN_WAREHOUSE_DATA_PATH to '{data}'" in done.stdout
    assert not Path(home, "warehouse.duckdb").exists()
    lake = {
        "SKILLSCAN_HOME": home,
        "SKILLSCAN_WAREHOUSE_URL": url,
        "SKILLSCAN_WAREHOUSE_DATA_PATH": data,
    }
    back = run_here("warehouse", "move", "--to", "file", "--json", **lake)
    assert back.returncode == 0, back.stderr
    assert json.loads(back.stdout)["warehouse"] == str(Path(home, "warehouse.duckdb"))


@pytest.mark.parametrize(
    ("to", "code", "words"),
    [
        ("file", 2, "already"),
        ("ducklake:postgres:dbname=x password=geheim", 2, "PGPASSWORD"),
        ("ducklake:postgres:dbname=x host=127.0.0.1 port=1", 2, "--data-path"),
    ],
)
def test_what_it_refuses(home: str, to: str, code: int, words: str) -> None:
    """A script must not take a refusal for a move."""
    done = run_here("warehouse", "move", "--to", to, SKILLSCAN_HOME=home)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "geheim" not in done.stdout + done.stderr


def test_a_server_that_does_not_answer(home: str, tmp_path: Path) -> None:
    """A traceback of DuckDB says neither what nor what to do."""
    to = "ducklake:postgres:dbname=x host=127.0.0.1 port=1"
    arguments = ("warehouse", "move", "--to", to, "--data-path", str(tmp_path))
    done = run_here(*arguments, SKILLSCAN_HOME=home)
    assert (done.returncode, "catalog of ducklake:" in done.stderr) == (1, True), done.stderr
    assert Path(home, "warehouse.duckdb").exists()
    assert not list(Path(home).glob("moving-*"))


def test_config_masks_a_password_that_should_not_be_there() -> None:
    """It would be in a bug report."""
    url = "ducklake:postgres:dbname=x password='ge heim' user=me"
    done = run_here("config", SKILLSCAN_WAREHOUSE_URL=url)
    assert "heim" not in done.stdout
    assert "user=me" in done.stdout
