"""``skillscan changes``: what changed between two releases, split into market, coverage, method."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.errors import UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.ledger.changes import HeadlineChange, Ledger
    from skillscan.release.catalog import Release

    Kinds = dict[tuple[str, str], str | None]
    """Statistic and value to what kind of thing the value is; ``None`` of what is no skill."""

FORMATS = ("table", "csv", "json")
_FORMULA = ("=", "+", "-", "@", "\t")
"""How a cell begins that a spreadsheet would run; only texts are such cells, never numbers."""


def changes(
    earlier: Annotated[
        str | None,
        typer.Argument(
            metavar="[FROM]",
            help="Release, part of its name, or the day on which it was shown; default: the one "
            "before TO.",
        ),
    ] = None,
    later: Annotated[
        str | None, typer.Argument(metavar="[TO]", help="The same; default: the latest.")
    ] = None,
    *,
    statistic: Annotated[str | None, typer.Option(help="Only of this statistic.")] = None,
    population: Annotated[
        str | None, typer.Option(help="Only of this population; default (table): the first.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="Only skills of a kind (technology, field, practice, certification), and what is "
            "of no skill; default: all."
        ),
    ] = None,
    restated: Annotated[
        bool, typer.Option("--restated", help="Only numbers that today's rules change.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows of a table at most.")] = 25,
    form: Annotated[
        str, typer.Option("--format", help="table (whole populations), csv or json (all).")
    ] = "table",
) -> None:
    """Print what changed between two releases: of every headline number market, coverage, method.

    Market is the change on the boards that both releases read, method what today's rules make of
    the earlier postings, coverage the rest: the three add up exactly.
    """
    from skillscan.cli.display.figure_tables import KINDS
    from skillscan.release.lookup import population_of, require_known, statistic_of

    require_known("format", form, FORMATS)
    if kind is not None:
        require_known("kind", kind, KINDS)
    to, since = _releases(earlier, later)
    if since is None:
        typer.echo(f"{to.name} is the first release on record: there is nothing before it")
        return
    publication = to.publication
    wanted = statistic_of(publication, statistic) if statistic else None
    where = population_of(publication, population) if population or form == "table" else None
    ledger = _ledger(since, to)
    kinds = _kinds(ledger, to)
    rows = [
        one
        for one in ledger.changes
        if wanted in {None, one.statistic}
        and where in {None, one.population_id}
        and (one.is_restated or not restated)
        and (kind in {None, "all"} or kinds[one.statistic, one.value] in {None, kind})
    ]
    if form == "csv":
        typer.echo(_csv(rows, kinds), nl=False)
    elif form == "json":
        typer.echo(_json(ledger, to.name, rows, kinds))
    else:
        _print(ledger, to, rows, limit)


def _releases(earlier: str | None, later: str | None) -> "tuple[Release, Release | None]":
    """The later release, and the earlier one where there is any."""
    from skillscan.release.catalog import open_latest
    from skillscan.release.vintages import release_before_on_record, release_named

    settings = Settings()
    to = release_named(settings, later) if later else open_latest(settings)
    if earlier is None:
        return to, release_before_on_record(settings, to)
    since = release_named(settings, earlier)
    if since.name == to.name:
        raise UsageError(f"both are {to.name}: name two releases, or the days they were shown on")
    return to, since


def _ledger(since: "Release", to: "Release") -> "Ledger":
    import duckdb

    from skillscan.errors import SkillscanError
    from skillscan.release.ledger_tables import ledger_between
    from skillscan.statistics.catalogue import load_catalogue

    try:
        return ledger_between(since, to, load_catalogue(Settings().home))
    except duckdb.Error as error:
        raise SkillscanError(
            f"{since.name} and {to.name} cannot be compared ({error}): `skillscan doctor` says "
            "which release lacks a file"
        ) from error


def _kinds(ledger: "Ledger", to: "Release") -> "Kinds":
    """What kind of thing each changed value is, by the skills of the later release."""
    from skillscan.release.database import columns_of
    from skillscan.statistics.definitions import kind_of
    from skillscan.warehouse import queries

    with to.connect() as connection:
        has_kinds = "kind" in columns_of(connection, "skills")
        skills = dict(queries.rows(connection, "release/skill_kinds")) if has_kinds else {}
    known = to.publication.statistics
    return {
        (one.statistic, one.value): kind_of(known[one.statistic], one.value, skills)
        for one in ledger.changes
    }


def _csv(rows: "Sequence[HeadlineChange]", kinds: "Kinds") -> str:
    import csv
    import io

    from skillscan.ledger.changes import HeadlineChange

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = HeadlineChange.__struct_fields__
    writer.writerow([*names, "change", "kind"])
    for row in rows:
        cells = (_cell(getattr(row, name)) for name in names)
        writer.writerow([*cells, row.change, kinds[row.statistic, row.value]])
    return text.getvalue()


def _cell(value: object) -> object:
    """A cell that neither a spreadsheet nor a terminal runs."""
    from skillscan.text.printable import printable

    if not isinstance(value, str):
        return value
    return f"'{printable(value)}" if value.startswith(_FORMULA) else printable(value)


def _json(ledger: "Ledger", release: str, rows: "Sequence[HeadlineChange]", kinds: "Kinds") -> str:
    import msgspec

    changed = [
        {
            **msgspec.to_builtins(row),
            "change": str(row.change),
            "kind": kinds[row.statistic, row.value],
        }
        for row in rows
    ]
    content = {
        "earlier": ledger.earlier,
        "release": release,
        "texts_changed": ledger.texts_changed,
        "boards": msgspec.to_builtins(ledger.boards),
        "availability": msgspec.to_builtins(ledger.availability),
        "changes": changed,
    }
    return json.dumps(content, ensure_ascii=False)


def _print(ledger: "Ledger", to: "Release", rows: "Sequence[HeadlineChange]", limit: int) -> None:
    from skillscan.cli.display.responsive_table import responsive_tables
    from skillscan.ledger.change_text import (
        UNSPLIT,
        availability_text,
        change_text,
        number_text,
        of_populations,
        parts_of,
    )

    console = Console(highlight=False)
    titles = to.publication.statistics
    console.print(f"{ledger.earlier} → {to.name}: {_boards(ledger)}", markup=False)
    found = of_populations(rows)
    if not found:
        console.print("no headline number of a whole population changed", markup=False)
    names = ("change", "market", "coverage", "method")
    columns: dict[str, Callable[[HeadlineChange], str]] = {
        "before": lambda one: number_text(one.number_before, one.unit),
        "now": lambda one: number_text(one.number_after, one.unit),
        **{
            name: lambda one, at=at: change_text(parts_of(one)[at], one.unit)  # type: ignore[misc]
            for at, name in enumerate(names)
        },
    }
    for population, changed in found.items():
        by_statistic: dict[str, list[HeadlineChange]] = {}
        for one in changed:
            by_statistic.setdefault(one.statistic, []).append(one)
        for statistic, those in by_statistic.items():
            title = f"{titles[statistic].title} ({statistic}), {population}"
            label = titles[statistic].dimension.label
            shown = [(_named(one), one) for one in those[:limit]]
            for table in responsive_tables(console, title, label, shown, columns):
                console.print(table)
            if len(those) > limit:
                console.print(f"{len(those) - limit} more rows: --limit {len(those)}", style="dim")
            for reason in sorted({one.unsplit_because or "" for one in those} - {""}):
                console.print(f"  {UNSPLIT[reason]}", style="dim")
    words = {key: one.title for key, one in titles.items()}
    for change in ledger.availability:
        if change.split == "all" and (not found or change.population_id in found):
            console.print(availability_text(change, words), markup=False, soft_wrap=True)
    console.print(
        "Shares change by percentage points. † restated: by today's rules the earlier release "
        "would have had another number. What each part means: docs/revisions.md.",
        markup=False,
    )


def _named(one: "HeadlineChange") -> str:
    return (one.label or one.value) + (" †" if one.is_restated else "")


def _boards(ledger: "Ledger") -> str:
    counts = {fate: sum(one.became == fate for one in ledger.boards) for fate in _FATES}
    return ", ".join(f"{count} {_FATES[fate]}" for fate, count in counts.items())


_FATES = {
    "both": "boards read in both",
    "came": "came",
    "gone": "gone",
    "imported": "imported files in both",
}
