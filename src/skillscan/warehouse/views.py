"""The macros of ``sql/macros`` and the views of ``sql/models``.

They are made anew at every opening, so that they follow the code.
"""

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.warehouse import queries

ORDER = (
    "current_pipeline",
    "board_evidence",
    "quarantined_items",
    "current_postings",
    "posting_facts",
    "openings",
    "opening_facts",
    "opening_findings",
    "opening_skills",
)
"""The views, each after those it is built on; a test compares this with the folder."""


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


def _statements() -> list[tuple[str, str]]:
    """MACRO or VIEW, and the statement that makes it, in an order that works."""
    macros = resources.names(resources.sql("macros"), ".sql")
    files = [("MACRO", resources.sql("macros", name)) for name in macros]
    files += [("VIEW", resources.sql("models", f"{name}.sql")) for name in ORDER]
    return [(kind, file.read_text(encoding="utf-8")) for kind, file in files]
