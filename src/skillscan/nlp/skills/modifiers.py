"""Modifiers: what the words of a sentence say about the skills in it.

``read_modifiers`` finds the modifiers of ``data/rules/modifiers.yaml`` in a sentence and the scope
of each: "Python required, Spark preferred" gives one part to each of the two. It knows nothing of
sections; ``mention_class`` weighs both.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from skillscan.nlp.skills.modifier_scope import (
    ModifierMatch,
    ModifierRule,
    ModifierScope,
    scope_of,
)
from skillscan.resources import data_yaml

MAX_SENTENCE_CHARACTERS = 2_000

_QUOTES = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class SentenceModifiers:
    """All a sentence says of its skills.

    ``addresses_candidate_at``: where words begin that ask something of the candidate;
    ``describes_employer_at``: where words begin that speak of the employer, the team or the work.
    """

    scopes: tuple[ModifierScope, ...]
    addresses_candidate_at: int | None
    describes_employer_at: int | None
    describes_ideal_candidate: bool = False

    def scopes_over(self, start: int, end: int) -> list[ModifierScope]:
        """The scopes that hold a mention, nearest modifier first."""
        found = [s for s in self.scopes if s.start <= start and end <= s.end]
        return sorted(found, key=lambda scope: scope.distance(start, end))


@cache
def modifier_rules() -> tuple[ModifierRule, ...]:
    """The rules of the modifiers, in the order of the file."""
    return tuple(
        ModifierRule(
            id=rule["id"],
            effect=rule["effect"],
            direction=rule["direction"],
            pattern=re.compile(rule["pattern"], re.IGNORECASE),
            needs_requirement_context=rule.get("needs_requirement_context", False),
            has_verb=rule.get("has_verb", False),
        )
        for rule in data_yaml("rules", "modifiers.yaml")["modifiers"]
    )


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    rules = data_yaml("rules", "modifiers.yaml")[part]
    return tuple(re.compile(rule["pattern"], re.IGNORECASE) for rule in rules)


def _first_start(part: str, text: str) -> int | None:
    """Where the first match of any pattern of a part of the file begins."""
    found = [match.start() for pattern in _patterns(part) if (match := pattern.search(text))]
    return min(found, default=None)


@lru_cache(maxsize=8_192)
def read_modifiers(sentence: str) -> SentenceModifiers:
    """The modifiers of one sentence, of which ``MAX_SENTENCE_CHARACTERS`` are looked at."""
    text = sentence[:MAX_SENTENCE_CHARACTERS].translate(_QUOTES)
    found = _matches(text)
    return SentenceModifiers(
        scopes=tuple(scope_of(text, rule, match, found) for rule, match in found),
        addresses_candidate_at=_first_start("addresses_candidate", text),
        describes_employer_at=_first_start("describes_employer", text),
        describes_ideal_candidate=_first_start("ideal_candidate", text) is not None,
    )


def _matches(text: str) -> list[ModifierMatch]:
    """Modifiers in text order; of overlapping ones the first and longest counts."""
    found = [(rule, match) for rule in modifier_rules() for match in rule.pattern.finditer(text)]
    found.sort(key=lambda item: (item[1].start(), -item[1].end()))
    kept: list[ModifierMatch] = []
    for rule, match in found:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((rule, match))
    return kept
