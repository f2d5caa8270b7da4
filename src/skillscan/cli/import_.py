"""``skillscan import``: postings from a file into landing."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.errors import EXIT_ATTENTION, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.domain import ImportSummary


def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, JSONL (also .gz) or Parquet file.")],
    *,
    source: Annotated[str, typer.Option("--source", help="Name for the file's postings.")],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Which column is which field."),
    ] = None,
    defaults: Annotated[
        list[str] | None,
        typer.Option("--default", metavar="FIELD=VALUE", help="What the file leaves out."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Take the postings of a file into landing; `skillscan extract` reads them."""
    from skillscan.cli.display.progress import phases
    from skillscan.file_import.step import import_file

    with phases({"import": "importing"}) as progress:
        summary = import_file(
            file,
            source=source,
            mapping=_pairs("--map", mapping),
            defaults=_pairs("--default", defaults),
            settings=Settings(),
            now=datetime.now(UTC),
            progress=progress,
        )
    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=False, indent=2))
    else:
        _print(summary)
    if summary.quarantined:
        raise typer.Exit(EXIT_ATTENTION)


def _pairs(option: str, values: list[str] | None) -> dict[str, str]:
    pairs = {}
    for value in values or []:
        name, equals, content = value.partition("=")
        if not (name and equals and content):
            raise UsageError(f"{option} {value}: write it as {option} field=value")
        pairs[name.strip()] = content.strip()
    return pairs


def _print(summary: "ImportSummary") -> None:
    out = Console(highlight=False, soft_wrap=True, markup=False)
    if summary.is_already_imported:
        out.print(f"{summary.file}: already imported, nothing to do.")
    out.print(
        f"{summary.file}: {summary.rows:,} rows, {summary.postings:,} postings, "
        f"{summary.duplicates:,} duplicates, {summary.quarantined:,} to quarantine."
    )
    for reason, count in summary.reasons.items():
        out.print(f"  {reason}: {count:,}")
    columns = ", ".join(f"{name} = {column}" for name, column in summary.mapping.items())
    ids = "from the file" if summary.ids == "column" else "made from the content"
    out.print(f"Columns: {columns}. Ids {ids}.")
    if not summary.is_already_imported:
        out.print("Next: skillscan extract")
