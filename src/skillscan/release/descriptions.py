"""What the tables, views and columns of a release mean, in words: emitted as comments.

A release's own words stand in ``data/release.yaml``; what it takes from the warehouse as it is, is
described in ``data/schema.yaml``.
"""

from functools import partial
from typing import Any

import duckdb

from skillscan import resources
from skillscan.statistics.catalogue import Catalogue, packaged
from skillscan.statistics.definitions import AMOUNT, Definition
from skillscan.warehouse import comments

_SPLIT = "openings_by_"
_PARTS = {
    "of": "What the numbers of {name} are divided by.",
    "from": "From when on the openings of {name} were watched.",
    "ended": "Whether the openings of {name} ended: 1, or 0.",
}
"""How the further columns of a figure end, and what they are."""
_COUNTED = {
    "openings": "Openings that the row is of.",
    "employers": "Employers of these openings.",
}
"""Columns that relations of employers and populations have."""


def add_comments(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue | None = None) -> None:
    """Comments on every table, view and column (DuckDB keeps them in the file)."""
    known = catalogue or packaged()
    comments.emit(
        connection, partial(relation_comment, known=known), partial(column_comment, known=known)
    )


def relation_comment(relation: str, known: Catalogue | None = None) -> str | None:
    """What a table or view of a release is; a statistic's view is described by its definition."""
    known = known or packaged()
    if relation in known.files:
        return f"Which openings hold which value. {known.files[relation].definition.definition}"
    if relation.startswith(_SPLIT):
        comment = known.splits[relation.removeprefix(_SPLIT)].partition("\nSELECT")[0]
        return " ".join(line.strip("- ") for line in comment.splitlines() if line.startswith("--"))
    return _own(relation).get("comment") or comments.relation_comment(relation)


def column_comment(relation: str, column: str, known: Catalogue | None = None) -> str | None:
    """What a column of a release is: its own words, else those of the warehouse's column."""
    known = known or packaged()
    if relation in known.files:
        said = _said_of(known.files[relation].definition, column)
        if said:
            return said
    entry = _own(relation)
    if "same_as" in entry:
        return column_comment(entry["same_as"], column, known)
    shared = {} if relation in comments.described() else _described()["same_everywhere"]
    found: str | None = (
        entry.get("columns", {}).get(column)
        or shared.get(column)
        or comments.comment_of(relation, column)
    )
    return found


def _said_of(definition: Definition, column: str) -> str | None:
    """What a definition says of a column of its relation: a measure, or part of a figure."""
    if column in definition.measures:
        return definition.measures[column]
    if column in _COUNTED:
        return _COUNTED[column]
    for name, figure in definition.figures.items():
        if column == figure.measure:
            return f"Counts for {name}."
        if column == AMOUNT + name:
            return f"What {name} is made of. {figure.says}"
        if column.startswith(AMOUNT + name):
            part = column.removeprefix(f"{AMOUNT}{name}_")
            return _PARTS[part].format(name=name)
    return None


def columns_of(relation: str) -> list[str]:
    """The columns of a release's own table."""
    return list(_own(relation)["columns"])


def _own(relation: str) -> dict[str, Any]:
    entry: dict[str, Any] = _described()["relations"].get(relation, {})
    return entry


def _described() -> dict[str, Any]:
    described: dict[str, Any] = resources.data_yaml("release.yaml")
    return described
