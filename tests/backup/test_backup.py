"""A backup holds what the warehouse held, is found out when it does not, and gives it back."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from skillscan.backup import step
from skillscan.backup.backup_folder import MANIFEST, backup_folder
from skillscan.backup.restore import restore
from skillscan.backup.step import back_up
from skillscan.backup.tables import content, statements
from skillscan.errors import SkillscanError, UsageError, WarehouseLockedError
from skillscan.operations.doctor import examine
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse, restored_file

NOW = datetime(2026, 3, 1, 4, 17, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def held(settings: Settings) -> dict[str, object]:
    with open_warehouse(settings, read_only=True) as connection:
        return {table: content(connection, table) for table in statements(connection)}


def change(settings: Settings) -> None:
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE postings SET last_seen = last_seen + INTERVAL 1 DAY")


def folder_of(settings: Settings, name: str) -> Path:
    return Path(backup_folder(settings).path(name))


def short_of_memory_once(monkeypatch: pytest.MonkeyPatch, work: str) -> list[str]:
    """Have DuckDB refuse the second table that is saved or loaded; gives those that are tried."""
    tried: list[str] = []
    do = getattr(step.tables, work)

    def do_or_not(connection: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
        tried.append(table)
        if len(tried) == 2:
            raise duckdb.OutOfMemoryException("failed to allocate data of size 1.0 MiB")
        do(connection, table, folder)

    monkeypatch.setattr(step.tables, work, do_or_not)
    return tried


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_restored_warehouse_equals_the_one_that_was_saved(
    market: Settings, is_gone: bool
) -> None:
    """First sightings, closings and former texts cannot be fetched again."""
    before = held(market)
    saved = back_up(market, now=NOW)
    if is_gone:
        market.warehouse.unlink()
    else:
        change(market)
    summary = restore(market, now=LATER)
    assert held(market) == before
    assert summary.rows == saved.rows > 0
    assert (summary.replaced is None) == is_gone
    assert summary.replaced is None or summary.replaced.exists()


def test_an_older_backup_can_be_named(market: Settings) -> None:
    before = held(market)
    first = back_up(market, now=NOW)
    change(market)
    second = back_up(market, now=LATER)
    assert first.name < second.name
    restore(market, first.name, now=LATER)
    assert held(market) == before


def test_an_unchanged_warehouse_needs_no_second_backup(market: Settings) -> None:
    """Every quiet night would cost the disk a warehouse."""
    first = back_up(market, now=NOW)
    again = back_up(market, now=LATER)
    assert (again.name, again.is_new) == (first.name, False)


def test_a_bound_of_memory_ends_no_backup(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A night of 200,000 postings had no backup, beside 20 GB of free memory."""
    tried = short_of_memory_once(monkeypatch, "save")
    found = back_up(market, now=NOW)
    assert found.tables == len(set(tried))
    assert tried[2] == tried[0]


def test_a_bound_of_memory_ends_no_restore(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The warehouse of a large backup could not be had again."""
    before = held(market)
    back_up(market, now=NOW)
    tried = short_of_memory_once(monkeypatch, "load")
    restore(market, now=LATER)
    assert held(market) == before
    assert tried[2] == tried[0]


def test_only_the_newest_stay(market: Settings) -> None:
    settings = replace(market, backups_kept=2)
    names = []
    for day in range(4):
        names.append(back_up(settings, now=NOW + timedelta(days=day)).name)
        change(settings)
    assert backup_folder(settings).names() == names[-2:]


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        ("postings.parquet", "flipped"),
        pytest.param("schema.sql", "missing", marks=pytest.mark.slow),
        pytest.param(MANIFEST, "flipped", marks=pytest.mark.slow),
        (MANIFEST, "missing"),
    ],
)
def test_a_damaged_backup_is_never_restored(market: Settings, file: str, damage: str) -> None:
    """A warehouse that is damaged would be replaced by another damaged one."""
    good = back_up(market, now=NOW)
    change(market)
    bad = back_up(market, now=LATER)
    path = folder_of(market, bad.name) / file
    content_ = bytearray(path.read_bytes())
    content_[len(content_) // 2] ^= 4
    path.chmod(0o644)
    if damage == "flipped":
        path.write_bytes(content_)
    else:
        path.unlink()
    before = market.warehouse.read_bytes()
    with pytest.raises(SkillscanError, match=r"damaged|no backup"):
        restore(market, bad.name, now=LATER)
    assert market.warehouse.read_bytes() == before
    assert restore(market, now=LATER).name == good.name


def test_a_damaged_warehouse_can_be_replaced(market: Settings) -> None:
    before = held(market)
    back_up(market, now=NOW)
    market.warehouse.write_bytes(b"no database" * 1000)
    summary = restore(market, now=LATER)
    assert held(market) == before
    assert summary.replaced is not None
    assert summary.replaced.read_bytes().startswith(b"no database")


def test_what_was_not_yet_written_into_the_replaced_file_goes_with_it(market: Settings) -> None:
    """DuckDB would take it for changes of the restored one."""
    before = held(market)
    back_up(market, now=NOW)
    log = market.warehouse.with_name("warehouse.duckdb.wal")
    log.write_bytes(b"of the file of before")
    restore(market, now=LATER)
    assert held(market) == before
    assert not log.exists()


@pytest.mark.slow
@pytest.mark.parametrize("renames", range(4))
def test_a_restore_that_was_killed_between_two_files_is_ended_by_another(
    market: Settings, renames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next `extract` would begin an empty warehouse, or apply the old one's log to the new."""
    before = held(market)
    back_up(market, now=NOW)
    market.warehouse.with_name("warehouse.duckdb.wal").write_bytes(b"of the one before")
    done: list[Path] = []
    rename = Path.rename

    def rename_or_die(path: Path, target: Path) -> Path:
        if len(done) == renames:
            raise KeyboardInterrupt
        done.append(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_or_die)
    with pytest.raises(KeyboardInterrupt):
        restore(market, now=LATER)
    monkeypatch.undo()
    if renames:
        with (
            pytest.raises(SkillscanError, match="`skillscan restore` again"),
            open_warehouse(market),
        ):
            pass
        (told,) = [one for one in examine(market, now=LATER) if one.part == "warehouse"]
        assert told.needs_attention
    restore(market, now=LATER + timedelta(minutes=1))
    assert held(market) == before
    assert not restored_file(market.warehouse).exists()


def test_a_warehouse_of_before_a_migration_comes_back_as_one_of_today(market: Settings) -> None:
    backup = back_up(market, now=NOW)
    with duckdb.connect(str(market.warehouse)) as connection:
        connection.execute("DELETE FROM schema_migrations WHERE migration LIKE '0005%'")
        connection.execute("ALTER TABLE pipelines DROP COLUMN own_entries")
    old = back_up_unchecked(market)
    assert old != backup.name
    restore(market, old, now=LATER)
    with open_warehouse(market, read_only=True) as connection:
        assert connection.execute("SELECT own_entries FROM pipelines").fetchall()


def back_up_unchecked(settings: Settings) -> str:
    """As the version before the migration would have saved it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skillscan.warehouse.connection._check_schema", lambda *_: None)
        patch.setattr("skillscan.warehouse.views.shadow", lambda *_: None)
        return back_up(settings, now=LATER).name


def test_nothing_is_restored_into_a_warehouse_in_use(market: Settings) -> None:
    back_up(market, now=NOW)
    with open_warehouse(market), pytest.raises(WarehouseLockedError):
        restore(market, now=LATER)


@pytest.mark.parametrize("name", [None, "20260101T000000Z-000000000000"])
def test_without_a_backup_it_says_where_it_looked(market: Settings, name: str | None) -> None:
    with pytest.raises(UsageError, match="backups"):
        restore(market, name, now=NOW)


def test_a_backup_that_cannot_be_written_leaves_nothing(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("skillscan.backup.tables.save", full)
    with pytest.raises(SkillscanError, match="free some space"):
        back_up(market, now=NOW)
    assert list(Path(market.backups).iterdir()) == []


def test_a_table_that_was_not_saved_whole_is_found_out(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that lacks rows would be found out on the night it is needed."""
    from skillscan.backup import tables

    save = tables.save

    def save_less(connection: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
        save(connection, table, folder)
        if table == "postings":
            target = f"'{folder / 'postings.parquet'}'"
            connection.execute(f"COPY (FROM postings LIMIT 3) TO {target} (FORMAT parquet)")

    monkeypatch.setattr("skillscan.backup.tables.save", save_less)
    with pytest.raises(SkillscanError, match="postings"):
        back_up(market, now=NOW)
    assert backup_folder(market).names() == []


def test_a_backup_lies_on_any_storage(market: Settings, tmp_path: Path) -> None:
    before = held(market)
    settings = replace(market, backups_url="memory://backups")
    back_up(settings, now=NOW)
    shutil.move(settings.warehouse, tmp_path / "away")
    restore(settings, now=LATER)
    assert held(settings) == before
