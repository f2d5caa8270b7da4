"""Rules of a file in use: the phrases of each slot as one compiled expression."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from skillscan.rules import RuleFile
from skillscan.rules.folding import flags_for_lower_case
from skillscan.rules.phrases import NOTHING, compiled


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One rule of a group; ``pattern`` matches nothing where it lists no ``phrases``."""

    id: str
    fields: Mapping[str, Any]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None

    def is_taken_back(self, around: str) -> bool:
        """Whether the words around a match say that it does not count."""
        return self.unless is not None and self.unless.search(around) is not None


def phrase_rules(
    rules: RuleFile, group: str, *, flags: int = re.IGNORECASE
) -> tuple[PhraseRule, ...]:
    """The rules of a group, in the order they are tried; ``flags`` are those of ``phrases``."""
    return tuple(
        PhraseRule(
            rule.id,
            rule.fields,
            rules.pattern(rule, flags=flags) or NOTHING,
            rules.pattern(rule, "unless"),
            rules.pattern(rule, "unless_before"),
        )
        for rule in rules.rules(group)
    )


def for_lower_case(rules: Iterable[PhraseRule]) -> tuple[PhraseRule, ...]:
    """The same rules, their phrases compiled for ``cased_for``."""
    return tuple(
        replace(rule, pattern=compiled(expression, flags_for_lower_case(expression)))
        for rule in rules
        for expression in (rule.pattern.pattern,)
    )


def cased_for(pattern: re.Pattern[str], text: str, lowered: str) -> str:
    """What a pattern of ``for_lower_case`` is sought in: the text in lower case, or as it is
    written where the pattern has capitals (they may matter).
    """
    return text if pattern.flags & re.IGNORECASE else lowered


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
    return rules.compiled(phrases, frame=frame, flags=flags) if phrases else NOTHING
