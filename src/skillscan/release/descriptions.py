"""What the tables, views and columns of a release mean, in words: emitted as comments.

A release's own words stand in ``data/release.yaml``; what it takes from the warehouse as it is, is
described in ``data/schema.yaml``.
"""

from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Any

import duckdb

from skillscan import resources
from skillscan.release.analyst import (
    EVERY,
    SCHEMA,
    compares,
    is_of_groups,
    is_of_skills,
    macro_names,
)
from skillscan.statistics.catalogue import Catalogue, packaged
from skillscan.statistics.definitions import AMOUNT, BY_SAMPLE, Definition
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
    BY_SAMPLE: "The same of the employer's openings of each sample, a source in a quarter.",
}
"""Columns that relations of employers and populations have."""


def add_comments(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue | None = None) -> None:
    """Comments on every table, view and column (DuckDB keeps them in the file)."""
    known = catalogue or packaged()
    comments.emit(
        connection, partial(relation_comment, known=known), partial(column_comment, known=known)
    )
    comments.emit(connection, _analyst_comment, _analyst_column, schema=SCHEMA)
    for name, text in _macro_comments(known):
        connection.execute(f"COMMENT ON MACRO TABLE {name} IS {comments.literal(text)}")


def _macro_comments(known: Catalogue) -> Iterator[tuple[str, str]]:
    yield from _described()["macros"].items()
    for name in macro_names(known):
        definition = known.files[name].definition
        kind = ", and kind as shares" if is_of_skills(definition) else ""
        like = "differences" if compares(definition) else f"asked_openings{kind}"
        groups = " by group" if is_of_groups(definition) else ""
        said = f"of the openings that are asked for{groups}; parameters as {like}."
        yield name, f"{definition.title}, {said}"


def _analyst_comment(relation: str) -> str:
    folder = resources.sql("release", SCHEMA)
    lines = folder.joinpath(f"{relation}.sql").read_text("utf-8").splitlines()
    head = takewhile(lambda line: line.startswith("--"), lines)
    return " ".join(line.strip("- ") for line in head).replace("`", "")


def _analyst_column(relation: str, column: str) -> str | None:
    """Its own words, those that columns of this name have in every view, or of the table below."""
    own = _described()[SCHEMA]
    found: str | None = own.get("views", {}).get(relation, {}).get(column) or own["columns"].get(
        column
    )
    return found or column_comment(relation, column)


def relation_comment(relation: str, known: Catalogue | None = None) -> str | None:
    """What a table or view of a release is; a statistic's view is described by its definition."""
    known = known or packaged()
    if relation in known.files:
        return f"Which openings hold which value. {known.files[relation].definition.definition}"
    if relation.startswith(EVERY):
        said = relation_comment(relation.removeprefix(EVERY), known)
        return f"The same as {relation.removeprefix(EVERY)} of every opening of the release. {said}"
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
    if relation.startswith(EVERY):
        return column_comment(relation.removeprefix(EVERY), column, known)
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
