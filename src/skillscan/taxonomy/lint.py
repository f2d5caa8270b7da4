"""Proves the taxonomy: ids, aliases, rules and examples.

A rule that never fires, an alias that belongs to two skills, an everyday word without a sentence
that must not count: all are found here, in ``skillscan taxonomy check`` and in the tests. What the
schema checks (shape, required fields) is done on loading.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.taxonomy.ambiguity import comparable, missing_proofs
from skillscan.taxonomy.model import (
    Alias,
    Condition,
    CooccursWithin,
    EnumeratedWith,
    Mention,
    MentionsFewerThan,
    Skill,
    SkillFinder,
    Taxonomy,
)
from skillscan.taxonomy.spelling import spellings
from skillscan.telemetry.progress import NO_PROGRESS, Progress

_SHOWN = 4
"""Mentions of a sentence that a message names."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with one skill, and what to do about it.

    ``words`` are the alias, the sentence or the name in its entry that it is about.
    """

    skill_id: str
    message: str
    words: str = ""
    is_of_example: bool = False
    """Whether one of its sentences is not judged as it says: any skill may be why."""

    def __str__(self) -> str:
        return f"{self.skill_id}: {self.message}"


def lint(
    taxonomy: Taxonomy, finder: SkillFinder, progress: Progress = NO_PROGRESS
) -> list[Problem]:
    """All problems of the taxonomy, sorted by skill; empty where it is sound.

    ``finder`` is one of this taxonomy: it tries the examples, in the phase ``examples``.
    """
    problems = [*alias_problems(taxonomy)]
    progress.begin("examples")
    for done, skill in enumerate(taxonomy.skills.values(), start=1):
        problems += _unknown_targets(skill, taxonomy)
        problems += _failing_examples(skill, finder)
        progress.advance(done, len(taxonomy.skills))
    return sorted(problems)


def alias_problems(taxonomy: Taxonomy) -> Iterator[Problem]:
    """What is wrong with aliases as they are written, without a look at any sentence."""
    yield from _shared_aliases(taxonomy)
    for skill in taxonomy.skills.values():
        yield from _missing_examples(skill)


def _shared_aliases(taxonomy: Taxonomy) -> Iterator[Problem]:
    """No alias belongs to two skills, unless a rule of each decides."""
    owners: dict[str, list[tuple[Skill, Alias]]] = defaultdict(list)
    for skill in taxonomy.active():
        for alias in skill.aliases:
            for text in spellings(alias):
                owners[comparable(text)].append((skill, alias))
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
    proofs = {"counts": skill.counts, "counts_not": skill.counts_not}
    for alias in skill.aliases:
        for message in missing_proofs(alias, skill.kind, proofs):
            yield Problem(skill.id, message, alias.text)


def _failing_examples(skill: Skill, finder: SkillFinder) -> Iterator[Problem]:
    if skill.is_retired:
        return
    for sentence in skill.counts:
        found = finder(sentence)
        if all(mention.skill_id != skill.id for mention in found):
            message = f"must count in {sentence!r}, but does not: there {_read(found, sentence)}"
            yield Problem(skill.id, message, sentence, is_of_example=True)
    for sentence in skill.counts_not:
        found = [mention for mention in finder(sentence) if mention.skill_id == skill.id]
        if found:
            message = f"must not count in {sentence!r}, but does: there {_read(found, sentence)}"
            yield Problem(skill.id, message, sentence, is_of_example=True)


def _read(found: Sequence[Mention], sentence: str) -> str:
    """What a sentence is read as: the words, the skill, the alias and what made it count."""
    if not found:
        return "no skill is read"
    parts = [f"{sentence[m.start : m.end]!r} is {m.skill_id}, by {m.rule}" for m in found]
    return ", ".join(parts[:_SHOWN])
