"""``skillscan taxonomy``: the list of skills, its check, and what it lacks."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from skillscan.errors import EXIT_FAILED, UsageError
from skillscan.settings import Settings
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.taxonomy.model import Skill, SkillFinder, Taxonomy
    from skillscan.taxonomy.suggestions import EmployerText, TermSuggestion

app = typer.Typer(name="taxonomy", no_args_is_help=True, help="The list of skills.")


@app.command("list")
def list_skills(
    category: Annotated[str | None, typer.Argument(help="Category id; default: all.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
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


@app.command()
def check(
    what: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER|ID]",
            help="Another taxonomy folder, or the id of a skill; default: all packaged skills.",
        ),
    ] = None,
    *,
    home: Annotated[
        Path | None, typer.Option(help="State folder with own skills; default: SKILLSCAN_HOME.")
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Files of postings, as for import: also list the skills that they name mostly by"
            " words which the label does not contain, for review."
        ),
    ] = None,
) -> None:
    """Check ids, aliases and rules, your own among them; run every rule on its own examples."""
    from skillscan.cli.display.progress import phases
    from skillscan.nlp.skills.matcher import skill_finder
    from skillscan.taxonomy.lint import lint
    from skillscan.taxonomy.loading import build_taxonomy, taxonomy_files
    from skillscan.taxonomy.places import located

    folder = what if what and (what.is_dir() or len(what.parts) > 1) else None
    own_home = home or (None if folder else Settings().home)
    with phases({"load": "loading the skills", "examples": "skills checked"}) as progress:
        progress.begin("load")
        taxonomy = build_taxonomy(taxonomy_files(str(folder) if folder else None, own_home))
        skill_id = None if what is None or folder else _known_id(str(what), taxonomy.skills)
        finder = skill_finder(taxonomy)
        found = lint(taxonomy, finder, progress)
    problems = located([one for one in found if skill_id in (None, one.skill_id)], folder, own_home)
    for problem in problems:
        typer.echo(printable(str(problem)))
    examples = sum(len(s.counts) + len(s.counts_not) for s in taxonomy.skills.values())
    typer.echo(
        f"{len(taxonomy.skills)} skills in {len(taxonomy.categories)} categories, "
        f"{examples} examples, {len(problems)} problems",
        err=True,
    )
    if corpus:
        _print_foreign_names(corpus, taxonomy, finder, skill_id)
    if problems:
        raise typer.Exit(EXIT_FAILED)


def _print_foreign_names(
    corpus: list[Path], taxonomy: "Taxonomy", finder: "SkillFinder", skill_id: str | None
) -> None:
    """Hints for a review, no problems: an abbreviation may be right and share no word."""
    from skillscan.cli.display.progress import followed, phases
    from skillscan.taxonomy.foreign_names import mostly_foreign

    with phases({"postings": "postings looked at"}) as progress:
        texts = followed(_from_files(corpus), progress, "postings")
        found = mostly_foreign(texts, taxonomy, finder)
    listed = [one for one in found if skill_id in (None, one.skill.id)]
    for one in listed:
        typer.echo(printable(str(one)))
    typer.echo(f"{len(listed)} skills found mostly by names foreign to their labels", err=True)


def _known_id(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    if word in known:
        return word
    close = get_close_matches(word, known, n=3)
    hint = f"did you mean {', '.join(close)}?" if close else "see `skillscan taxonomy list`"
    raise UsageError(f"no folder and no skill is called {word!r}; {hint}")


@app.command()
def candidates(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of postings, as for import; default: the warehouse's."),
    ] = None,
    *,
    home: Annotated[
        Path | None, typer.Option(help="State folder of the warehouse; default: SKILLSCAN_HOME.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Terms at most.")] = 100,
    min_employers: Annotated[int, typer.Option(min=1, help="Employers at least.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Frequent technical terms that the taxonomy lacks, with examples."""
    from skillscan.cli.display.progress import followed, phases
    from skillscan.nlp.skills.matcher import skill_finder
    from skillscan.taxonomy import load_taxonomy
    from skillscan.taxonomy.suggestions import suggest_terms

    texts = _from_files(files) if files else _from_warehouse(home)
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


def _from_files(files: list[Path]) -> "Iterator[EmployerText]":
    """Postings of files, their columns known by the names that ``skillscan import`` knows."""
    from skillscan.file_import.texts import read_texts
    from skillscan.taxonomy.suggestions import EmployerText
    from skillscan.text.prepare import prepare

    for path in files:
        for title, text, employer in read_texts(path):
            yield EmployerText(text=f"{title}\n\n{prepare(text)}", employer=employer)


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
