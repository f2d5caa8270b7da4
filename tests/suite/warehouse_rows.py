"""All that a warehouse holds, for comparing two of them row by row."""

from pathlib import Path
from typing import Any

import duckdb

NOT_COMPARED = frozenset({"schema_migrations"})
"""It says when the file was made."""


def all_rows(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, in order of their values."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal")
        names = sorted({name for (name,) in found.fetchall()} - NOT_COMPARED)
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names}
