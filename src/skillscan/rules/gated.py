"""Phrases that are tried on a text only where the letters stand that they cannot match without."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from skillscan.rules.literals import Clause, required_literals
from skillscan.rules.model import Rule, RuleFile
from skillscan.rules.phrases import compiled, expand

_COSTS = {0: 100, 1: 100, 2: 12, 3: 6, 4: 2}
"""What a literal of so many letters costs as a key; longer ones cost 1."""
_FREQUENT = frozenset(
    {"and", "for", "operate", "our", "report", "role", "team", "the", "time", "work", "you"}
)
_COST_OF_FREQUENT = 50


@dataclass(frozen=True, slots=True)
class GatedPhrase:
    """An expression; ``clauses`` are bits of literals, one of each of which must be there."""

    pattern: re.Pattern[str]
    literals: tuple[Clause, ...]
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GatedPhrases:
    """The phrases of a rule, in the order they are tried."""

    phrases: tuple[GatedPhrase, ...]

    def finditer(self, text: str, present: int) -> Iterator[re.Match[str]]:
        """The matches of all phrases as of one expression that joins them, in order.

        ``present`` are the bits of the literals that the text holds.
        """
        patterns = [
            phrase.pattern
            for phrase in self.phrases
            if all(clause & present for clause in phrase.clauses)
        ]
        return patterns[0].finditer(text) if len(patterns) == 1 else _matches(patterns, text)


def _matches(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """Leftmost first, and of those that begin together the one whose phrase stands first."""
    waiting = [(match, p) for p in patterns if (match := p.search(text))]
    while waiting:
        first = min(waiting, key=lambda found: found[0].start())[0]
        yield first
        end = max(first.end(), first.start() + 1)
        waiting = [
            (match, p)
            for found, p in waiting
            if (match := found if found.start() >= end else p.search(text, end))
        ]


class LiteralGate:
    """The literals of all phrases of a reader, each a bit: a text is asked for them once."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def phrases(
        self, rules: RuleFile, rule: Rule, slot: str = "phrases", *, flags: int = re.IGNORECASE
    ) -> GatedPhrases:
        """The phrases of a slot of a rule behind this gate."""
        expressions = [expand(phrase, rules.fragments) for phrase in rule.slots.get(slot, ())]
        return GatedPhrases(tuple(self._gated(text, flags) for text in expressions))

    def _gated(self, expression: str, flags: int) -> GatedPhrase:
        literals = required_literals(expression)
        bits = [
            sum(self._bits.setdefault(text, 1 << len(self._bits)) for text in clause)
            for clause in literals
        ]
        return GatedPhrase(compiled(expression, flags), literals, tuple(bits))

    def present_in(self, lowered: str) -> int:
        """The bits of the literals that a text in lower case holds."""
        present = 0
        for literal, bit in self._bits.items():
            if literal in lowered:
                present |= bit
        return present


def key_literals(phrases: Iterable[GatedPhrase]) -> tuple[str, ...] | None:
    """A few literals, one of which is in every text that any of the phrases matches.

    ``None`` where a phrase requires no letters at all.
    """
    keys: set[str] = set()
    for phrase in sorted(phrases, key=lambda phrase: len(phrase.literals)):
        if not phrase.literals:
            return None
        keys |= min(phrase.literals, key=partial(_cost, keys=keys))
    return tuple(key for key in keys if not any(other in key for other in keys - {key}))


def _cost(clause: Clause, keys: set[str]) -> int:
    """What it costs to seek the literals of a clause beside these keys: short ones are frequent."""
    return sum(
        _COST_OF_FREQUENT if literal.strip() in _FREQUENT else _COSTS.get(len(literal.strip()), 1)
        for literal in clause - keys
    )


def letters_of(rules: RuleFile, group: str) -> tuple[str, ...]:
    """The key literals of all phrases of a group, in lower case: without one, no rule matches."""
    gate = LiteralGate()
    every = [phrase for rule in rules.rules(group) for phrase in gate.phrases(rules, rule).phrases]
    keys = key_literals(every)
    return ("",) if keys is None else keys
