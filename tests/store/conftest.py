"""A new warehouse in memory or on disk."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from skillscan.config import Settings
from skillscan.store.warehouse import prepare


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    """An empty migrated warehouse in memory."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        prepare(connection)
        yield connection


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose home is an empty folder."""
    return Settings(home=tmp_path / "var")
