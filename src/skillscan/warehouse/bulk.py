"""Many rows at once, through Arrow: row-by-row statements would take minutes."""

from collections.abc import Sequence
from dataclasses import fields
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
    names = [field.name for field in fields(records[0])]
    columns = {name: [_plain(getattr(record, name)) for record in records] for name in names}
    connection.register(_INCOMING, pa.table(columns))
    try:
        queries.run(connection, query)
    finally:
        connection.unregister(_INCOMING)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
