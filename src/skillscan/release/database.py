"""The DuckDB file of a release: tables, one view per statistic, estimates, comments.

It is written in a storage format that DuckDB 1.4 can read, so that analysts need not follow our
version.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from skillscan import resources
from skillscan.release.document import Publication
from skillscan.release.export import RELATIONS
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Estimate, Withheld, estimate
from skillscan.warehouse import comments

STORAGE_VERSION = "v1.4.0"


@contextmanager
def create(path: Path, parquet: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database with the snapshot's tables; checkpointed and closed when the block ends."""
    connection = duckdb.connect(
        str(path), config={"storage_compatibility_version": STORAGE_VERSION}
    )
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.begin()
        for name, relation in RELATIONS.items():
            source = str(parquet / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE TABLE {relation} AS FROM read_parquet('{source}')")
        yield connection
        connection.commit()
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def add_views(connection: duckdb.DuckDBPyConnection, definitions: Mapping[str, Definition]) -> None:
    """One view per statistic, of its name: which openings hold which value."""
    for definition in definitions.values():
        connection.execute(f"CREATE VIEW {definition.id} AS {definition.select}")


def estimate_all(
    connection: duckdb.DuckDBPyConnection,
    definitions: Mapping[str, Definition],
    populations: Sequence[str],
    evaluation: Mapping[str, Any],
) -> tuple[list[Estimate], list[Withheld]]:
    """The estimates of all statistics for all populations, in that order."""
    estimates: list[Estimate] = []
    withheld: list[Withheld] = []
    for definition in definitions.values():
        found, held = estimate(connection, definition, populations, evaluation)
        estimates += found
        withheld += held
    return estimates, withheld


def add_publication(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """The tables that hold what ``statistics.json`` holds, and comments on everything."""
    rows = {
        "release": [publication.model_dump(include=set(_columns("release")))],
        "statistics": [_definition_row(d) for d in publication.statistics.values()],
        "estimates": [_estimate_row(e) for e in publication.estimates],
        "withheld": [_withheld_row(w) for w in publication.withheld],
    }
    for table, content in rows.items():
        connection.execute(_statement(table))
        if content:
            connection.register("given_rows", pa.Table.from_pylist(content))
            connection.execute(f"INSERT INTO {table} BY NAME FROM given_rows")
            connection.unregister("given_rows")
    add_comments(connection)


def add_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Comments on every table, view and column (DuckDB keeps them in the file)."""
    relations = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE NOT internal AND schema_name = 'main' GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    views = {
        row[0] for row in connection.execute("SELECT view_name FROM duckdb_views()").fetchall()
    }
    for relation, columns in relations:
        kind = "VIEW" if relation in views else "TABLE"
        if text := relation_comment(relation):
            connection.execute(f'COMMENT ON {kind} "{relation}" IS {_literal(text)}')
        for column in columns:
            if text := column_comment(relation, column):
                connection.execute(f'COMMENT ON COLUMN "{relation}"."{column}" IS {_literal(text)}')


def relation_comment(relation: str) -> str | None:
    """What a table or view of a release is; a statistic's view is described by its definition."""
    from skillscan.statistics.definitions import definitions

    if relation in definitions():
        return f"Which openings hold which value. {definitions()[relation].definition}"
    entry = _own()["relations"].get(relation) or comments.described().get(relation)
    return entry["comment"] if entry else None


def column_comment(relation: str, column: str) -> str | None:
    """What a column of a release is: its own words, else those of the warehouse's column."""
    from skillscan.statistics.definitions import definitions

    if relation in definitions() and column in definitions()[relation].measures:
        return definitions()[relation].measures[column]
    own = _own()["relations"].get(relation, {}).get("columns", {})
    shared = _own()["same_everywhere"] if relation not in comments.described() else {}
    found: str | None = (
        own.get(column) or shared.get(column) or comments.comment_of(relation, column)
    )
    return found


def _own() -> dict[str, Any]:
    described: dict[str, Any] = resources.data_yaml("release.yaml")
    return described


def _columns(relation: str) -> list[str]:
    return list(_own()["relations"][relation]["columns"])


def _statement(table: str) -> str:
    return resources.sql("release", "tables", f"{table}.sql").read_text("utf-8")


def _literal(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _definition_row(definition: Definition) -> dict[str, Any]:
    return {
        "statistic": definition.id,
        "title": definition.title,
        "definition": definition.definition,
        "denominator": definition.denominator,
        "stating": definition.stating,
        "dimension": definition.dimension.name,
        "headline_measure": definition.headline.measure,
        "headline_view": definition.headline.view,
        "minimum_openings": definition.minimum.openings,
        "minimum_employers": definition.minimum.employers,
        "caveats": list(definition.caveats),
        "sentence": definition.sentence,
    }


def _withheld_row(withheld: Withheld) -> dict[str, Any]:
    return {
        "statistic": withheld.statistic,
        "population_id": withheld.population,
        "reason": withheld.reason,
    }


def _estimate_row(one: Estimate) -> dict[str, Any]:
    row = one.model_dump(exclude={"population", "views", "reading_error"})
    row["population_id"] = one.population
    for name in ("all", "stating", "silent", "employer"):
        view = getattr(one.views, name)
        for end in ("share", "low", "high"):
            row[f"{name}_{end}"] = getattr(view, end) if view else None
    error = one.reading_error
    for end in ("precision", "recall", "exact", "labelled"):
        row[f"reading_{end}"] = getattr(error, end) if error else None
    return row
