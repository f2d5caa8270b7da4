"""Skills by any of their names: what a user types is rarely the id."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from skillscan.taxonomy.model import Skill, Taxonomy
from skillscan.taxonomy.spelling import key

MAX_WORD = 200


def skill_named(taxonomy: Taxonomy, word: str) -> Skill | None:
    """The skill that is called so: by id, label, or a way to write it ("k8s"), in any case.

    Of several an id wins over a label, and a label over an alias.
    """
    word = word[:MAX_WORD].strip()
    by_name, by_alias = _names_of(taxonomy)
    return by_name.get(word.lower()) or by_alias.get(key(word) or word.lower())


@lru_cache(maxsize=1)
def _names_of(taxonomy: Taxonomy) -> tuple[Mapping[str, Skill], Mapping[str, Skill]]:
    """Skills by id or label, and by alias as names are compared; the first one of a name."""
    by_label: dict[str, Skill] = {}
    by_alias: dict[str, Skill] = {}
    for skill in taxonomy.skills.values():
        by_label.setdefault(skill.label.lower(), skill)
        for alias in skill.aliases:
            if written := key(alias.text):
                by_alias.setdefault(written, skill)
    return by_label | {skill.id.lower(): skill for skill in taxonomy.skills.values()}, by_alias


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
