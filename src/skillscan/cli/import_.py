"""``skillscan import``: postings from a file into landing."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.cli.display.verbosity import is_quiet
from skillscan.cli.options import AsJson
from skillscan.errors import EXIT_ATTENTION, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.domain import ImportSummary

FIELDS = (
    "title, text, employer, location, country, language, posted_at, seen_at, url, native_id, "
    "workplace, is_remote, pay, pay_min, pay_max, pay_currency, pay_period, department, "
    "employment_type"
)


class DateOrder(StrEnum):
    """How ``07/10/2026`` is meant."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def import_(
    file: Annotated[
        Path, typer.Argument(help="CSV, TSV, JSON, JSONL (also .gz), Parquet or .xlsx file.")
    ],
    *,
    source: Annotated[str, typer.Option("--source", help="Name for the file's postings.")],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help=f"Which column is which field (- for none). Fields: {FIELDS}. "
            "A part of a structure is column.part.",
        ),
    ] = None,
    defaults: Annotated[
        list[str] | None,
        typer.Option("--default", metavar="FIELD=VALUE", help="What the file leaves out."),
    ] = None,
    date_order: Annotated[
        DateOrder | None,
        typer.Option("--date-order", help="How 07/10/2026 is meant: day or month first."),
    ] = None,
    collected: Annotated[
        str | None,
        typer.Option(
            "--collected", metavar="YYYY-MM-DD", help="Of which day the file is (default: today)."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take the postings of a file into landing; `skillscan extract` reads them.

    Exit code 3 where a row or a cell could not be used; the summary names it.
    """
    from skillscan.cli.display.progress import phases
    from skillscan.file_import.step import import_file

    with phases({"import": "importing"}) as progress:
        summary = import_file(
            file,
            source=source,
            mapping=pairs("--map", mapping, FIELDS),
            defaults=pairs("--default", defaults),
            settings=Settings(),
            now=datetime.now(UTC),
            date_order=date_order.value if date_order else None,
            collected=_day(collected),
            progress=progress,
        )
    _show(summary, as_json=as_json)
    if summary.quarantined or summary.needs_attention:
        raise typer.Exit(EXIT_ATTENTION)


def _show(summary: "ImportSummary", *, as_json: bool) -> None:
    from skillscan.cli.display.import_summary import print_summary

    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=True, indent=2))
    else:
        needs_attention = bool(summary.quarantined or summary.needs_attention)
        is_deaf = is_quiet() and not needs_attention
        print_summary(summary, Console(highlight=False, markup=False, quiet=is_deaf))


def pairs(option: str, values: list[str] | None, fields: str = "") -> dict[str, str]:
    """What an option that may be given many times says: ``field=value``.

    Raises UsageError, naming the fields there are, for what is no such pair or stands there twice.
    """
    found: dict[str, str] = {}
    for value in values or []:
        name, equals, content = (part.strip() for part in value.partition("="))
        if not (name and equals and content):
            known = f". Fields are: {fields}" if fields else ""
            raise UsageError(f"{option} {value}: write it as {option} field=value{known}")
        if name in found:
            raise UsageError(f"{option} {name}=… stands there twice: keep one of them")
        found[name] = content
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise UsageError(f"--collected {text}: write a day as YYYY-MM-DD") from error
