"""The data dictionary in ``docs/analysts.md``: every view, macro and table of a release.

It is read from the database of an empty release, so it cannot say what is not so.
``python -m skillscan.release.data_dictionary --write`` writes it anew, ``--check`` fails (exit code
1) where the page and the code differ; both take the path, ``docs/analysts.md`` by default.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

from skillscan import resources
from skillscan.release import database
from skillscan.release.analyst import SCHEMA, add_analyst_relations, macro_names
from skillscan.release.descriptions import add_comments
from skillscan.release.export import export
from skillscan.statistics.catalogue import Catalogue, packaged
from skillscan.storage.generated_file import asked, write_or_compare
from skillscan.warehouse import queries
from skillscan.warehouse.connection import prepare

DOCUMENT = Path("docs/analysts.md")
BEGIN, END = "<!-- data dictionary: begin -->", "<!-- data dictionary: end -->"


@contextmanager
def empty_release(catalogue: Catalogue | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a release's database that has everything but rows."""
    known = catalogue or packaged()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "skillscan.duckdb")
        database.create(path, {})
        with duckdb.connect() as warehouse:
            prepare(warehouse)
            export(warehouse, path)
        with database.writing(path) as connection:
            database.add_views(connection, known)
            for table in resources.names(resources.sql("release", "tables"), ".sql"):
                if table != "populations.sql":  # the file is made with it
                    database.add_table(connection, table.removesuffix(".sql"), [])
            add_analyst_relations(connection, known)
            add_comments(connection, known)
            yield connection


@cache
def dictionary() -> str:
    """The generated part of the page."""
    with empty_release() as connection:
        parts = [
            f"### Views of the schema `{SCHEMA}`\n",
            *_relations(connection, SCHEMA, kind="VIEW", level=4),
            "### Macros\n",
            *_macros(connection),
            "### Tables\n",
            *_relations(connection, "main", kind="TABLE", level=4),
            "### Views beside the tables\n",
            "\n".join(_views(connection)),
        ]
    return "\n".join(parts)


def _relations(
    connection: duckdb.DuckDBPyConnection, schema: str, *, kind: str, level: int
) -> Iterator[str]:
    for found, name, columns, types in queries.rows(
        connection, "comments/relations", schema=schema
    ):
        if found != kind:
            continue
        said = _comments(connection, schema, name)
        shown = f"{schema}.{name}" if schema != "main" else name
        lines = [f"{'#' * level} {shown}\n", f"{said[None]}\n", "| column | type | meaning |"]
        lines.append("| --- | --- | --- |")
        for column, type_ in zip(columns, types, strict=True):
            short = type_.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")
            lines.append(f"| {column} | {_cell(short)} | {_cell(said[column])} |")
        yield "\n".join([*lines, ""])


def _comments(
    connection: duckdb.DuckDBPyConnection, schema: str, relation: str
) -> dict[str | None, str]:
    """The comments of a relation's columns by name, and of itself under ``None``."""
    found = queries.rows(connection, "comments/of_relation", schema=schema, relation=relation)
    return {column: comment or "" for column, comment in found}


def _macros(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    found = queries.rows(connection, "comments/macros")
    by_statistic = set(macro_names(packaged()))
    for name, parameters, comment in found:
        if name not in by_statistic:
            yield f"- `{name}({', '.join(parameters)})`: {comment}"
    yield ""
    yield "| macro of a statistic | gives |"
    yield "| --- | --- |"
    for name, _, comment in found:
        if name in by_statistic:
            yield f"| `{name}(…)` | {_cell(comment)} |"
    yield ""


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "| view | holds |"
    yield "| --- | --- |"
    for kind, name, _, _ in queries.rows(connection, "comments/relations", schema="main"):
        if kind == "VIEW":
            yield f"| {name} | {_cell(_comments(connection, 'main', name)[None])} |"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page's dictionary; gives the exit code."""
    write, path = asked(arguments, __doc__, DOCUMENT)
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    if END not in rest:
        sys.stderr.write(f"{path} lacks the lines {BEGIN} and {END}\n")
        return 1
    text = f"{before}{BEGIN}\n\n{dictionary()}\n{END}{rest.partition(END)[2]}"
    says, module = "what a release holds", "skillscan.release.data_dictionary"
    return write_or_compare(path, text, write=write, says=says, module=module)


if __name__ == "__main__":
    sys.exit(main())
