"""Rules that look at the words before and after a place in a text; written in ``data/rules``.

A rule matches where its ``before`` pattern is found in the words that end at the place, and its
``after`` pattern at the start of those that follow; a rule with both needs both. Contexts never
cross a sentence end and are bounded, so that no text can make a pattern slow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from skillscan.resources import data_yaml

CONTEXT_CHARS = 90
_SENTENCE_END = re.compile(
    r"(?<!e\.g\.)(?<!i\.e\.)(?<!min\.)(?<!Min\.)(?<!yrs\.)(?<!approx\.)"
    r"(?:(?<=[a-z)\]\d’'+%][.!?])|(?<=[A-Z]{2}[.!?]))(?:\s+(?=[A-Z0-9(“\"•*-])|(?=[A-Z][a-z]))|(?:(?<=[a-z]{3}\.)|(?<=[a-z]\)\.))(?=\d)|\n+"
)


@dataclass(frozen=True, slots=True)
class ContextRule:
    """One rule; ``name`` is what findings give as their reason."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def matches(self, before: str, after: str) -> bool:
        """Whether the place between these two texts is caught."""
        if self.before is not None and not self.before.search(before):
            return False
        return self.after is None or self.after.match(after) is not None


def first_match(rules: Sequence[ContextRule], text: str, start: int, end: int) -> str | None:
    """Name of the first rule that catches ``text[start:end]`` within its sentence."""
    before, after = contexts(text, start, end)
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


@cache
def context_rules(file: str, group: str) -> tuple[ContextRule, ...]:
    """The rules of one group of a file in ``data/rules``; patterns ignore case."""
    return tuple(_rule(entry) for entry in data_yaml("rules", file)[group])


def _rule(entry: dict[str, str]) -> ContextRule:
    return ContextRule(entry["name"], _compiled(entry, "before"), _compiled(entry, "after"))


def _compiled(entry: dict[str, str], side: str) -> re.Pattern[str] | None:
    return re.compile(entry[side], re.IGNORECASE) if side in entry else None
