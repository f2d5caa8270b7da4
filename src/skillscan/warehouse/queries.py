"""The SQL that this package runs: one query a file of ``sql/queries``, parameters by name.

A query is named by its topic and its file's stem, ``postings/by_id`` say.
"""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from skillscan import resources

if TYPE_CHECKING:  # those who only show a release need no Arrow, which takes longest to load
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_Record = TypeVar("_Record")


@cache
def text(name: str) -> str:
    """The SQL of a query."""
    return resources.sql("queries", *f"{name}.sql".split("/")).read_text(encoding="utf-8")


def run(connection: "DuckDBPyConnection", name: str, **parameters: Any) -> "DuckDBPyConnection":
    """Execute a query with its parameters; what is given back holds its rows.

    Lists go as JSON (``$ids::JSON::VARCHAR[]``): DuckDB tries to import pandas twice for every
    value that it is given, 0.2 ms each where there is none.
    """
    return connection.execute(text(name), {key: _plain(v) for key, v in parameters.items()})


def rows(connection: "DuckDBPyConnection", name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return run(connection, name, **parameters).fetchall()


def arrow(connection: "DuckDBPyConnection", name: str, **parameters: Any) -> "pa.Table":
    """All rows of a query as an Arrow table."""
    return run(connection, name, **parameters).to_arrow_table()


def records(
    connection: "DuckDBPyConnection", name: str, kind: Callable[..., _Record], **parameters: Any
) -> list[_Record]:
    """All rows of a query as records, whose fields are its columns; lists become tuples."""
    found = run(connection, name, **parameters)
    names = [column[0] for column in found.description or ()]
    return [kind(**dict(zip(names, map(_hashable, row), strict=True))) for row in found.fetchall()]


def board_structs(boards: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Boards (source, board) as queries take them in their parameter ``$boards``."""
    return [{"source": source, "board": board} for source, board in sorted(set(boards))]


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list) else value


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
