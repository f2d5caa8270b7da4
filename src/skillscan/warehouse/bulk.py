"""Many rows at once into a table, through Arrow: row-by-row inserts would take minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_INCOMING = "incoming_rows"


def insert(
    connection: DuckDBPyConnection,
    table: str,
    rows: "Sequence[DataclassInstance]",
    *,
    on_conflict: str = "",
) -> None:
    """Insert dataclass rows whose fields are columns of ``table``.

    ``on_conflict`` is the statement's ``ON CONFLICT …`` clause; without it an existing key is an
    error. Call it within a transaction.
    """
    if not rows:
        return
    names = [field.name for field in fields(rows[0])]
    columns = {name: [_plain(getattr(row, name)) for row in rows] for name in names}
    connection.register(_INCOMING, pa.table(columns))
    try:
        connection.execute(f"INSERT INTO {table} BY NAME FROM {_INCOMING} {on_conflict}")
    finally:
        connection.unregister(_INCOMING)


def overwrite(key: Iterable[str], columns: Iterable[str]) -> str:
    """The clause that overwrites ``columns`` of the row with the same key."""
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    return f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"


def rows_of(
    connection: DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return connection.execute(query, list(parameters)).fetchall()


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
