"""Proves the taxonomy: ids, aliases, rules and examples.

A rule that never fires, an alias that belongs to two skills, an everyday word without a sentence
that must not count: all are found here, in ``skillscan taxonomy check`` and in the tests. What the
schema checks (shape, required fields) is done on loading.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from skillscan import resources
from skillscan.taxonomy.model import (
    Alias,
    Condition,
    CooccursWithin,
    EnumeratedWith,
    MentionsFewerThan,
    Skill,
    SkillFinder,
    Taxonomy,
)
from skillscan.taxonomy.spelling import lower, spellings
from skillscan.telemetry.progress import NO_PROGRESS, Progress

_SHORT = 2
"""Names of so few letters are ambiguous whatever they are."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with one skill, and what to do about it.

    ``words`` are the alias, the sentence or the name in its entry that it is about.
    """

    skill_id: str
    message: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.skill_id}: {self.message}"


def lint(
    taxonomy: Taxonomy, finder: SkillFinder, progress: Progress = NO_PROGRESS
) -> list[Problem]:
    """All problems of the taxonomy, sorted by skill; empty where it is sound.

    ``finder`` is one of this taxonomy: it tries the examples, in the phase ``examples``.
    """
    problems = [*_shared_aliases(taxonomy)]
    progress.begin("examples")
    for done, skill in enumerate(taxonomy.skills.values(), start=1):
        problems += _unknown_targets(skill, taxonomy)
        problems += _missing_examples(skill)
        problems += _failing_examples(skill, finder)
        progress.advance(done, len(taxonomy.skills))
    return sorted(problems)


def is_ambiguous(alias: Alias) -> bool:
    """Whether an alias needs sentences for and against: it has a rule, is short, or is a word."""
    if alias.has_rule or (alias.text.isalpha() and len(alias.text) <= _SHORT):
        return True
    is_odd = alias.case == "exact" and not alias.text.islower() and not alias.text.istitle()
    return lower(alias.text) in everyday_words() and not is_odd


def everyday_words() -> frozenset[str]:
    """English words and names that are also names of tools (``everyday_words.txt``)."""
    text = resources.data("taxonomy", "everyday_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def _shared_aliases(taxonomy: Taxonomy) -> Iterator[Problem]:
    """No alias belongs to two skills, unless a rule of each decides."""
    owners: dict[str, list[tuple[Skill, Alias]]] = defaultdict(list)
    for skill in taxonomy.active():
        for alias in skill.aliases:
            for text in spellings(alias):
                owners[_key(text)].append((skill, alias))
    for pairs in owners.values():
        ids = sorted({skill.id for skill, _ in pairs})
        undecided = [alias for _, alias in pairs if not alias.has_rule]
        if len(ids) > 1 and undecided:
            text = undecided[0].text
            for skill_id in ids:
                others = ", ".join(other for other in ids if other != skill_id)
                yield Problem(skill_id, f"alias {text!r} also stands at {others}", text)
        texts = [(alias.text, alias.case) for _, alias in pairs]
        if len(ids) == 1 and len(set(texts)) < len(texts):
            yield Problem(ids[0], f"alias {texts[0][0]!r} stands twice", texts[0][0])


def _key(text: str) -> str:
    return lower(text).replace("-", " ").replace("&", "and")


def _unknown_targets(skill: Skill, taxonomy: Taxonomy) -> Iterator[Problem]:
    known = {*taxonomy.skills, *taxonomy.categories, "tools"}
    wanted = {target for alias in skill.aliases for target in alias.adds}
    wanted |= {target for c in _conditions(skill) for target in _targets(c)}
    wanted |= {skill.cloud} if skill.cloud else set()
    for target in sorted(wanted - known):
        message = f"names {target!r}, which is neither a skill nor a category"
        yield Problem(skill.id, message, target)


def _conditions(skill: Skill) -> Iterator[Condition]:
    for alias in skill.aliases:
        yield from (*alias.when, *alias.never)


def _targets(condition: Condition) -> tuple[str, ...]:
    return (
        condition.targets
        if isinstance(condition, CooccursWithin | EnumeratedWith | MentionsFewerThan)
        else ()
    )


def _missing_examples(skill: Skill) -> Iterator[Problem]:
    if skill.is_retired:
        return
    for alias in skill.aliases:
        if not is_ambiguous(alias):
            continue
        if not _has_example(alias, skill.counts):
            message = f"no `counts` example with the ambiguous alias {alias.text!r}"
            yield Problem(skill.id, message, alias.text)
        if not _has_example(alias, skill.counts_not):
            message = f"no `counts_not` example with the alias {alias.text!r}"
            yield Problem(skill.id, message, alias.text)


def _has_example(alias: Alias, sentences: tuple[str, ...]) -> bool:
    wanted = [_key(text) for text in spellings(alias)]
    return any(text in _key(sentence) for sentence in sentences for text in wanted)


def _failing_examples(skill: Skill, finder: SkillFinder) -> Iterator[Problem]:
    if skill.is_retired:
        return
    for sentence in skill.counts:
        if skill.id not in _found(finder, sentence):
            yield Problem(skill.id, f"must count in {sentence!r}, but does not", sentence)
    for sentence in skill.counts_not:
        if skill.id in _found(finder, sentence):
            yield Problem(skill.id, f"must not count in {sentence!r}, but does", sentence)


def _found(finder: SkillFinder, sentence: str) -> set[str]:
    return {mention.skill_id for mention in finder(sentence)}
