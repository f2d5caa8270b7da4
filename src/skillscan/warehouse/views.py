"""The views of ``sql/models``: made anew at every opening, so that they follow the code."""

from duckdb import DuckDBPyConnection

from skillscan import resources

ORDER = (
    "current_pipeline",
    "posting_facts",
    "opening_facts",
    "opening_findings",
    "opening_skills",
)
"""The views, each after those it is built on; a test compares this with the folder."""


def build(connection: DuckDBPyConnection) -> None:
    """Drop the views that are there and make those of the code. Call it within a transaction."""
    for (name,) in connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"
    ).fetchall():
        quoted = name.replace('"', '""')
        connection.execute(f'DROP VIEW "{quoted}"')
    for name in ORDER:
        connection.execute(_statement(name))


def shadow(connection: DuckDBPyConnection) -> None:
    """Make temporary views of the code, for a file that is only read and may hold older ones."""
    for name in ORDER:
        connection.execute(_statement(name).replace(" VIEW ", " TEMP VIEW ", 1))


def _statement(name: str) -> str:
    return resources.sql("models", f"{name}.sql").read_text(encoding="utf-8")
