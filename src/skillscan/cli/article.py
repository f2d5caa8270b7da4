"""``skillscan article check`` and ``article refresh``: the marked numbers of an article."""

import difflib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.errors import EXIT_ATTENTION, UsageError

if TYPE_CHECKING:
    from skillscan.article.check import ClaimVerdict
    from skillscan.article.model import ArticleText
    from skillscan.release.document import Publication

    Columns = dict[str, Callable[[ClaimVerdict], str]]

app = typer.Typer(help="Check and rewrite the marked numbers of an article.", no_args_is_help=True)
Article = Annotated[Path, typer.Argument(help="Markdown or HTML file with marked numbers.")]


@app.command()
def check(
    file: Article,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List every marked number: old, new, interval, sample. Exit code 3 when one is stale, or pools
    samples that disagree.
    """
    from skillscan.article.check import check_claims
    from skillscan.article.files import read_article
    from skillscan.article.source import read

    article = read(read_article(file), file)
    with _named(file):
        publication = _latest(article)
        verdicts = check_claims(article, publication)
    if as_json:
        rows = [asdict(verdict) for verdict in verdicts]
        typer.echo(json.dumps({"release": publication.release, "numbers": rows}, default=str))
    else:
        _print_verdicts(file, verdicts, publication)
    if any(verdict.is_stale or verdict.samples for verdict in verdicts):
        raise typer.Exit(EXIT_ATTENTION)


@app.command()
def refresh(
    file: Article,
    *,
    write: Annotated[bool, typer.Option("--write", help="Write the file.")] = False,
) -> None:
    """Print what would change as a diff; ``--write`` writes it. Nothing else changes by a byte."""
    from skillscan.article.check import refreshed
    from skillscan.article.files import read_article, write_article
    from skillscan.article.source import read

    old = read_article(file)
    article = read(old, file)
    with _named(file):
        publication = _latest(article)
        new = refreshed(old, article, publication)
    typer.echo(_diff(old, new, file), nl=False)
    if write and new != old:
        write_article(file, new)
        typer.echo(f"{file}: written from release {publication.release}", err=True)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Puts the file's name before a marker's line in error messages."""
    from skillscan.article.resolve import MarkerError

    try:
        yield
    except MarkerError as error:
        raise UsageError(f"{file}:{error.line}: {error.problem}") from error


def _latest(article: "ArticleText") -> "Publication":
    """What the latest release says of the statistics that an article names."""
    from skillscan.article.check import statistics_named
    from skillscan.release.catalog import open_latest
    from skillscan.settings import Settings

    named = statistics_named(article)
    release = open_latest(Settings())
    return release.of([name for name in named if name in release.excerpt.statistics] or None)


def _print_verdicts(file: Path, verdicts: "list[ClaimVerdict]", publication: "Publication") -> None:
    if not verdicts:
        typer.echo(f"{file}: no marked numbers")
        return
    rows = [(f"{verdict.line}: {verdict.address}", verdict) for verdict in verdicts]
    console = Console(highlight=False)
    title = f"{file.name} against release {publication.release}"
    for table in responsive_tables(console, title, "line: number", rows, _CHECKED, _SAMPLE):
        console.print(table)
    for verdict in verdicts:
        if verdict.samples:
            parts = "; ".join(f"{label} {share:.0%}" for label, share in verdict.samples)
            console.print(
                f"line {verdict.line}: the samples behind this number disagree ({parts}). Print "
                "them, or accept the pooled number: `skillscan publish --pooled "
                "STATISTIC/VALUE/POPULATION --reason TEXT`",
                markup=False,
            )


def _word(verdict: "ClaimVerdict") -> str:
    if verdict.samples:
        return "pools samples that disagree"
    if not verdict.is_stale:
        return "current"
    return "stale, inside" if verdict.is_inside else "stale"


_CHECKED: "Columns" = {
    "old": lambda verdict: verdict.old,
    "new": lambda verdict: verdict.new,
    "95 % interval": lambda verdict: f"{verdict.low:.1%} to {verdict.high:.1%}",
    "verdict": _word,
}
_SAMPLE: "Columns" = {
    "sample": lambda verdict: (
        f"{verdict.openings} openings, {verdict.employers} employers, "
        f"{verdict.first_day} to {verdict.last_day}"
    ),
}


def _diff(old: bytes, new: bytes, file: Path) -> str:
    before, after = (
        text.decode("utf-8", "replace").splitlines(keepends=True) for text in (old, new)
    )
    rows = difflib.unified_diff(
        before, after, fromfile=str(file), tofile=f"{file} (refreshed)", n=1
    )
    return "".join(row if row.endswith("\n") else row + "\n" for row in rows)
