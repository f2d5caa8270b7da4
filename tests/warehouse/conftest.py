"""A new warehouse, and rows for it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from skillscan.settings import Settings
from skillscan.warehouse import connection as warehouse_connection

CONNECT = warehouse_connection._connect


@pytest.fixture(autouse=True)
def _new_warehouses_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a new warehouse is not a copy of one: how it is made is what is tested."""
    monkeypatch.setattr(warehouse_connection, "_connect", CONNECT)


@pytest.fixture
def connection(empty_warehouse: Path, tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """An empty migrated warehouse."""
    path = shutil.copy(empty_warehouse, tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


PLAIN = {
    "VARCHAR": "x",
    "INTEGER": 0,
    "BIGINT": 0,
    "BOOLEAN": False,
    "DOUBLE": 0.0,
    "VARCHAR[]": [],
    "UBIGINT[]": [],
    "JSON": "{}",
}
EMPTY = (
    "closed_at",
    "closed_reason",
    "country",
    "language",
    "closed_by_source_at",
    "sentence_start",
    "sentence_end",
    "section",
    "section_rule",
    "heading_start",
    "heading_end",
    "modifier_rule",
    "modifier_start",
    "modifier_end",
    "listed",
    "announced",
    "run_id",
)


@pytest.fixture
def add(connection: DuckDBPyConnection) -> Callable[..., None]:
    """Adds a row to a table; columns that are not given get a plain value of their type."""

    def add_row(table: str, **values: Any) -> None:
        columns = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]
        ).fetchall()
        now = datetime(2026, 3, 1, tzinfo=UTC)
        plain = {
            name: None if name in EMPTY else PLAIN.get(kind, now) for name, kind in columns
        } | values
        marks = ", ".join("?" for _ in plain)
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", list(plain.values()))  # noqa: S608

    return add_row


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose home is an empty folder."""
    return Settings(home=tmp_path / "var")
