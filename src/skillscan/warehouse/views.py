"""The macros of ``sql/macros`` and the views of ``sql/models``.

An opening makes them anew where they are not the code's. A macro beside them tells: it holds the
hash of the code's definitions and of the views as DuckDB keeps them, so that a view changed by
hand is seen as well. (Reading back macros takes DuckDB 40 ms, making all takes 150.)
"""

import hashlib
from functools import cache

import duckdb
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.warehouse import queries

ORDER = (
    "current_pipeline",
    "board_evidence",
    "boards",
    "closures",
    "quarantined_items",
    "current_postings",
    "posting_facts",
    "openings",
    "opening_facts",
    "opening_findings",
    "opening_skills",
)
"""The views, each after those it is built on; a test compares this with the folder."""


def are_current(connection: DuckDBPyConnection) -> bool:
    """Whether views and macros are the code's, so that nothing need be made."""
    try:
        recorded = queries.rows(connection, "views/recorded")
    except duckdb.CatalogException:  # a warehouse of an earlier version has no record
        return False
    return recorded == [(_checksum(connection),)]


def record(connection: DuckDBPyConnection) -> None:
    """Note what was built and described. Call it within the same transaction, at its end."""
    statement = queries.text("views/record").replace("CHECKSUM", _checksum(connection))
    connection.execute(statement)


def build(connection: DuckDBPyConnection) -> None:
    """Drop the views and macros that are there, make the code's. Call it within a transaction."""
    for kind, name in queries.rows(connection, "views/made"):
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} "{quoted}"')
    for _, statement in _statements():
        connection.execute(statement)


def shadow(connection: DuckDBPyConnection) -> None:
    """Make temporary ones of the code, for a file that is only read and may hold older ones."""
    for kind, statement in _statements():
        connection.execute(statement.replace(f" {kind} ", f" TEMP {kind} ", 1))


def _checksum(connection: DuckDBPyConnection) -> str:
    kept = queries.rows(connection, "views/kept")
    return hashlib.sha256(f"{_definitions()}{kept}".encode()).hexdigest()


@cache
def _definitions() -> str:
    """All that decides about views and their comments: the SQL, the descriptions, the engine."""
    described = resources.data("schema.yaml").read_text(encoding="utf-8")
    return "\n".join([duckdb.__version__, described, *(text for _, text in _statements())])


def _statements() -> list[tuple[str, str]]:
    """MACRO or VIEW, and the statement that makes it, in an order that works."""
    macros = resources.names(resources.sql("macros"), ".sql")
    files = [("MACRO", resources.sql("macros", name)) for name in macros]
    files += [("VIEW", resources.sql("models", f"{name}.sql")) for name in ORDER]
    return [(kind, file.read_text(encoding="utf-8")) for kind, file in files]
