"""The warehouse file: opened whole, migrated once, never shared with another writer."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.errors import SkillscanError, UsageError, WarehouseLockedError
from skillscan.settings import Settings
from skillscan.warehouse import migrations
from skillscan.warehouse.connection import (
    add_to_file,
    bound_batches,
    open_warehouse,
    prepare,
    with_enough_memory,
)
from skillscan.warehouse.migrations import Migration, SchemaError
from skillscan.warehouse.views import ORDER

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
"""Holds a file until a line comes."""


def test_migrations_are_applied_once(settings: Settings) -> None:
    """A second run would fail on tables that exist, or lose them."""
    with open_warehouse(settings) as connection:
        connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
    with open_warehouse(settings) as connection:
        assert migrations.migrate(connection) == []
        assert connection.execute("SELECT name FROM employers").fetchall() == [("Acme",)]


def test_every_migration_is_recorded(connection: DuckDBPyConnection) -> None:
    """Nobody could tell which schema a file has."""
    assert list(migrations.applied(connection)) == [m.name for m in migrations.migrations()]


def test_a_failing_migration_leaves_nothing(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a migration would leave a warehouse that no version of the code can use."""
    bad = Migration("9999_bad", "CREATE TABLE half (a INTEGER); SELECT * FROM nowhere;", "x")
    known = [*migrations.migrations(), bad]
    monkeypatch.setattr(migrations, "migrations", lambda: known)
    with pytest.raises(duckdb.Error):
        migrations.migrate(connection)
    assert "9999_bad" not in migrations.applied(connection)
    assert not connection.execute("FROM duckdb_tables() WHERE table_name = 'half'").fetchall()


def test_a_newer_warehouse_is_refused(settings: Settings) -> None:
    """Old code would write rows that the newer schema does not mean."""
    with open_warehouse(settings) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES ('9998_future', 'x', now())")
    for read_only in (True, False):
        with (
            pytest.raises(SchemaError, match=r"newer skillscan.*9998_future"),
            open_warehouse(settings, read_only=read_only),
        ):
            pass


def test_a_changed_migration_is_refused(settings: Settings) -> None:
    """An edited migration gives two warehouses of one version that differ."""
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE schema_migrations SET checksum = 'x'")
    with pytest.raises(SchemaError, match="is not the one"), open_warehouse(settings):
        pass


def test_an_older_warehouse_is_not_read(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading would fail on a column that is not there, without saying what to do."""
    with open_warehouse(settings):
        pass
    future = Migration("9999_next", "SELECT 1", "x")
    known = [*migrations.migrations(), future]
    monkeypatch.setattr(migrations, "migrations", lambda: known)
    with (
        pytest.raises(SchemaError, match="skillscan extract"),
        open_warehouse(settings, read_only=True),
    ):
        pass


def test_reading_what_is_not_there_says_how_to_fill_it(settings: Settings) -> None:
    """A first user would see a traceback of the database."""
    with (
        pytest.raises(UsageError, match="skillscan collect"),
        open_warehouse(settings, read_only=True),
    ):
        pass
    assert not settings.warehouse.exists()


def test_a_second_process_is_told_who_holds_it(settings: Settings) -> None:
    """Somebody would kill the wrong process, or both would write."""
    settings.home.mkdir()
    command = [sys.executable, "-c", HOLD, str(settings.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(WarehouseLockedError, match=rf"process {holder.pid} .*wait"),
            open_warehouse(settings),
        ):
            pass
        holder.communicate(b"\n")
    with open_warehouse(settings):
        pass


def test_a_command_waits_for_the_other_to_finish(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command typed while the night ends would have to be typed again."""
    settings.home.mkdir()
    command = [sys.executable, "-c", HOLD, str(settings.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        said: list[tuple[object, ...]] = []

        def end_when_told(*message: object) -> None:
            said.append(message)
            threading.Thread(target=holder.communicate, args=(b"\n",)).start()

        monkeypatch.setattr("skillscan.warehouse.connection._LOG.warning", end_when_told)
        with open_warehouse(replace(settings, lock_seconds=60)):
            pass
    assert len(said) == 1
    assert str(holder.pid) in str(said[0])


def test_two_modes_in_one_process_are_refused(settings: Settings) -> None:
    """The reader would see a traceback instead of what to do."""
    with (
        open_warehouse(settings),
        pytest.raises(WarehouseLockedError, match="already open in this process"),
        open_warehouse(settings, read_only=True),
    ):
        pass


def test_a_damaged_file_says_where_it_comes_back_from(settings: Settings) -> None:
    """Somebody would think that everything is lost."""
    settings.home.mkdir()
    settings.warehouse.write_bytes(b"no database" * 1000)
    with pytest.raises(SkillscanError, match="skillscan restore"), open_warehouse(settings):
        pass


def test_every_view_of_the_folder_is_built() -> None:
    """A view that is not in the order would silently not exist."""
    stems = [name.removesuffix(".sql") for name in resources.names(resources.sql("models"), ".sql")]
    assert sorted(ORDER) == stems


def test_views_that_the_code_no_longer_has_disappear(connection: DuckDBPyConnection) -> None:
    """Analysts would go on using a view that nobody keeps."""
    connection.execute('CREATE VIEW "old ""view" AS SELECT 1 AS a')
    prepare(connection)
    views = connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"
    ).fetchall()
    assert {name for (name,) in views} == set(ORDER)


def test_a_view_changed_by_hand_is_made_anew(settings: Settings) -> None:
    """Every number would follow somebody's experiment."""
    with open_warehouse(settings) as connection:
        connection.execute("CREATE OR REPLACE VIEW opening_skills AS SELECT 1 AS nonsense")
    with open_warehouse(settings) as connection:
        assert connection.execute("SELECT opening_id FROM opening_skills").fetchall() == []
        assert connection.execute(
            "SELECT comment IS NOT NULL FROM duckdb_views() WHERE view_name = 'opening_skills'"
        ).fetchall() == [(True,)]


def test_views_that_are_the_codes_are_left_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening the warehouse would cost a fifth of a second each time."""
    with open_warehouse(settings):
        pass
    built: list[DuckDBPyConnection] = []
    monkeypatch.setattr("skillscan.warehouse.views.build", built.append)
    with open_warehouse(settings):
        assert not built
    monkeypatch.setattr("skillscan.warehouse.views._definitions", lambda: "another version")
    with open_warehouse(settings):
        assert len(built) == 1


def test_views_of_an_older_version_are_not_read(settings: Settings) -> None:
    """A release made after an update would count by the old definitions, or end in a traceback."""
    with open_warehouse(settings) as connection:
        connection.execute("CREATE OR REPLACE VIEW posting_facts AS SELECT 1 AS nonsense")
        connection.execute("CREATE OR REPLACE VIEW opening_facts AS SELECT 2 AS nonsense")
    with open_warehouse(settings, read_only=True) as connection:
        connection.execute("SELECT is_read FROM posting_facts")
        assert (
            connection.execute("SELECT opening_id, countries FROM opening_facts").fetchall() == []
        )
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        assert connection.execute("FROM opening_facts").fetchall() == [(2,)]


def test_times_are_utc(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A posting seen in the evening would count for the next day on another machine."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with open_warehouse(settings) as connection:
        assert connection.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)


def test_home_is_made(tmp_path: Path) -> None:
    """A first run would fail on a folder that is missing."""
    with open_warehouse(Settings(home=tmp_path / "a" / "b")):
        pass
    assert (tmp_path / "a" / "b" / "warehouse.duckdb").is_file()


@pytest.mark.parametrize("error", [duckdb.TransactionException, duckdb.IOException])
def test_a_full_disk_is_said(tmp_path: Path, error: type[duckdb.Error]) -> None:
    """A full disk in the middle of a night ended in a traceback of forty lines."""
    full = error('Failed to commit: Could not write file "w.duckdb.wal": No space left on device')
    settings = Settings(home=tmp_path)
    with pytest.raises(SkillscanError, match="free some space"), open_warehouse(settings):
        raise full
    with pytest.raises(error), open_warehouse(settings, read_only=True):
        raise full


def test_batches_hold_little_memory(connection: DuckDBPyConnection) -> None:
    """An extract of a large warehouse would hold all of it."""

    def limit() -> str:
        (found,) = connection.execute("SELECT current_setting('memory_limit')").fetchone() or ("",)
        return str(found)

    bound_batches(connection)
    assert limit().startswith("256")
    bound_batches(connection, 131_072)
    assert limit() == "4.2 GiB"


def test_a_wider_bound_is_in_force(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grouping of 20,000 postings failed: it was still held to the memory of batches."""
    monkeypatch.setattr("skillscan.warehouse.connection._BATCH_MEMORY", 32 * 2**20)
    connection.execute("SET temp_directory = ''")
    large = (
        "CREATE OR REPLACE TEMP TABLE large AS SELECT hash(i) AS h FROM range(8_000_000) AS r (i)"
    )
    bound_batches(connection)
    with pytest.raises(duckdb.OutOfMemoryException):
        connection.execute(large)
    bound_batches(connection, 10_000)
    connection.execute(large)


def test_a_bound_that_is_too_little_is_doubled(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grouping of 200,000 postings failed under our bound, beside 20 GB of free memory."""
    monkeypatch.setattr("skillscan.warehouse.connection._BATCH_MEMORY", 32 * 2**20)
    connection.execute("SET temp_directory = ''")
    tried: list[str] = []

    def work() -> None:
        tried.append("once")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE large AS"
            " SELECT hash(i) AS h FROM range(8_000_000) AS r (i)"
        )

    with_enough_memory(connection, work, items=0)
    assert len(tried) > 1
    monkeypatch.setattr("skillscan.warehouse.connection.most_memory", lambda: 32 * 2**20)
    connection.execute("DROP TABLE large")
    with pytest.raises(duckdb.OutOfMemoryException):
        with_enough_memory(connection, work, items=0)


def test_what_is_there_is_not_written_again(settings: Settings) -> None:
    """Each batch would write all of before it once more, into a file twice as large."""

    def row_groups(connection: DuckDBPyConnection) -> int:
        found = connection.execute(
            "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('employers')"
        ).fetchone()
        return found[0] if found else 0

    for _ in range(3):
        with open_warehouse(settings) as connection:
            add_to_file(connection)
            connection.execute("INSERT INTO employers SELECT i, i FROM range(3_000) AS r (i)")
    with open_warehouse(settings, read_only=True) as connection:
        assert row_groups(connection) == 3
