"""Rules that look at the words before and after a place in a text; written in ``data/rules``.

A rule matches where one of its ``before`` phrases ends at the place, and one of its ``after``
phrases begins behind it; a rule with both needs both. Contexts never cross the end of a sentence
(``judged_sentence``) and are bounded, so that no text can make a phrase slow.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skillscan.nlp.reading import DecidingWords
from skillscan.rules import Rule, RuleFile

CONTEXT_CHARS = 90
_WORD_START = re.compile(r"(?<!\w)\w|\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule:
    """One rule; ``name`` is what findings give as their rule, ``group`` where it stands."""

    name: str
    group: str = ""
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    """Takes the match back: searched in the words before, and in those that ``after`` matched."""
    unless_before: re.Pattern[str] | None = None
    """The same, searched in the words before, whichever side the rule looks at."""
    unless_after: re.Pattern[str] | None = None
    """The same, matched where the words behind begin."""
    spans_lines: bool = False
    """Whether ``after`` may look into the next line, where the caller has more than one."""

    def matches(self, before: str, after: str) -> bool:
        """Whether the place between these two texts is caught."""
        found = []
        if self.before is not None:
            if not self.before.search(before):
                return False
            found.append(before)
        if self.after is not None:
            match = self.after.match(after)
            if match is None:
                return False
            found.append(match[0])
        if self.unless is not None and any(map(self.unless.search, found)):
            return False
        if self.unless_after is not None and self.unless_after.match(after):
            return False
        return self.unless_before is None or not self.unless_before.search(before)

    def words(self, before: str, after: str) -> tuple[int, int]:
        """The words by which the rule matched: offsets from the place's start, and from its end.

        Of what ``after`` passes over before its own words, nothing is told.
        """
        if self.after is not None and (match := self.after.match(after)):
            stop = match.end()
            starts = [found.start() for found in _WORD_START.finditer(after, 0, stop)]
            tight = (at for at in reversed(starts) if _ends(self.after, after, at, stop))
            return next(tight, 0), stop
        found = self.before.search(before) if self.before is not None else None
        return (found.start() - len(before) if found else 0), 0


def _ends(pattern: re.Pattern[str], text: str, start: int, stop: int) -> bool:
    match = pattern.match(text, start)
    return match is not None and match.end() == stop


class GatedContextRules:
    """The rules of some groups of a file, of which few are tried at a place."""

    def __init__(self, rules: RuleFile, *groups: str) -> None:
        self._groups: dict[str, list[tuple[int, ContextRule]]] = {}
        needs: list[Sequence[str]] = []
        for group in groups:
            slots = [_needed(rule) for rule in rules.rules(group)]
            bits = [1 << place for place in range(len(needs), len(needs) + len(slots))]
            self._groups[group] = list(zip(bits, read_context_rules(rules, group), strict=True))
            needs += slots
        self._gate = rules.gate(needs)

    def around(self, before: str, after: str) -> "ContextMatches":
        """The rules that may catch the place between two texts."""
        return ContextMatches(self._groups, self._gate(f"{before}\n{after}"), before, after)


def _needed(rule: Rule) -> Sequence[str]:
    """Phrases of which one matches where the rule does."""
    return rule.slots.get("before") or rule.slots.get("after") or ("",)


class ContextMatches(NamedTuple):
    """The place between two texts, and which rules may catch it."""

    groups: Mapping[str, Sequence[tuple[int, ContextRule]]]
    may_match: int
    before: str
    after: str

    def first(self, group: str) -> ContextRule | None:
        """The first rule of a group that catches the place."""
        return next(
            (
                rule
                for bit, rule in self.groups[group]
                if bit & self.may_match and rule.matches(self.before, self.after)
            ),
            None,
        )


def first_match(rules: Sequence[ContextRule], before: str, after: str) -> ContextRule | None:
    """The first rule that catches the place between these two texts."""
    return next((rule for rule in rules if rule.matches(before, after)), None)


def deciding_words(
    rule: ContextRule, before: str, after: str, start: int, end: int
) -> DecidingWords:
    """The words by which a rule caught the place ``start:end`` of a text."""
    first, last = rule.words(before, after)
    is_behind = last > 0
    return DecidingWords(
        f"{rule.group}.{rule.name}",
        (end if is_behind else start) + first,
        end + last if is_behind else start,
    )


def contexts(
    text: str, start: int, end: int, sentences: Sequence[int], *, chars: int = CONTEXT_CHARS
) -> tuple[str, str]:
    """The words before and after a place, cut at the sentence's ends and at ``chars``.

    ``sentences`` tells where the sentences of the text begin, in order.
    """
    begin, stop = sentence_around(text, start, end, sentences)
    before = text[max(begin, start - chars) : start]
    return before, text[end : min(stop, end + chars)]


def sentence_around(text: str, start: int, end: int, sentences: Sequence[int]) -> tuple[int, int]:
    """Where the sentence (or the sentences) of a place begins and ends, without outer spaces."""
    held = bisect_right(sentences, start) - 1
    begin = sentences[held] if held >= 0 else 0
    following = bisect_left(sentences, max(end, start + 1))
    stop = sentences[following] if following < len(sentences) else len(text)
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop


def read_context_rules(rules: RuleFile, group: str) -> tuple[ContextRule, ...]:
    """The rules of one group of a rule file, in the order they are tried."""
    return tuple(
        ContextRule(
            name=rule.id,
            group=group,
            before=rules.pattern(rule, "before", frame="%s$"),
            after=rules.pattern(rule, "after"),
            unless=rules.pattern(rule, "unless"),
            unless_before=rules.pattern(rule, "unless_before"),
            unless_after=rules.pattern(rule, "unless_after"),
            spans_lines=bool(rule.fields.get("spans_lines")),
        )
        for rule in rules.rules(group)
    )
