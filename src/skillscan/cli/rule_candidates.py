"""``skillscan rules candidates`` and ``coverage``: what no rule reads, over any postings."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.cli.options import AsJson, LeastEmployers, PostingFiles

if TYPE_CHECKING:
    from skillscan.nlp.line_counts import UnreadLine
    from skillscan.nlp.rule_candidates import Coverage, PostingLines
    from skillscan.settings import Settings


_Home = Annotated[
    Path | None,
    typer.Option(help="Folder of the warehouse and of rules/; default: SKILLSCAN_HOME."),
]


class CandidateKind(StrEnum):
    """What to look for."""

    HEADINGS = "headings"
    WORKPLACE = "workplace"
    LOCATIONS = "locations"
    YEARS = "years"
    PAY = "pay"
    DEGREES = "degrees"
    MODIFIERS = "modifiers"


def candidates(
    kind: Annotated[CandidateKind, typer.Argument(help="What to look for.")],
    files: PostingFiles = None,
    *,
    home: _Home = None,
    least_employers: LeastEmployers = 2,
    limit: Annotated[int, typer.Option(min=1, help="Lines at most.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List what no rule reads, by the number of employers that write it.

    headings: lines of the shape of a heading that open no section. workplace: sentences with a word
    of the workplace that give none. locations: the same of the location fields. years: amounts of
    years that are neither accepted nor refused. pay: sums of the size of pay that are neither read
    nor refused. degrees: sentences with a word of degrees that give none. modifiers: words before
    and behind the skills (_) of sentences in which no modifier speaks of any.
    Numbers and names of places stand as #.
    """
    from skillscan.cli.display.progress import followed, phases
    from skillscan.nlp.rule_candidates import find_candidates
    from skillscan.settings import Settings

    settings = Settings(home=home) if home else Settings()
    postings = _from_files(files, settings) if files else _from_warehouse(settings)
    slow: list[None] = []
    with phases({"postings": "postings looked at"}) as progress:
        found = find_candidates(
            followed(postings, progress, "postings"),
            kind.value,
            home=settings.home,
            least_employers=least_employers,
            limit=limit,
            on_slow=lambda _: slow.append(None),
        )
    if slow:
        typer.echo(f"{len(slow):,} postings took too long to read and were left out", err=True)
    if as_json:
        typer.echo(json.dumps([asdict(candidate) for candidate in found], ensure_ascii=False))
    else:
        _print(found)


def coverage(
    files: PostingFiles = None,
    *,
    home: _Home = None,
    least_employers: LeastEmployers = 2,
    write: Annotated[
        Path | None,
        typer.Option(help="A Markdown page whose table is replaced (docs/coverage.md)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell for each kind of ``rules candidates`` how much of it is read.

    Counted are the lines that several employers write; amounts and sums that a rule refuses are
    not counted at all.
    """
    from skillscan.cli.display.progress import followed, phases
    from skillscan.nlp.rule_candidates import coverage as measure
    from skillscan.settings import Settings

    settings = Settings(home=home) if home else Settings()
    postings = list(_from_files(files, settings) if files else _from_warehouse(settings))
    with phases({"postings": "postings looked at"}) as progress:
        found = measure(
            followed(iter(postings), progress, "postings"),
            home=settings.home,
            least_employers=least_employers,
        )
    if as_json:
        typer.echo(json.dumps([asdict(kind) for kind in found]))
        return
    rows = _coverage_table(found)
    employers = len({posting.employer for posting in postings})
    rows += f"\n\n{len(postings):,} postings of {employers:,} employers."
    typer.echo(rows)
    if write:
        write.write_text(_with_table(write.read_text(encoding="utf-8"), rows), encoding="utf-8")


_TABLE_BEGINS, _TABLE_ENDS = "<!-- coverage -->", "<!-- /coverage -->"


def _with_table(page: str, table: str) -> str:
    """The page with the table between its marks, or at its end."""
    before, mark, rest = page.partition(_TABLE_BEGINS)
    after = rest.partition(_TABLE_ENDS)[2] if mark else "\n"
    return f"{before}{_TABLE_BEGINS}\n\n{table}\n\n{_TABLE_ENDS}{after}"


def _coverage_table(found: "list[Coverage]") -> str:
    lines = [
        "| kind | different lines | read | share | in postings | read | share |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for kind in found:
        different = f"{kind.lines:,} | {kind.lines_read:,} | {_share(kind.lines_read, kind.lines)}"
        often = f"{kind.occurrences:,} | {kind.occurrences_read:,}"
        share = _share(kind.occurrences_read, kind.occurrences)
        lines.append(f"| {kind.kind} | {different} | {often} | {share} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _print(found: "list[UnreadLine]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found:
        typer.echo("none")
        return
    table = Table()
    for name in ("line", "employers", "postings", "for example"):
        table.add_column(name, overflow="fold", no_wrap=name in ("employers", "postings"))
    for candidate in found:
        table.add_row(
            Text(candidate.line),
            str(candidate.employers),
            str(candidate.postings),
            Text(candidate.sample),
        )
    Console(highlight=False, markup=False).print(table)


def _from_files(files: list[Path], settings: "Settings") -> "Iterator[PostingLines]":
    """Postings of files, of the language that is read."""
    from skillscan.dedup.employers import employer_ids
    from skillscan.file_import.texts import read_postings
    from skillscan.nlp.rule_candidates import PostingLines
    from skillscan.text.language import language_of
    from skillscan.text.prepare import prepare, prepare_title
    from skillscan.warehouse.tables.findings import READ_LANGUAGE

    id_of = employer_ids(settings.home)
    for path in files:
        for posting in read_postings(path):
            body = prepare(posting.text)
            if language_of(body) == READ_LANGUAGE:
                yield PostingLines(
                    title=prepare_title(posting.title),
                    body=body,
                    locations=posting.locations,
                    employer=id_of(posting.employer) if posting.employer else None,
                )


def _from_warehouse(settings: "Settings") -> "Iterator[PostingLines]":
    """The newest version of every posting in the warehouse."""
    from skillscan.nlp.rule_candidates import PostingLines
    from skillscan.warehouse import queries
    from skillscan.warehouse.connection import open_warehouse
    from skillscan.warehouse.tables.findings import READ_LANGUAGE

    with open_warehouse(settings, read_only=True) as connection:
        cursor = queries.run(connection, "postings/lines", language=READ_LANGUAGE)
        while rows := cursor.fetchmany(500):
            for title, text, locations, employer in rows:
                yield PostingLines(
                    title=title, body=text, locations=tuple(locations or ()), employer=employer
                )
