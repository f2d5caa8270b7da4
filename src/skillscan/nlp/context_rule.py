"""Rules that look at the words before and after a place in a text; written in ``data/rules``.

A rule matches where one of its ``before`` phrases ends at the place, and one of its ``after``
phrases begins behind it; a rule with both needs both. Contexts never cross a sentence end and are
bounded, so that no text can make a phrase slow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from skillscan.resources import data_yaml
from skillscan.rules import RuleFile

CONTEXT_CHARS = 90
_PATTERNS = ("before", "after", "unless", "unless_before")
_SENTENCE_END = re.compile(
    r"(?<!e\.g\.)(?<!i\.e\.)(?<!min\.)(?<!Min\.)(?<!yrs\.)(?<!approx\.)"
    r"(?:(?<=[a-z)\]\d’'+%][.!?])|(?<=[A-Z]{2}[.!?]))(?:\s+(?=[A-Z0-9(“\"•*-])|(?=[A-Z][a-z]))|(?:(?<=[a-z]{3}\.)|(?<=[a-z]\)\.))(?=\d)|\n+"
)

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule:
    """One rule; ``name`` is what findings give as their reason."""

    name: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    """Takes the match back: searched in the words before, and in those that ``after`` matched."""
    unless_before: re.Pattern[str] | None = None
    """The same, searched in the words before, whichever side the rule looks at."""
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
        return self.unless_before is None or not self.unless_before.search(before)


def first_match(rules: Sequence[ContextRule], before: str, after: str) -> str | None:
    """Name of the first rule that catches the place between these two texts."""
    return next((rule.name for rule in rules if rule.matches(before, after)), None)


def contexts(text: str, start: int, end: int, *, chars: int = CONTEXT_CHARS) -> tuple[str, str]:
    """The words before and after a place, cut at the sentence's ends and at ``chars``."""
    before, after = text[max(0, start - chars) : start], text[end : end + chars]
    ends = list(_SENTENCE_END.finditer(before + text[start : start + 1]))
    if ends:
        before = before[min(ends[-1].end(), len(before)) :]
    # One character of the place itself lets a lookbehind see what stands before the cut.
    stop = _SENTENCE_END.search(text[max(0, end - 2) : end] + after, min(2, end))
    if stop:
        after = after[: max(0, stop.start() - min(2, end))]
    return before, after


def read_context_rules(rules: RuleFile, group: str) -> tuple[ContextRule, ...]:
    """The rules of one group of a rule file, in the order they are tried."""
    return tuple(
        ContextRule(
            name=rule.id,
            before=rules.pattern(rule, "before", frame="%s$"),
            after=rules.pattern(rule, "after"),
            unless=rules.pattern(rule, "unless"),
            unless_before=rules.pattern(rule, "unless_before"),
            spans_lines=bool(rule.fields.get("spans_lines")),
        )
        for rule in rules.rules(group)
    )


def phrase_pattern(
    rules: RuleFile,
    group: str,
    rule_id: str = "",
    *,
    frame: str = "%s",
    flags: int = re.IGNORECASE,
) -> re.Pattern[str]:
    """The phrases of a rule, or of all rules of a group, as one expression.

    Where an operator took the rules away, it matches nothing.
    """
    phrases = [
        phrase
        for rule in rules.rules(group)
        if rule_id in ("", rule.id)
        for phrase in rule.slots.get("phrases", ())
    ]
    return rules.compiled(phrases, frame=frame, flags=flags) if phrases else _NOTHING


@cache
def context_rules(file: str, group: str) -> tuple[ContextRule, ...]:
    """The rules of one group of a file in ``data/rules``; patterns ignore case."""
    return tuple(_rule(entry) for entry in data_yaml("rules", file)[group])


def _rule(entry: dict[str, Any]) -> ContextRule:
    return ContextRule(
        name=entry["name"],
        spans_lines=entry.get("spans_lines", False),
        **{side: re.compile(entry[side], re.IGNORECASE) for side in _PATTERNS if side in entry},
    )
