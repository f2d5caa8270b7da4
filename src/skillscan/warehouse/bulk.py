"""Many rows at once, through Arrow: row-by-row statements would take minutes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from skillscan.warehouse import queries

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_INCOMING = "incoming_rows"


def write(
    connection: DuckDBPyConnection, query: str, records: "Sequence[DataclassInstance]"
) -> None:
    """Run a query of ``sql/queries`` that stores ``incoming_rows``: dataclass records.

    Their fields are columns of the table; no two may have the same key. Call it within a
    transaction.
    """
    if not records:
        return
    columns = fields(records[0])
    values = zip(*map(attrgetter(*(column.name for column in columns)), records), strict=True)
    table = {
        column.name: list(map(_listed, held)) if "tuple" in str(column.type) else held
        for column, held in zip(columns, values, strict=True)
    }
    with incoming(connection, pa.table(table)):
        queries.run(connection, query)


@contextmanager
def incoming(connection: DuckDBPyConnection, table: pa.Table) -> Iterator[None]:
    """The rows are ``incoming_rows`` in this block."""
    connection.register(_INCOMING, table)
    try:
        yield
    finally:
        connection.unregister(_INCOMING)


def _listed(value: Any) -> Any:
    """A tuple as Arrow takes it."""
    return list(value) if isinstance(value, tuple) else value
