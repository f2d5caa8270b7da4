"""The durable tables of a warehouse as files of a backup, and what tells that two are equal."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from skillscan.warehouse import queries

ROWS_AT_ONCE = 10_240
"""Rows of a part of a file, all of which are in memory while it is written: texts are long."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows there are, and the sum of their hashes, whatever their order."""

    rows: int
    hashes: str


def leave_order(connection: DuckDBPyConnection) -> None:
    """Write rows as they come from now on, until the connection is closed.

    To keep the order in which they stand, DuckDB holds what one thread has ahead of the others: of
    six million findings more than 768 MiB, where 342 do otherwise. ``Content`` knows no order.
    """
    connection.execute("SET preserve_insertion_order = false")


def statements(connection: DuckDBPyConnection) -> dict[str, str]:
    """The durable tables, each with the statement that makes it."""
    return dict(queries.rows(connection, "backup/tables"))


def content(connection: DuckDBPyConnection, relation: str) -> Content:
    """What a table holds, or what a table function gives."""
    row = connection.execute(
        f"SELECT count(*), CAST(coalesce(sum(hash(t)::HUGEINT), 0) AS VARCHAR) FROM {relation} AS t"  # noqa: S608 - our own names
    ).fetchone()
    assert row is not None  # noqa: S101 - an aggregate has one row
    return Content(rows=row[0], hashes=row[1])


def save(connection: DuckDBPyConnection, table: str, folder: Path) -> None:
    """Write a table to ``<table>.parquet``."""
    path = _quoted(folder / f"{table}.parquet")
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_AT_ONCE}"
    connection.execute(f"COPY {table} TO {path} ({options})")


def saved(folder: Path, table: str) -> str:
    """The relation of a saved table, for ``content`` and ``load``."""
    return f"read_parquet({_quoted(folder / f'{table}.parquet')})"


def load(connection: DuckDBPyConnection, table: str, folder: Path) -> None:
    """Fill a table from its file."""
    connection.execute(f"INSERT INTO {table} BY NAME FROM {saved(folder, table)}")


def differing(
    connection: DuckDBPyConnection, expected: dict[str, Content], folder: Path
) -> Iterator[str]:
    """The tables whose files do not hold what was expected."""
    for table, there in expected.items():
        if content(connection, saved(folder, table)) != there:
            yield table


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
