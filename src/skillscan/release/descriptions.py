"""What the tables, views and columns of a release mean, in words: emitted as comments.

A release's own words stand in ``data/release.yaml``; what it takes from the warehouse as it is, is
described in ``data/schema.yaml``.
"""

from typing import Any

import duckdb

from skillscan import resources
from skillscan.release.database import relations
from skillscan.statistics.definitions import definitions
from skillscan.warehouse import comments


def add_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Comments on every table, view and column (DuckDB keeps them in the file)."""
    for relation in relations(connection):
        kind = "VIEW" if relation.is_view else "TABLE"
        if text := relation_comment(relation.name):
            connection.execute(f'COMMENT ON {kind} "{relation.name}" IS {_literal(text)}')
        for column in relation.columns:
            if text := column_comment(relation.name, column):
                place = f'"{relation.name}"."{column}"'
                connection.execute(f"COMMENT ON COLUMN {place} IS {_literal(text)}")


def relation_comment(relation: str) -> str | None:
    """What a table or view of a release is; a statistic's view is described by its definition."""
    if relation in definitions():
        return f"Which openings hold which value. {definitions()[relation].definition}"
    entry = _own(relation) or comments.described().get(relation, {})
    if "comment" in entry:
        return str(entry["comment"])
    return relation_comment(entry["same_as"]) if "same_as" in entry else None


def column_comment(relation: str, column: str) -> str | None:
    """What a column of a release is: its own words, else those of the warehouse's column."""
    if relation in definitions() and column in definitions()[relation].measures:
        return definitions()[relation].measures[column]
    entry = _own(relation)
    if "same_as" in entry:
        return column_comment(entry["same_as"], column)
    shared = {} if relation in comments.described() else _described()["same_everywhere"]
    found: str | None = (
        entry.get("columns", {}).get(column)
        or shared.get(column)
        or comments.comment_of(relation, column)
    )
    return found


def columns_of(relation: str) -> list[str]:
    """The columns of a release's own table."""
    return list(_own(relation)["columns"])


def _own(relation: str) -> dict[str, Any]:
    entry: dict[str, Any] = _described()["relations"].get(relation, {})
    return entry


def _described() -> dict[str, Any]:
    described: dict[str, Any] = resources.data_yaml("release.yaml")
    return described


def _literal(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
