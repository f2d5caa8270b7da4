"""The views of ``sql/models``: rebuilt at every opening for writing, so they follow the code."""

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
        connection.execute(resources.sql("models", f"{name}.sql").read_text(encoding="utf-8"))
