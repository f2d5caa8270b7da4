"""Modifiers: what the words of a sentence say about the skills in it.

``Modifiers`` finds those of ``data/rules/modifiers.yaml`` in a sentence and the scope of each:
"Python required, Spark preferred" gives one part to each of the two. It knows nothing of sections;
``mention_class`` weighs both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from skillscan.nlp.reading import DecidingWords
from skillscan.nlp.skills.modifier_scope import (
    ModifierMatch,
    ModifierRule,
    ModifierScope,
    ScopeReader,
)
from skillscan.rules import Rule, RuleFile
from skillscan.rules.gated_phrases import GatedPhrases
from skillscan.rules.memo import Memo, worked_out_once
from skillscan.rules.phrases import NOTHING

FILE = "modifiers.yaml"
MAX_SENTENCE_CHARACTERS = 2_000
_MEMO_CHARACTERS = 2_000_000
_INNER_BREAK = re.compile(r"\n(?=[^\n])")
"""A line break that a sentence goes on behind."""
_SIGNS = str.maketrans("’‘“”，、；：（）", "''\"\",,;:()")
"""Quotes, and the signs of Chinese and Japanese texts, as the rules write them."""
_CUES = ("addresses_candidate", "describes_employer", "ideal_candidate", "refers_back")


class SentenceModifiers:
    """All a sentence says of its skills; each is looked for when it is first asked for."""

    def __init__(self, text: str, may_match: int, rules: "Modifiers") -> None:
        self._text, self._may_match, self._rules = text, may_match, rules

    @worked_out_once
    def scopes(self) -> tuple[ModifierScope, ...]:
        """The modifiers, each with the part that it speaks of."""
        return self._rules.scopes(self._text, self._may_match)

    @worked_out_once
    def addresses_candidate(self) -> DecidingWords | None:
        """The first words that ask something of the candidate."""
        return self._rules.first_cue("addresses_candidate", self._text, self._may_match)

    @worked_out_once
    def describes_employer(self) -> DecidingWords | None:
        """The first words that speak of the employer, the team or the work."""
        return self._rules.first_cue("describes_employer", self._text, self._may_match)

    @worked_out_once
    def ideal_candidate(self) -> DecidingWords | None:
        """The first words that speak of the ideal candidate."""
        return self._rules.first_cue("ideal_candidate", self._text, self._may_match)

    @worked_out_once
    def refers_back(self) -> DecidingWords | None:
        """The words by which the sentence speaks of what the one before it named."""
        return self._rules.first_cue("refers_back", self._text, self._may_match)

    def opens_clause(self, place: int) -> bool:
        """Whether a part of the sentence begins there, behind a comma or a dash."""
        return self._text[:place].rstrip().endswith((",", ";", "-", "–", "—"))

    def opens_bracket(self, place: int) -> bool:
        """Whether a bracket of the sentence begins there."""
        return self._text[:place].rstrip().endswith("(")

    def said_of_before(self) -> ModifierScope | None:
        """What the sentence says of all that the one before it named ("… with these is a plus")."""
        reference = self.refers_back
        if reference is None:
            return None
        scopes = self.scopes_over(reference.start, reference.end) or list(self.scopes)
        return scopes[0] if scopes and not negation(scopes) else None

    def scopes_over(self, start: int, end: int) -> list[ModifierScope]:
        """The scopes that hold a mention, nearest modifier first."""
        found = [s for s in self.scopes if s.start <= start and end <= s.end]
        return sorted(found, key=lambda scope: scope.distance(start, end)) if found else found


def negation(scopes: Iterable[ModifierScope]) -> DecidingWords | None:
    """The words of the first of these scopes that say that a mention is not needed."""
    return next((s.modifier.cue for s in scopes if s.modifier.rule.effect == "negated"), None)


class _Cue(NamedTuple):
    """A rule that judges the whole sentence."""

    name: str
    phrases: GatedPhrases
    unless_before: re.Pattern[str]
    unless_after: re.Pattern[str]

    def matches(self, text: str, may_match: int) -> Iterator[DecidingWords]:
        """Of each phrase the first match that the words beside it do not take back."""
        for pattern in self.phrases.that_may_match(may_match):
            for match in pattern.finditer(text):
                if not self._takes_back(text, *match.span()):
                    yield DecidingWords(self.name, match.start(), match.end())
                    break

    def _takes_back(self, text: str, start: int, end: int) -> bool:
        before = self.unless_before.search(text, 0, start)
        return bool(before or self.unless_after.match(text, end))


class Modifiers:
    """Reads sentences by the rules of one ``modifiers.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._gate, phrases = rules.gated_phrases("modifiers", *_CUES)
        self._modifiers = [
            (phrases[rule.group, rule.id], _modifier(rule)) for rule in rules.rules("modifiers")
        ]
        self._negating = sum(p.bits for p, rule in self._modifiers if rule.effect == "negated")
        self._any_modifier = sum(p.bits for p, _ in self._modifiers)
        self._cues = {
            group: [_cue(rules, rule, phrases[group, rule.id]) for rule in rules.rules(group)]
            for group in _CUES
        }
        self._any_cue = {group: sum(c.phrases.bits for c in self._cues[group]) for group in _CUES}
        self._scopes = ScopeReader(rules)
        self._known = Memo[SentenceModifiers](_MEMO_CHARACTERS)

    def read(self, sentence: str) -> SentenceModifiers:
        """The modifiers of one sentence, of which MAX_SENTENCE_CHARACTERS are looked at."""
        text = _INNER_BREAK.sub(" ", sentence[:MAX_SENTENCE_CHARACTERS]).rstrip("\n")
        return self._known.get(text) or self._known.put(text, self._read(text))

    def may_negate(self, sentence: str) -> bool:
        """Whether a sentence has words that may say that something is not needed."""
        return bool(self._gate(sentence[:MAX_SENTENCE_CHARACTERS]) & self._negating)

    def _read(self, text: str) -> SentenceModifiers:
        may_match = self._gate(text)
        return SentenceModifiers(
            text if text.isascii() else text.translate(_SIGNS), may_match, self
        )

    def scopes(self, text: str, may_match: int) -> tuple[ModifierScope, ...]:
        """The scopes of the modifiers of a sentence, of which the gate says which may match."""
        if not may_match & self._any_modifier:
            return ()
        found = [
            ModifierMatch(rule, *match.span())
            for phrases, rule in self._modifiers
            if may_match & phrases.bits
            for match in phrases.finditer(text, may_match)
        ]
        kept = _without_overlap(found)
        return tuple(self._scopes.scope_of(text, match, kept) for match in kept)

    def first_cue(self, group: str, text: str, may_match: int) -> DecidingWords | None:
        """The first words of a sentence that a phrase of the group finds."""
        if not may_match & self._any_cue[group]:
            return None
        found = (
            words
            for cue in self._cues[group]
            if may_match & cue.phrases.bits
            for words in cue.matches(text, may_match)
        )
        return min(found, key=lambda words: words.start, default=None)


def _without_overlap(found: Sequence[ModifierMatch]) -> list[ModifierMatch]:
    """Modifiers in text order; of overlapping ones the first and longest counts."""
    kept: list[ModifierMatch] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _modifier(rule: Rule) -> ModifierRule:
    return ModifierRule(
        name=f"{rule.group}.{rule.id}",
        effect=rule.fields["effect"],
        direction=rule.fields["direction"],
        scope=rule.fields["scope"],
        needs_requirement_context=rule.fields.get("needs_requirement_context", False),
    )


def _cue(rules: RuleFile, rule: Rule, phrases: GatedPhrases) -> _Cue:
    return _Cue(
        name=f"{rule.group}.{rule.id}",
        phrases=phrases,
        unless_before=rules.pattern(rule, "unless_before", frame=r"\b%s \Z") or NOTHING,
        unless_after=rules.pattern(rule, "unless_after") or NOTHING,
    )
