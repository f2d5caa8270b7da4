"""``skillscan article check`` and ``article refresh``: the numbers of an article."""

import difflib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.cli.article_confirm import confirm, dismiss
from skillscan.cli.options import ArticleFile, AsJson
from skillscan.errors import EXIT_ATTENTION

if TYPE_CHECKING:
    from skillscan.article.check import ArticleCheck

app = typer.Typer(
    help="Check the numbers of an article, and write the new ones.", no_args_is_help=True
)
app.command()(confirm)
app.command()(dismiss)
Release = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Release, or the end of its name; default: the latest."),
]
Population = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Population that is meant where the article names none."),
]


@app.command()
def check(
    file: ArticleFile,
    *,
    as_json: AsJson = False,
    release: Release = None,
    population: Population = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="VERDICTS",
            help="End with 3 only for these (stale,contradicted); default: all that need a look.",
        ),
    ] = None,
    audit: Annotated[
        Path | None,
        typer.Option(
            metavar="AUDIT.json",
            help="What `skillscan audit LISTS --json` said of the lists that numbers rest on.",
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(metavar="OUT.html", help="Also write the review page, one HTML file."),
    ] = None,
) -> None:
    """Say of every number what it measures, whether it still holds, and what to print instead.

    Exit code 3 where one does not hold, or a marker has a fault.
    """
    from skillscan.article.attention import is_attention_needed, verdicts_named
    from skillscan.article.audited_shares import load_audit, with_audit
    from skillscan.article.report import report_text
    from skillscan.cli.display.article_tables import print_check

    verdicts = verdicts_named(fail_on)
    found = _checked(file, release, population)
    if audit is not None:
        found = replace(found, checked=with_audit(found.checked, load_audit(audit)))
    if page is not None:
        _write_page(page, found, file)
    if as_json:
        typer.echo(report_text(found.checked))
    else:
        print_check(file.name, found.checked)
    if is_attention_needed(found.checked, verdicts):
        raise typer.Exit(EXIT_ATTENTION)


@app.command()
def refresh(
    file: ArticleFile,
    *,
    write: Annotated[bool, typer.Option("--write", help="Write the file.")] = False,
    release: Release = None,
    population: Population = None,
) -> None:
    """Print what would change as a diff; ``--write`` writes it. Nothing else changes by a byte, and
    no figure of another source does.

    Exit code 3 where a number could not be written, or a marker has a fault.
    """
    from skillscan.article.files import read_article, write_article
    from skillscan.article.refresh import refresh as refreshed
    from skillscan.text.printable import printable

    found = _checked(file, release, population)
    new = refreshed(read_article(file), found.checked)
    typer.echo(_diff(found, new.content, file), nl=False)
    for claim, reason in new.left:
        quote = found.checked.article.text[claim.binding.start : claim.binding.end]
        typer.echo(printable(f"not written: {quote!r}: {reason}"), err=True)
    for fault in found.checked.faults:
        typer.echo(printable(f"{file}:{fault.line}: {fault.problem}"), err=True)
    if write and new.written:
        write_article(file, new.content)
        typer.echo(f"{file}: {new.written} numbers from release {found.checked.release}", err=True)
    if new.left or any(fault.is_error for fault in found.checked.faults):
        raise typer.Exit(EXIT_ATTENTION)


def _checked(file: Path, release: str | None, population: str | None) -> "ArticleCheck":
    from skillscan.article.check import check as checked
    from skillscan.article.files import read_article
    from skillscan.article.judging.releases import evidence_from
    from skillscan.settings import Settings

    content = read_article(file)
    return checked(content, file, evidence_from(Settings(), release, population))


def _write_page(out: Path, found: "ArticleCheck", file: Path) -> None:
    from skillscan.article.review.decisions_file import decisions_file
    from skillscan.article.review.page import page
    from skillscan.storage.whole_file import write_whole

    checked, read = found.checked, found.found
    decisions = decisions_file(
        file, checked.article, read.quantities, read.readings, checked.claims
    )
    text = page(checked, found.publication, decisions, name=file.name)
    write_whole(out, text.encode("utf-8"))
    typer.echo(f"review page: {out}", err=True)


def _diff(found: "ArticleCheck", new: bytes, file: Path) -> str:
    """The change as a unified diff of what is read of the file (of a .docx its paragraphs)."""
    from skillscan.article.source import read
    from skillscan.text.printable import printable

    before = found.checked.article.source.splitlines()
    after = read(new, file).source.splitlines()
    rows = difflib.unified_diff(
        before, after, fromfile=str(file), tofile=f"{file} (refreshed)", n=1, lineterm=""
    )
    return "".join(f"{printable(row)}\n" for row in rows)
