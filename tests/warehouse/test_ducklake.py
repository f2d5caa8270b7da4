"""A DuckLake as warehouse: the same tables and views, and refusals that say what to do."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from suite.ducklakes import held, in_ducklake, require_extension

from skillscan.backup.tables import statements
from skillscan.errors import SkillscanError, UsageError, WarehouseLockedError
from skillscan.settings import Settings
from skillscan.warehouse import ducklake, extensions, location
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.migrations import SchemaError
from skillscan.warehouse.transaction import transaction
from skillscan.warehouse.views import ORDER

SERVER = "ducklake:postgres:dbname=skillscan host=127.0.0.1 port=1 user=skillscan"
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
"""Holds a file until a line comes."""
COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
WHERE database_name = current_database() AND table_name IN (
    SELECT table_name FROM duckdb_tables()
    WHERE database_name = current_database() AND NOT temporary
)
ORDER BY ALL
"""


@pytest.fixture
def lake(tmp_path: Path) -> Settings:
    """A home whose warehouse is a DuckLake that is not made yet."""
    return in_ducklake(Settings(home=tmp_path / "home"), tmp_path / "lake")


def test_its_tables_are_those_of_the_file(lake: Settings, connection: DuckDBPyConnection) -> None:
    """The same SQL would mean something else, or fail, in one of them."""
    with open_warehouse(lake) as in_lake:
        made = statements(in_lake)
        columns = in_lake.execute(COLUMNS).fetchall()
    assert made.keys() == statements(connection).keys()
    assert columns == connection.execute(COLUMNS).fetchall()
    assert any(comment for *_, comment in columns)


@pytest.mark.parametrize("read_only", [True, False])
def test_every_view_is_there_and_kept_by_nobody(lake: Settings, read_only: bool) -> None:
    """Two versions of skillscan at work on one DuckLake would change each other's views."""
    with open_warehouse(lake):
        pass
    kept = "SELECT view_name FROM duckdb_views() WHERE database_name = 'warehouse'"
    with open_warehouse(lake, read_only=read_only) as connection:
        for view in ORDER:
            connection.execute(f"FROM {view}").fetchall()
        assert connection.execute(kept).fetchall() == []
        assert connection.execute("SELECT minimum_absence()::VARCHAR").fetchall() == [("06:00:00",)]


def test_what_a_failed_step_wrote_is_gone(lake: Settings) -> None:
    """Half a load would count."""
    with open_warehouse(lake) as connection:
        with transaction(connection):
            connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
        with pytest.raises(ZeroDivisionError), transaction(connection):
            _write_half(connection)
    with open_warehouse(lake, read_only=True) as connection:
        assert connection.execute("FROM employers").fetchall() == [("acme", "Acme")]


def _write_half(connection: DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO employers VALUES ('other', 'Other')")
    raise ZeroDivisionError


def test_who_reads_cannot_write(lake: Settings) -> None:
    """A command that only looks would change what it looks at."""
    with open_warehouse(lake):
        pass
    with open_warehouse(lake, read_only=True) as connection, pytest.raises(Exception, match="read"):
        connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")


def test_a_newer_one_is_refused(lake: Settings) -> None:
    """Old code would write rows that the newer schema does not mean."""
    with open_warehouse(lake) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES ('9998_future', 'x', now())")
    for read_only in (True, False):
        with (
            pytest.raises(SchemaError, match=r"newer skillscan.*9998_future"),
            open_warehouse(lake, read_only=read_only),
        ):
            pass


def test_one_that_is_not_there_is_not_made_by_reading(lake: Settings) -> None:
    """A mistyped name would look like an empty warehouse."""
    with (
        pytest.raises(UsageError, match=r"no warehouse at ducklake:.*skillscan extract"),
        open_warehouse(lake, read_only=True),
    ):
        pass
    assert not location.is_there(lake)
    assert not (lake.home.parent / "lake" / "catalog.ducklake").exists()


def test_a_process_that_has_the_catalogs_file_is_named(lake: Settings) -> None:
    """Nobody would know whom to wait for."""
    with open_warehouse(lake):
        pass
    file = str(ducklake.of_settings(lake).file)  # type: ignore[union-attr]
    command = [sys.executable, "-c", HOLD, file]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as holder:  # type: ignore[call-overload]
        holder.stdout.readline()
        with (
            pytest.raises(WarehouseLockedError, match=rf"process {holder.pid} .*wait"),
            open_warehouse(replace(lake, lock_seconds=0)),
        ):
            pass
        holder.communicate(b"\n")


def test_another_data_path_is_refused(lake: Settings) -> None:
    """Its tables would look empty or broken."""
    with open_warehouse(lake):
        pass
    elsewhere = replace(lake, warehouse_data_path=str(lake.home / "elsewhere"))
    with (
        pytest.raises(UsageError, match=r"SKILLSCAN_WAREHOUSE_DATA_PATH .*data"),
        open_warehouse(elsewhere),
    ):
        pass


@pytest.mark.parametrize(
    ("url", "data_path", "words"),
    [
        ("ducklake:postgres:dbname=x password=geheim", "data", "PGPASSWORD"),
        ("ducklake:postgres:dbname=x PassWord = 'geheim'", "data", "PGPASSWORD"),
        ("ducklake:postgres:postgresql://me:geheim@db/x", "data", "PGPASSWORD"),
        ("ducklake:mysql:db=x", "data", "'mysql' is not known"),
        ("ducklake:", "data", "write ducklake:postgres"),
        ("postgres:dbname=x", "data", "write ducklake:postgres"),
        (None, "data", "SKILLSCAN_WAREHOUSE_URL"),
    ],
)
def test_a_setting_that_names_none_is_refused(
    settings: Settings, url: str | None, data_path: str, words: str
) -> None:
    """A password would stand in every message, and a mistyped catalog be a file of that name."""
    wrong = replace(settings, warehouse_url=url, warehouse_data_path=data_path)
    with pytest.raises(UsageError, match=words) as refused, open_warehouse(wrong):
        pass
    assert "geheim" not in str(refused.value)


def test_a_server_that_does_not_answer_is_told(settings: Settings) -> None:
    """The operator would read a stack of DuckDB's and libpq's words, and not what to look at."""
    require_extension()
    gone = replace(settings, warehouse_url=SERVER, warehouse_data_path="data")
    with (
        pytest.raises(SkillscanError, match=r"catalog of ducklake:.*PGPASSWORD.*stored before"),
        open_warehouse(gone),
    ):
        pass


def test_an_extension_that_is_not_installed_is_told(
    lake: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB would try to fetch it from the network, or say that it cannot."""
    monkeypatch.setattr(extensions, "find_spec", lambda _: None)
    with pytest.raises(SkillscanError, match=r"skillscan\[scale\]"), open_warehouse(lake):
        pass


def test_an_extension_for_another_duckdb_is_told(
    lake: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB is updated, its extensions are not."""
    monkeypatch.setattr(extensions.duckdb, "__version__", "0.0.1")
    with pytest.raises(SkillscanError, match=r"another version than DuckDB 0\.0\.1"):
        extensions.load_extension(None, "ducklake")  # type: ignore[arg-type]


def test_a_conflict_is_told(lake: Settings) -> None:
    """Another program than skillscan writes, too: what is lost, and what is to be done?"""
    found = ducklake.of_settings(lake)
    assert found
    text = "Failed to commit DuckLake transaction.\nTransaction conflict - attempting to insert"
    with pytest.raises(SkillscanError, match="Run it again"), ducklake.told_of_faults(found):
        raise extensions.duckdb.TransactionException(text)


def test_a_relative_one_is_another_in_each_working_folder(settings: Settings) -> None:
    """A worker's runs have a temporary folder: the data would be gone with it."""
    cases: list[tuple[str | None, str | None, bool]] = [
        (None, None, True),
        ("ducklake:/srv/lake", "/srv/data", True),
        ("ducklake:lake", "/srv/data", False),
        (SERVER, "data", False),
        (SERVER, "s3://bucket/data", True),
    ]
    for url, path, is_absolute in cases:
        named = replace(settings, warehouse_url=url, warehouse_data_path=path)
        assert ducklake.is_absolute(named) == is_absolute, (url, path)


def test_it_holds_what_a_file_holds(
    hand_made_warehouse: Callable[..., Settings], advert: type, tmp_path: Path
) -> None:
    """Rows of any type would come back as other values."""
    settings = hand_made_warehouse([advert(employer="Acme", skills={"python": "required"})])
    lake = in_ducklake(settings, tmp_path)
    with open_warehouse(lake) as connection:
        connection.execute(f"ATTACH '{settings.warehouse}' AS file (READ_ONLY)")
        with transaction(connection):
            for table in statements(connection):
                if table != "schema_migrations":
                    connection.execute(f"INSERT INTO {table} BY NAME FROM file.{table}")
    assert held(lake) == held(settings)
