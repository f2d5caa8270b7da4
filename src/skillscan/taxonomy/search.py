"""Skills by any of their names: what a user types is rarely the id."""

from collections.abc import Iterator

from skillscan.taxonomy.model import Skill, Taxonomy
from skillscan.taxonomy.spelling import key

MAX_WORD = 200


def skill_named(taxonomy: Taxonomy, word: str) -> Skill | None:
    """The skill that is called so: by id, label, or a way to write it ("k8s"), in any case.

    Of several an id wins over a label, and a label over an alias.
    """
    ranked = sorted(_exactly(taxonomy, word), key=lambda pair: pair[0])
    return ranked[0][1] if ranked else None


def skills_like(taxonomy: Taxonomy, word: str) -> list[Skill]:
    """The skills that are called so, then those whose id, label or alias holds the word."""
    exact = [skill for _, skill in sorted(_exactly(taxonomy, word), key=lambda pair: pair[0])]
    part = word[:MAX_WORD].lower().strip()
    holding = [
        skill
        for skill in taxonomy.skills.values()
        if part and any(part in name.lower() for name in _names(skill))
    ]
    return list({skill.id: skill for skill in (*exact, *holding)}.values())


def _exactly(taxonomy: Taxonomy, word: str) -> Iterator[tuple[int, Skill]]:
    word = word[:MAX_WORD].strip()
    written = key(word) or word.lower()
    for skill in taxonomy.skills.values():
        for rank, name in enumerate((skill.id, skill.label)):
            if name.lower() == word.lower():
                yield rank, skill
                break
        else:
            if any(key(alias.text) == written for alias in skill.aliases):
                yield 2, skill


def _names(skill: Skill) -> Iterator[str]:
    yield from (skill.id, skill.label)
    yield from (alias.text for alias in skill.aliases)
