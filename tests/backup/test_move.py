"""A warehouse moves to a DuckLake and back, equal row by row; nothing is written over."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from suite.ducklakes import held, in_ducklake

from skillscan.backup import tables
from skillscan.backup.move import FILE, move
from skillscan.backup.restore import restore
from skillscan.backup.step import back_up
from skillscan.errors import SkillscanError, UsageError
from skillscan.extract.step import extract
from skillscan.settings import Settings
from skillscan.warehouse import location
from skillscan.warehouse.connection import open_warehouse

NOW = datetime(2026, 3, 1, 4, 17, tzinfo=UTC)


def moved(settings: Settings, lake: Settings) -> str:
    assert lake.warehouse_url
    return move(settings, lake.warehouse_url, lake.warehouse_data_path, now=NOW).left


def test_to_a_ducklake_and_back(market: Settings, tmp_path: Path) -> None:
    """History that nobody can fetch again would be lost on the way."""
    lake, before = in_ducklake(market, tmp_path / "lake"), held(market)
    left = moved(market, lake)
    assert held(lake) == before
    assert not market.warehouse.exists()
    assert held(replace(market, home=_home_of(Path(left), tmp_path))) == before
    summary = move(lake, FILE, now=NOW)
    assert held(market) == before
    assert summary.warehouse == str(market.warehouse)
    assert summary.rows >= sum(found.rows for found in before.values()) > 0


def _home_of(file: Path, folder: Path) -> Path:
    """A home whose warehouse is this file."""
    home = folder / "aside"
    home.mkdir()
    file.rename(home / "warehouse.duckdb")
    return home


def test_the_one_that_was_left_is_used_no_more(market: Settings, tmp_path: Path) -> None:
    """Somebody with the old setting would go on writing where nobody looks any more."""
    lake, other = in_ducklake(market, tmp_path / "one"), in_ducklake(market, tmp_path / "other")
    moved(market, lake)
    moved(lake, other)
    for read_only in (True, False):
        with (
            pytest.raises(UsageError, match=r"was moved to ducklake:.*other.*SKILLSCAN_WAREHOUSE"),
            open_warehouse(lake, read_only=read_only),
        ):
            pass


def test_a_file_that_was_moved_is_not_begun_anew(market: Settings, tmp_path: Path) -> None:
    """Where the settings are forgotten, a night would read all landing files into a new one."""
    lake = in_ducklake(market, tmp_path / "lake")
    left = Path(moved(market, lake))
    told = rf"{left}.*set SKILLSCAN_WAREHOUSE_URL and SKILLSCAN_WAREHOUSE_DATA_PATH.*--to file"
    with pytest.raises(UsageError, match=told):
        extract(market, now=NOW)
    with pytest.raises(UsageError, match=told), open_warehouse(market, read_only=True):
        pass
    assert not market.warehouse.exists()
    move(lake, FILE, now=NOW)
    extract(market, now=NOW)
    market.warehouse.unlink()
    left.unlink()
    extract(market, now=NOW)
    assert market.warehouse.exists()


def test_nothing_is_written_over(market: Settings, tmp_path: Path) -> None:
    """A warehouse would be gone, or two would be mixed."""
    lake, before = in_ducklake(market, tmp_path / "lake"), held(market)
    with open_warehouse(lake) as connection:
        connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
    with pytest.raises(UsageError, match="holds 1 rows"):
        moved(market, lake)
    with pytest.raises(UsageError, match="already: move it away"):
        move(lake, FILE, now=NOW)
    assert held(market) == before
    assert held(lake)["employers"].rows == 1


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("file", "already"),
        ("ducklake:postgres:dbname=x", "--data-path"),
        ("ducklake:postgres:dbname=x password=geheim", "PGPASSWORD"),
        ("elsewhere", "write ducklake:postgres"),
    ],
)
def test_a_target_that_is_none_is_refused(market: Settings, to: str, words: str) -> None:
    """The warehouse would be given up for nothing."""
    with pytest.raises(UsageError, match=words):
        move(market, to, now=NOW)
    assert market.warehouse.exists()


def test_without_a_warehouse_there_is_nothing_to_move(tmp_path: Path) -> None:
    """An empty warehouse would look like a moved one."""
    settings = Settings(home=tmp_path / "home")
    with pytest.raises(UsageError, match="no warehouse at"):
        move(settings, f"ducklake:{tmp_path / 'catalog'}", now=NOW)


def test_a_row_that_gets_lost_stops_the_move(
    market: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old warehouse would be given up for one that holds less; and a second try must do."""
    lake, before, load = in_ducklake(market, tmp_path / "lake"), held(market), tables.load

    def lossy(connection: Any, table: str, folder: Path) -> None:
        load(connection, table, folder)
        if table == "postings":
            connection.execute(
                "DELETE FROM postings USING (FROM postings LIMIT 1) AS p "
                "WHERE postings.posting_id = p.posting_id"
            )

    with monkeypatch.context() as patch:
        patch.setattr(tables, "load", lossy)
        with pytest.raises(SkillscanError, match="postings did not come back"):
            moved(market, lake)
    assert held(market) == before
    moved(market, lake)
    assert held(lake) == before


def test_a_backup_of_either_is_restored_to_the_other(market: Settings, tmp_path: Path) -> None:
    """After a lost server nobody could go on, not even with the file."""
    lake, before = in_ducklake(market, tmp_path / "lake"), held(market)
    moved(market, lake)
    saved = back_up(lake, now=NOW)
    again = back_up(lake, now=NOW)
    assert not again.is_new
    assert restore(market, saved.name, now=NOW).replaced is None
    assert held(market) == before
    new = in_ducklake(market, tmp_path / "new")
    restore(new, now=NOW)
    assert held(new) == before
    with pytest.raises(UsageError, match="nothing is written over"):
        restore(new, now=NOW)
    assert held(new) == before


def test_when_it_changed_is_known(market: Settings, tmp_path: Path) -> None:
    """Nobody would be told that the newest backup is too old."""
    lake = in_ducklake(market, tmp_path / "lake")
    moved(market, lake)
    before = location.changed_at(lake)
    with open_warehouse(lake) as connection:
        connection.execute("UPDATE postings SET last_seen = last_seen + INTERVAL 1 DAY")
    assert before < location.changed_at(lake)
    assert abs(location.changed_at(lake) - datetime.now(UTC)).total_seconds() < 600
