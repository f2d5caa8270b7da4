"""``skillscan taxonomy check``: ids, aliases, every example, conditions that no example needs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillscan.errors import EXIT_ATTENTION, EXIT_FAILED, UsageError
from skillscan.settings import Settings
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.cli.display.progress import Phases
    from skillscan.nlp.skills.condition_proof import ConditionProof
    from skillscan.rules.source import Fault
    from skillscan.taxonomy.model import SkillFinder, Taxonomy
    from skillscan.taxonomy.suggestions import EmployerText


_What = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FOLDER|ID]",
        help="Another taxonomy folder, or the id of a skill; default: all packaged skills.",
    ),
]
_Mutate = Annotated[
    bool, typer.Option("--mutate", help="Delete every condition in turn: some example must fail.")
]
_Home = Annotated[
    Path | None, typer.Option(help="State folder with own skills; default: SKILLSCAN_HOME.")
]
_Corpus = Annotated[
    list[Path] | None,
    typer.Option(
        help="Files of postings, as for import: also list the skills that they name mostly by"
        " words which the label does not contain, for review."
    ),
]


@dataclass(frozen=True)
class _Checked:
    """What a check found; ``skill_id`` is the one that was asked for, ``proof`` is made only where
    there are no problems.
    """

    taxonomy: "Taxonomy"
    finder: "SkillFinder"
    skill_id: str | None
    problems: "Sequence[Fault]"
    proof: "ConditionProof | None"


def check(
    what: _What = None, *, mutate: _Mutate = False, home: _Home = None, corpus: _Corpus = None
) -> None:
    """Check ids, aliases and rules, your own among them; run every rule on its own examples.

    The examples of all skills are run, also where one skill is named: a new alias may break those
    of another. Of a skill that is named, and of your own, each condition is deleted in turn; one
    that no example needs is listed. Exit code 1 where an entry is wrong, 3 where a condition is not
    needed.
    """
    folder = what if what and (what.is_dir() or len(what.parts) > 1) else None
    own_home = home or (None if folder else Settings().home)
    word = None if what is None or folder else str(what)
    checked = _checked(folder, own_home, word, is_every_condition_tried=mutate)
    for problem in checked.problems:
        typer.echo(printable(str(problem)))
    idle = _print_unneeded(checked.proof, folder, own_home) if checked.proof else 0
    _print_end(checked.taxonomy, len(checked.problems), checked.proof)
    if corpus:
        _print_foreign_names(corpus, checked.taxonomy, checked.finder, checked.skill_id)
    if checked.problems:
        raise typer.Exit(EXIT_FAILED)
    if idle:
        raise typer.Exit(EXIT_ATTENTION)


def _checked(
    folder: Path | None, home: Path | None, word: str | None, *, is_every_condition_tried: bool
) -> _Checked:
    from skillscan.cli.display.progress import phases
    from skillscan.nlp.skills.matcher import skill_finder
    from skillscan.taxonomy.lint import lint
    from skillscan.taxonomy.loading import build_taxonomy
    from skillscan.taxonomy.own import own_aliases
    from skillscan.taxonomy.places import located

    names = {"load": "loading the skills", "examples": "skills checked", "conditions": "conditions"}
    with phases(names) as progress:
        progress.begin("load")
        files = _files_or_exit(folder, home)
        taxonomy = build_taxonomy(files)
        skill_id = None if word is None else _known_id(word, taxonomy.skills)
        finder = skill_finder(taxonomy)
        found = lint(taxonomy, finder, progress)
        told = {skill_id, *own_aliases(home)}
        wanted = [one for one in found if one.is_of_example or not skill_id or one.skill_id in told]
        problems = located(wanted, folder, home)
        tried = {skill_id} if skill_id else set()
        ids = taxonomy.skills.keys() if is_every_condition_tried else tried
        proof = None if problems else _proved(files, taxonomy, ids, home, progress)
    return _Checked(taxonomy, finder, skill_id, problems, proof)


def _files_or_exit(folder: Path | None, home: Path | None) -> dict[str, Any]:
    """The files of skills; where own ones cannot be read as skills, their faults and the end."""
    from skillscan.rules.source import RuleError
    from skillscan.taxonomy.loading import taxonomy_files

    try:
        return taxonomy_files(str(folder) if folder else None, home, needs_proof=False)
    except RuleError as error:
        for fault in error.faults:
            typer.echo(printable(str(fault)))
        typer.echo(f"{len(error.faults)} problems: no example was run, mend these first", err=True)
        raise typer.Exit(EXIT_FAILED) from error


def _proved(
    files: dict[str, Any],
    taxonomy: "Taxonomy",
    ids: Collection[str],
    home: Path | None,
    progress: "Phases",
) -> "ConditionProof":
    """What comes of deleting conditions: of these skills all, of own ones those of own aliases."""
    from skillscan.nlp.skills.condition_proof import prove_conditions
    from skillscan.taxonomy.own import own_aliases

    progress.begin("conditions")
    own = own_aliases(home)
    return prove_conditions(
        files,
        taxonomy,
        {*ids, *own.keys()},
        is_wanted=lambda one: one.skill_id in ids or one.alias.text in own[one.skill_id],
        on_done=progress.advance,
    )


def _print_unneeded(proof: "ConditionProof", folder: Path | None, home: Path | None) -> int:
    from skillscan.taxonomy.places import condition_place

    for one in proof.unneeded:
        alias = one.alias.text
        file, line = condition_place(one.skill_id, alias, one.words, folder, home)
        message = (
            f"{file}:{line}: {one.skill_id}: no example needs {one.words!r} in `{one.side}` of the"
            f" alias {alias!r}: write a sentence that only it decides, or leave it out"
        )
        typer.echo(printable(message))
    return len(proof.unneeded)


def _print_end(taxonomy: "Taxonomy", problems: int, proof: "ConditionProof | None") -> None:
    """What was done, and what came of it."""
    examples = sum(len(s.counts) + len(s.counts_not) for s in taxonomy.skills.values())
    deleted = ""
    if proof is None:
        deleted = ", no condition was deleted in turn: first mend these"
    elif proof.tried:
        deleted = (
            f", {len(proof.unneeded)} of {proof.tried} deleted conditions that no example needs"
        )
    typer.echo(
        f"{len(taxonomy.skills)} skills in {len(taxonomy.categories)} categories, "
        f"all {examples} examples run, {problems} problems{deleted}",
        err=True,
    )


def _print_foreign_names(
    corpus: list[Path], taxonomy: "Taxonomy", finder: "SkillFinder", skill_id: str | None
) -> None:
    """Hints for a review, no problems: an abbreviation may be right and share no word."""
    from skillscan.cli.display.progress import followed, phases
    from skillscan.taxonomy.foreign_names import mostly_foreign

    with phases({"postings": "postings looked at"}) as progress:
        texts = followed(texts_of_files(corpus), progress, "postings")
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


def texts_of_files(files: list[Path]) -> "Iterator[EmployerText]":
    """Postings of files, their columns known by the names that ``skillscan import`` knows."""
    from skillscan.file_import.texts import read_texts
    from skillscan.taxonomy.suggestions import EmployerText
    from skillscan.text.prepare import prepare

    for path in files:
        for title, text, employer in read_texts(path):
            yield EmployerText(text=f"{title}\n\n{prepare(text)}", employer=employer)
