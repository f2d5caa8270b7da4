"""Comments on every table, view and column, from the one file ``data/schema.yaml``.

DuckDB drops comments when a view is replaced, so they are emitted after the views are built.
"""

from collections.abc import Callable
from typing import Any

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.warehouse import queries


def described() -> dict[str, dict[str, Any]]:
    """Relation to ``{"comment": …, "columns": {name: …}}`` as written in the file."""
    relations: dict[str, dict[str, Any]] = resources.data_yaml("schema.yaml")["relations"]
    return relations


def shared() -> dict[str, str]:
    """Column to comment, for the columns that mean the same in every relation that has them."""
    columns: dict[str, str] = resources.data_yaml("schema.yaml")["same_everywhere"]
    return columns


def relation_comment(relation: str) -> str | None:
    """The comment of a table or view; ``None`` where the file does not have it."""
    entry = described().get(relation)
    return str(entry["comment"]) if entry else None


def comment_of(relation: str, column: str) -> str | None:
    """The comment of a column: its own, or else the one it shares with other relations."""
    own = described().get(relation, {}).get("columns") or {}
    return own.get(column) or shared().get(column)


def emit(
    connection: DuckDBPyConnection,
    of_relation: Callable[[str], str | None] = relation_comment,
    of_column: Callable[[str, str], str | None] = comment_of,
    schema: str = "main",
) -> None:
    """Write the comments of all relations of a schema that have one, within a transaction."""
    statements = []
    for kind, relation, columns, _ in queries.rows(connection, "comments/relations", schema=schema):
        text = of_relation(relation)
        if text is None:
            continue
        statements.append(f'COMMENT ON {kind} {schema}."{relation}" IS {literal(text)};')
        for column in columns:
            if text := of_column(relation, column):
                target = f'COLUMN {schema}."{relation}"."{column}"'
                statements.append(f"COMMENT ON {target} IS {literal(text)};")
    connection.execute("\n".join(statements))


def literal(text: str) -> str:
    """A text as it stands in SQL, on one line."""
    escaped = " ".join(text.split()).replace("'", "''")
    return f"'{escaped}'"
