"""What the tables, views and columns of a release mean, in words: emitted as comments.

A release's own words stand in ``data/release.yaml``; what it takes from the warehouse as it is, is
described in ``data/schema.yaml``.
"""

from typing import Any

import duckdb

from skillscan import resources
from skillscan.statistics.definitions import definitions
from skillscan.warehouse import comments


def add_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Comments on every table, view and column (DuckDB keeps them in the file)."""
    comments.emit(connection, relation_comment, column_comment)


def relation_comment(relation: str) -> str | None:
    """What a table or view of a release is; a statistic's view is described by its definition."""
    if relation in definitions():
        return f"Which openings hold which value. {definitions()[relation].definition}"
    return _own(relation).get("comment") or comments.relation_comment(relation)


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
