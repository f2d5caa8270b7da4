"""All that a release's database is beside its rows, as SQL: tables with their keys, macros, views
and comments. It stands in ``release.schema_sql``, so that the database can be made again from the
Parquet files by any later version.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from skillscan.release import database
from skillscan.warehouse import queries

_EMPTY = "empty_copy"


def add_schema(path: Path) -> None:
    """Let the table ``release`` of a file hold the file's own schema."""
    text = schema_text(path)
    with database.writing(path) as connection:
        connection.execute("UPDATE release SET schema_sql = $text", {"text": text})


def schema_text(path: Path) -> str:
    """The statements that make a file's database without its rows; nobody may be writing it."""
    with database.beside(path) as connection:
        connection.execute(f"ATTACH ':memory:' AS {_EMPTY}")
        copy_schema(connection, _EMPTY)
        connection.execute(f"USE {_EMPTY}")
        statements = [*_exported(connection), *comment_statements(connection)]
    return "".join(f"{statement};\n" for statement in statements)


def copy_schema(connection: duckdb.DuckDBPyConnection, target: str) -> None:
    """Make the tables, macros, views and comments of the release that a connection has beside it in
    another attached database.
    """
    connection.execute(f"COPY FROM DATABASE {database.BESIDE} TO {target} (SCHEMA)")


def apply_schema(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Run such statements, whose views stand in no order; outside of a transaction, which the first
    one that fails would end. Raises duckdb.Error for a wrong one.
    """
    left = duckdb.extract_statements(text)
    while left:
        failed = []
        for statement in left:
            try:
                connection.execute(statement)
            except duckdb.CatalogException as error:  # it is built on a later one
                failed.append((statement, error))
        if len(failed) == len(left):
            raise failed[0][1]
        left = [statement for statement, _ in failed]


def comment_statements(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The statements that make the comments of the database in use."""
    for (statement,) in queries.rows(connection, "release/comment_statements"):
        yield statement


def _exported(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What DuckDB itself exports: it knows the defaults of macros, which no view of it shows."""
    with TemporaryDirectory() as folder:
        path = folder.replace("'", "''")
        connection.execute(f"EXPORT DATABASE '{path}' (FORMAT parquet)")
        text = Path(folder, "schema.sql").read_text("utf-8")
    for statement in duckdb.extract_statements(text):
        yield statement.query.strip().rstrip(";")
