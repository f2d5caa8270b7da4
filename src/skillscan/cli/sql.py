"""``skillscan sql``: the latest release in the DuckDB shell, or the answer of one query."""

import csv
import json
import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from skillscan.errors import EXIT_ATTENTION, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from skillscan.release.query import QueryResult

FOLDED = 28
"""A column of longer texts is folded to this width; narrower ones cannot be read."""
TABLE_ROWS, FILE_ROWS = 100, 100_000
"""Rows that are given by default: on a terminal, and where a program reads on."""


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[
        str | None,
        typer.Argument(help="A SELECT; - or a pipe: from standard input; none: DuckDB's shell."),
    ] = None,
    *,
    form: Annotated[
        Format, typer.Option("--format", help="table, csv, or json (a list of objects).")
    ] = Format.TABLE,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"Rows at most; default: {TABLE_ROWS}, else {FILE_ROWS:,}."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=0.01, max=3600, help="Seconds after which a query is stopped.")
    ] = 60.0,
    name: Annotated[
        str | None,
        typer.Option("--release", help="Name of a release, or an end of it; default: the latest."),
    ] = None,
) -> None:
    """Open a release read-only in the DuckDB shell, or run one query on it.

    A query sees the release and no other file. docs/analysts.md lists the views and macros.
    Exit code 3 where there are more rows than were shown; of the shell, its own.
    """
    from skillscan.release.catalog import open_named
    from skillscan.release.query import run_query

    settings = Settings()
    release = open_named(settings, name)
    if query is None and sys.stdin.isatty():
        raise typer.Exit(_shell(release.database))
    text = sys.stdin.read() if query in (None, "-") else str(query)
    if not text.strip():
        raise UsageError("no query: give one as the argument or on standard input")
    most = limit or (TABLE_ROWS if form is Format.TABLE else FILE_ROWS)
    found = run_query(release, text, limit=most, seconds=seconds)
    _PRINTERS[form](found)
    if found.is_cut:
        typer.echo(f"only the first {most:,} rows are shown: --limit N gives more", err=True)
        raise typer.Exit(EXIT_ATTENTION)


def _shell(database: Path) -> int:
    """Open DuckDB's own shell and give its exit code; raises UsageError where there is none."""
    program = _beside_python("duckdb") or shutil.which("duckdb")
    if program is None:
        raise UsageError(
            "the DuckDB shell is not installed (https://duckdb.org/install): install it, or give "
            f"a query: skillscan sql 'FROM analyst.statistics'. The file is {database}"
        )
    return subprocess.run([program, "-readonly", str(database)], check=False).returncode  # noqa: S603


def _beside_python(name: str) -> str | None:
    """A program that was installed with this Python: of an environment that is not activated it
    lies on no path.
    """
    return shutil.which(name, path=str(Path(sys.executable).parent))


def _print_table(found: "QueryResult") -> None:
    """A table where the terminal is wide enough for it, else each row as a block of lines."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from skillscan.text.cells import shown_cell

    console = Console(highlight=False)
    head = [shown_cell(column) for column in found.columns]
    rows = [[shown_cell(value) for value in row] for row in found.rows]
    if not _fits(console.width, head, rows):
        _print_blocks(console, head, rows)
        return
    table = Table()
    for place, column in enumerate(head):
        values = [row[place] for row in found.rows if row[place] is not None]
        is_number = bool(values) and all(isinstance(one, int | float) for one in values)
        justify: Literal["left", "right"] = "right" if is_number else "left"
        table.add_column(Text(column), justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _fits(width: int, head: list[str], rows: list[list[str]]) -> bool:
    """Whether every column can have the width of its content, or ``FOLDED`` where that is more."""
    from rich.cells import cell_len

    longest = [max(map(cell_len, column)) for column in zip(head, *rows, strict=True)]
    return sum(min(one, FOLDED) + 3 for one in longest) < width


def _print_blocks(console: "Console", head: list[str], rows: list[list[str]]) -> None:
    from rich.text import Text

    widest = max(map(len, head), default=0)
    for number, row in enumerate(rows, start=1):
        console.print(Text(f"— row {number} —", "dim"))
        for name, value in zip(head, row, strict=True):
            console.print(Text.assemble((f"{name:<{widest}}  ", "dim"), value), soft_wrap=True)


def _print_csv(found: "QueryResult") -> None:
    from skillscan.text.cells import harmless_cell

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([harmless_cell(column) for column in found.columns])
    writer.writerows([harmless_cell(value) for value in row] for row in found.rows)


def _print_json(found: "QueryResult") -> None:
    from skillscan.text.cells import plain_value

    rows = [dict(zip(found.columns, map(plain_value, row), strict=True)) for row in found.rows]
    typer.echo(json.dumps(rows, ensure_ascii=True))


_PRINTERS = {Format.TABLE: _print_table, Format.CSV: _print_csv, Format.JSON: _print_json}
