"""What a rule file is made of: rules with their phrases and proofs, fragments, and plain words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from skillscan.rules.gated_phrases import GatedPhrases
from skillscan.rules.literal_gate import LiteralGate, key_literals
from skillscan.rules.phrases import NEVER, Fragments, compiled, expand, fragment_names, joined

SLOTS = ("phrases", "before", "after", "unless", "unless_before", "unless_after", "terminators")
"""The lists of phrases that a rule may have. ``phrases``: what it looks for; ``before`` and
``after``: what stands around a place that something else found; ``unless``: what takes a match
back (``unless_before``, ``unless_after``: on that side only); ``terminators``: what ends its
scope."""

FINDING_SLOTS = frozenset({"phrases", "before", "after", "terminators"})
"""The lists without which a rule finds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that proves a rule; ``fields`` is what the file says beside it (a section)."""

    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a group of a file.

    ``fields`` are the file's own settings (section, effect, …), ``slots`` its phrases by the name
    of their list. ``examples`` must be caught, ``counterexamples`` must not.
    """

    id: str
    group: str
    fields: Mapping[str, Any]
    slots: Mapping[str, tuple[str, ...]]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    file: str
    line: int

    @property
    def is_own(self) -> bool:
        """Whether it comes from the operator's own file."""
        return bool(self.fields.get("is_own"))

    def muted(self) -> "Rule":
        """The rule as it is when it is taken away: it matches nothing and has nothing to prove.

        It stays in its place, for some rules are asked for by their id.
        """
        slots = {name: (NEVER,) for name in self.slots if name in FINDING_SLOTS}
        return replace(self, slots=slots, examples=(), counterexamples=())


@dataclass(frozen=True, slots=True)
class PhraseRef:
    """One phrase of a file: of a slot of a rule, or of a fragment (``rule_id`` is empty)."""

    group: str
    rule_id: str
    slot: str
    place: int
    text: str

    def __str__(self) -> str:
        owner = f"{self.group}.{self.rule_id}.{self.slot}" if self.rule_id else f"{{{self.slot}}}"
        return f"{owner}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """A rule file ready for use: ``groups`` of rules, ``fragments``, ``words``: all the rest."""

    name: str
    groups: Mapping[str, tuple[Rule, ...]]
    fragments: Fragments
    words: Mapping[str, Any]

    def rules(self, group: str) -> tuple[Rule, ...]:
        """The rules of a group, in the order they are tried."""
        return self.groups[group]

    def rule(self, group: str, rule_id: str) -> Rule:
        """One rule by its id; raises KeyError where there is none."""
        return {rule.id: rule for rule in self.groups[group]}[rule_id]

    def all_rules(self) -> Iterator[Rule]:
        """Every rule, group by group."""
        for rules in self.groups.values():
            yield from rules

    def pattern(
        self, rule: Rule, slot: str = "phrases", *, flags: int = re.IGNORECASE, frame: str = "%s"
    ) -> re.Pattern[str] | None:
        """The phrases of a slot as one expression; ``None`` where the rule has none.

        ``frame`` is what stands around it, with ``%s`` in its place ("%s$").
        """
        phrases = rule.slots.get(slot)
        return self.compiled(phrases, flags=flags, frame=frame) if phrases else None

    def compiled(
        self, phrases: Sequence[str], *, flags: int = re.IGNORECASE, frame: str = "%s"
    ) -> re.Pattern[str]:
        """Any phrases in the file's language as one expression."""
        expression = joined(phrases, self.fragments)
        if frame != "%s":
            expression = frame.replace("%s", f"(?:{expression})")
        return compiled(expression, flags)

    def gate(self, parts: Iterable[Sequence[str]]) -> LiteralGate:
        """Tells by the words of a text which of these lists of phrases may match in it at all."""
        return LiteralGate([expand(phrase, self.fragments) for phrase in part] for part in parts)

    def key_literals(self, group: str) -> tuple[str, ...]:
        """Without one of these in its ``folded`` text no rule of a group matches."""
        phrases = [p for rule in self.rules(group) for p in rule.slots.get("phrases", ())]
        return key_literals(expand(phrase, self.fragments) for phrase in phrases)

    def gated_phrases(
        self, *groups: str
    ) -> tuple[LiteralGate, dict[tuple[str, str], GatedPhrases]]:
        """The phrases of rules, by group and id, that one gate keeps from most texts."""
        rules = [rule for group in groups for rule in self.rules(group)]
        phrases = [(rule, p) for rule in rules for p in rule.slots.get("phrases", ())]
        gated: dict[tuple[str, str], list[tuple[re.Pattern[str], int]]] = {
            (rule.group, rule.id): [] for rule in rules
        }
        for place, (rule, phrase) in enumerate(phrases):
            gated[rule.group, rule.id].append((self.compiled([phrase]), 1 << place))
        gate = self.gate([phrase] for _, phrase in phrases)
        return gate, {key: GatedPhrases(found) for key, found in gated.items()}

    def phrase_refs(self) -> Iterator[PhraseRef]:
        """Every phrase of the file: what a proof must need."""
        for name, phrases in self.fragments.items():
            for place, text in enumerate(phrases):
                yield PhraseRef("", "", name, place, text)
        for rule in self.all_rules():
            for slot, phrases in rule.slots.items():
                for place, text in enumerate(phrases):
                    if text != NEVER:
                        yield PhraseRef(rule.group, rule.id, slot, place, text)

    def without(self, ref: PhraseRef) -> "RuleFile":
        """The file as it would be without one phrase."""
        if not ref.rule_id:
            kept = _dropped(self.fragments[ref.slot], ref.place) or (NEVER,)
            return replace(self, fragments={**self.fragments, ref.slot: kept})
        rules = tuple(
            _rule_without(rule, ref) if rule.id == ref.rule_id else rule
            for rule in self.groups[ref.group]
        )
        return replace(self, groups={**self.groups, ref.group: rules})

    def without_rule(self, group: str, rule_id: str) -> "RuleFile":
        """The file as it would be without one rule."""
        return self.without_rules(group, {rule_id})

    def without_rules(self, group: str, rule_ids: Collection[str]) -> "RuleFile":
        """The file as it would be without some rules of a group."""
        rules = tuple(rule.muted() if rule.id in rule_ids else rule for rule in self.groups[group])
        return replace(self, groups={**self.groups, group: rules})

    def rules_with(self, ref: PhraseRef) -> frozenset[tuple[str, str]]:
        """Group and id of the rules whose phrases hold this one, directly or in a fragment."""
        if ref.rule_id:
            return frozenset({(ref.group, ref.rule_id)})
        names = _names_reaching(ref.slot, self.fragments)
        return frozenset(
            (rule.group, rule.id)
            for rule in self.all_rules()
            for phrases in rule.slots.values()
            if any(names & fragment_names(text) for text in phrases)
        )


def _dropped(phrases: Sequence[str], place: int) -> tuple[str, ...]:
    return (*phrases[:place], *phrases[place + 1 :])


def _rule_without(rule: Rule, ref: PhraseRef) -> Rule:
    kept = _dropped(rule.slots[ref.slot], ref.place)
    # A rule that has lost its last phrase must match nothing, not everything; an exception that
    # has lost its last phrase takes nothing back.
    is_exception = ref.slot.startswith("unless") or ref.slot == "terminators"
    slots = {**rule.slots, ref.slot: kept or (() if is_exception else (NEVER,))}
    return replace(rule, slots={name: phrases for name, phrases in slots.items() if phrases})


def _names_reaching(name: str, fragments: Fragments) -> frozenset[str]:
    """The fragment itself, and those that hold it."""
    found = {name}
    while True:
        more = {
            other
            for other, phrases in fragments.items()
            if other not in found and any(found & fragment_names(text) for text in phrases)
        }
        if not more:
            return frozenset(found)
        found |= more
