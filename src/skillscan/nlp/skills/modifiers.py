"""Modifiers: what the words of a sentence say about the skills in it.

``Modifiers`` finds those of ``data/rules/modifiers.yaml`` in a sentence and the scope of each:
"Python required, Spark preferred" gives one part to each of the two. It knows nothing of sections;
``mention_class`` weighs both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from skillscan.nlp.reading import DecidingWords
from skillscan.nlp.skills.modifier_scope import (
    ModifierMatch,
    ModifierRule,
    ModifierScope,
    ScopeReader,
)
from skillscan.rules import Rule, RuleFile
from skillscan.rules.memo import Memo
from skillscan.rules.phrases import NOTHING

FILE = "modifiers.yaml"
MAX_SENTENCE_CHARACTERS = 2_000
_MEMO_CHARACTERS = 2_000_000
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_CUES = ("addresses_candidate", "describes_employer", "ideal_candidate")


@dataclass(frozen=True, slots=True)
class SentenceModifiers:
    """All a sentence says of its skills.

    ``addresses_candidate``: words that ask something of the candidate; ``describes_employer``:
    words that speak of the employer, the team or the work; of several the first.
    """

    scopes: tuple[ModifierScope, ...] = ()
    addresses_candidate: DecidingWords | None = None
    describes_employer: DecidingWords | None = None
    ideal_candidate: DecidingWords | None = None

    def negation_of(self, start: int, end: int) -> DecidingWords | None:
        """The words that say that a mention is not needed."""
        for scope in self.scopes_over(start, end):
            if scope.modifier.rule.effect == "negated":
                return scope.modifier.cue
        return None

    def scopes_over(self, start: int, end: int) -> list[ModifierScope]:
        """The scopes that hold a mention, nearest modifier first."""
        found = [s for s in self.scopes if s.start <= start and end <= s.end]
        return sorted(found, key=lambda scope: scope.distance(start, end))


class _CuePhrase(NamedTuple):
    """One phrase of a rule that judges the whole sentence; a text needs few of them tried."""

    name: str
    pattern: re.Pattern[str]
    unless_before: re.Pattern[str]
    bit: int

    def first(self, text: str) -> DecidingWords | None:
        """The first match that the word before does not take back."""
        for match in self.pattern.finditer(text):
            if not self.unless_before.search(text, 0, match.start()):
                return DecidingWords(self.name, match.start(), match.end())
        return None


class Modifiers:
    """Reads sentences by the rules of one ``modifiers.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        modifiers = rules.rules("modifiers")
        cues = [(r, phrase) for g in _CUES for r in rules.rules(g) for phrase in r.slots["phrases"]]
        self._gate = rules.gate(
            [*(rule.slots["phrases"] for rule in modifiers), *((phrase,) for _, phrase in cues)]
        )
        self._modifiers = [(1 << n, _modifier(rules, rule)) for n, rule in enumerate(modifiers)]
        self._negating = sum(b for b, rule in self._modifiers if rule.effect == "negated")
        self._cues: dict[str, list[_CuePhrase]] = {group: [] for group in _CUES}
        for place, (rule, phrase) in enumerate(cues, start=len(modifiers)):
            self._cues[rule.group].append(_cue(rules, rule, phrase, 1 << place))
        self._scopes = ScopeReader(rules)
        self._known = Memo[SentenceModifiers](_MEMO_CHARACTERS)

    def read(self, sentence: str) -> SentenceModifiers:
        """The modifiers of one sentence, of which MAX_SENTENCE_CHARACTERS are looked at."""
        text = sentence[:MAX_SENTENCE_CHARACTERS]
        return self._known.get(text) or self._known.put(text, self._read(text))

    def may_negate(self, sentence: str) -> bool:
        """Whether a sentence has words that may say that something is not needed."""
        return bool(self._gate(sentence[:MAX_SENTENCE_CHARACTERS]) & self._negating)

    def _read(self, text: str) -> SentenceModifiers:
        may_match = self._gate(text)
        if not text.isascii():
            text = text.translate(_QUOTES)
        found = self._found(text, may_match)
        cues = (self._first(self._cues[group], text, may_match) for group in _CUES)
        return SentenceModifiers(tuple(self._scopes.scope_of(text, m, found) for m in found), *cues)

    def _found(self, text: str, may_match: int) -> list[ModifierMatch]:
        """Modifiers in text order; of overlapping ones the first and longest counts."""
        found = sorted(self._all(text, may_match), key=lambda match: (match.start, -match.end))
        kept: list[ModifierMatch] = []
        for match in found:
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept

    def _all(self, text: str, may_match: int) -> Iterator[ModifierMatch]:
        for bit, rule in self._modifiers:
            if may_match & bit:
                for match in rule.pattern.finditer(text):
                    yield ModifierMatch(rule, match.start(), match.end())

    @staticmethod
    def _first(rules: list[_CuePhrase], text: str, may_match: int) -> DecidingWords | None:
        found = [cue for rule in rules if may_match & rule.bit and (cue := rule.first(text))]
        return min(found, key=lambda cue: cue.start, default=None)


def _modifier(rules: RuleFile, rule: Rule) -> ModifierRule:
    return ModifierRule(
        name=f"{rule.group}.{rule.id}",
        effect=rule.fields["effect"],
        direction=rule.fields["direction"],
        scope=rule.fields["scope"],
        pattern=rules.pattern(rule) or NOTHING,
        needs_requirement_context=rule.fields.get("needs_requirement_context", False),
    )


def _cue(rules: RuleFile, rule: Rule, phrase: str, bit: int) -> _CuePhrase:
    return _CuePhrase(
        name=f"{rule.group}.{rule.id}",
        pattern=rules.compiled([phrase]),
        unless_before=rules.pattern(rule, "unless_before", frame=r"%s \Z") or NOTHING,
        bit=bit,
    )
