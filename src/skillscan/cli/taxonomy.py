"""``skillscan taxonomy``: the list of skills, its check, and what it lacks."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from skillscan.cli.options import AsJson, LeastEmployers, PostingFiles
from skillscan.cli.taxonomy_check import check, texts_of_files
from skillscan.errors import UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.taxonomy.model import Skill
    from skillscan.taxonomy.suggestions import EmployerText, TermSuggestion

app = typer.Typer(name="taxonomy", no_args_is_help=True, help="The list of skills.")


@app.command("list")
def list_skills(
    category: Annotated[str | None, typer.Argument(help="Category id; default: all.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the skills with their categories and the ways they are written."""
    from skillscan.taxonomy import load_taxonomy

    taxonomy = load_taxonomy(Settings().home)
    if category and category not in taxonomy.categories:
        known = ", ".join(sorted(taxonomy.categories))
        raise UsageError(f"no category {category!r}; there are: {known}")
    skills = [s for s in taxonomy.skills.values() if category in (None, s.category)]
    if as_json:
        typer.echo(json.dumps([_record(s) for s in skills], ensure_ascii=False))
        return
    table = Table(title=f"{len(skills)} skills")
    for name in ("id", "label", "kind", "category", "written as"):
        table.add_column(name, overflow="fold")
    for skill in skills:
        written = ", ".join(alias.text for alias in skill.aliases[:6])
        table.add_row(skill.id, skill.label, skill.kind, skill.category, written)
    Console(highlight=False, markup=False).print(table)


def _record(skill: "Skill") -> dict[str, object]:
    return {
        "id": skill.id,
        "label": skill.label,
        "kind": skill.kind,
        "category": skill.category,
        "onet": skill.onet,
        "esco": skill.esco,
        "reference": skill.reference,
        "aliases": [alias.text for alias in skill.aliases],
        "is_retired": skill.is_retired,
    }


app.command()(check)


@app.command()
def candidates(
    files: PostingFiles = None,
    *,
    home: Annotated[
        Path | None, typer.Option(help="State folder of the warehouse; default: SKILLSCAN_HOME.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Terms at most.")] = 100,
    min_employers: LeastEmployers = 3,
    as_json: AsJson = False,
) -> None:
    """Frequent technical terms that the taxonomy lacks, with examples."""
    from skillscan.cli.display.progress import followed, phases
    from skillscan.nlp.skills.matcher import skill_finder
    from skillscan.taxonomy import load_taxonomy
    from skillscan.taxonomy.suggestions import suggest_terms

    texts = texts_of_files(files) if files else _from_warehouse(home)
    with phases({"postings": "postings looked at"}) as progress:
        found = suggest_terms(
            followed(texts, progress, "postings"),
            skill_finder(load_taxonomy(home or Settings().home)),
            limit=limit,
            min_employers=min_employers,
        )
    if as_json:
        typer.echo(json.dumps([asdict(c) for c in found], ensure_ascii=False))
        return
    _print_suggestions(found)


def _print_suggestions(found: "list[TermSuggestion]") -> None:
    if not found:
        typer.echo("none")
        return
    table = Table()
    for name in ("term", "employers", "postings", "for example"):
        table.add_column(name, overflow="fold", no_wrap=name in ("employers", "postings"))
    for suggestion in found:
        table.add_row(
            suggestion.term,
            str(suggestion.employers),
            str(suggestion.postings),
            "\n".join(f"…{example}…" for example in suggestion.examples),
        )
    Console(highlight=False, markup=False).print(table)


def _from_warehouse(home: Path | None) -> "Iterator[EmployerText]":
    """The newest version of every posting in the warehouse."""
    from skillscan.taxonomy.suggestions import EmployerText
    from skillscan.warehouse import queries
    from skillscan.warehouse.connection import open_warehouse

    settings = Settings(home=home) if home else Settings()
    with open_warehouse(settings, read_only=True) as connection:
        cursor = queries.run(connection, "postings/texts")
        while rows := cursor.fetchmany(500):
            for title, text, employer in rows:
                yield EmployerText(text=f"{title}\n\n{text}", employer=employer)
