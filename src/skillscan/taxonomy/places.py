"""Where in the files of a taxonomy something stands: for what is said of its skills."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from skillscan import resources
from skillscan.rules.source import Fault, PartPath, RuleSource, read_source
from skillscan.taxonomy.lint import Problem
from skillscan.taxonomy.loading import written_condition
from skillscan.taxonomy.own import FOLDER, own_files


def located(
    problems: Iterable[Problem], folder: Path | None = None, home: Path | None = None
) -> list[Fault]:
    """Problems with file and line: of their words, else of the skill; own files come first."""
    problems = list(problems)
    sources = [*_sources(folder, home)] if problems else []
    return sorted({_fault(problem, sources) for problem in problems})


def condition_place(
    skill_id: str, alias: str, words: str, folder: Path | None = None, home: Path | None = None
) -> tuple[str, int]:
    """File and line of a condition of an alias, as it is written; else of the alias."""
    of_alias = ("", 1)
    for source in _sources(folder, home):
        for path, item in _aliases(source, skill_id):
            if alias != (item if isinstance(item, str) else item["text"]):
                continue
            of_alias = of_alias if of_alias[0] else (source.file, source.line(path))
            for side in ("when", "not") if isinstance(item, dict) else ():
                for at, condition in enumerate(item.get(side, ())):
                    if written_condition(condition) == words:
                        return source.file, source.line((*path, side, at))
    return of_alias


def _aliases(source: RuleSource, skill_id: str) -> Iterator[tuple[PartPath, Any]]:
    for place, skill in enumerate(source.content.get("skills") or ()):
        if skill["id"] == skill_id:
            for group in ("aliases", "exact"):
                for at, item in enumerate(skill.get(group, ())):
                    yield ("skills", place, group, at), item


def _sources(folder: Path | None, home: Path | None) -> Iterator[RuleSource]:
    for name, content in own_files(home).items():
        yield read_source(content.decode("utf-8"), str(Path(home or "", FOLDER, name)))
    if folder is not None:
        for path in sorted(folder.glob("*.yaml")):
            yield read_source(path.read_text(encoding="utf-8"), str(path))
        return
    yield from _packaged_sources()


@cache
def _packaged_sources() -> tuple[RuleSource, ...]:
    """Read once: the places of many names are asked for, one by one."""
    names = resources.names(resources.data(FOLDER), ".yaml")
    texts = {name: resources.data(FOLDER, name).read_text(encoding="utf-8") for name in names}
    return tuple(read_source(text, f"data/{FOLDER}/{name}") for name, text in texts.items())


def _fault(problem: Problem, sources: Iterable[RuleSource]) -> Fault:
    of_skill = None
    for source in sources:
        for place, skill in enumerate(source.content.get("skills") or ()):
            if skill["id"] != problem.skill_id:
                continue
            path: PartPath = ("skills", place)
            of_skill = of_skill or (source.file, source.line(path))
            for part, value in _leaves(skill, path):
                if value == problem.words:
                    line = source.line(part)
                    return Fault(source.file, line, problem.skill_id, problem.message)
    file, line = of_skill or ("", 1)
    return Fault(file, line, problem.skill_id, problem.message)


def _leaves(part: Any, path: PartPath) -> Iterator[tuple[PartPath, Any]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(part, list):
        for place, value in enumerate(part):
            yield from _leaves(value, (*path, place))
    else:
        yield path, part
