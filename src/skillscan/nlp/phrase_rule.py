"""Rules of a file in use: the phrases of each slot as one compiled expression."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skillscan.rules import RuleFile
from skillscan.rules.phrases import NOTHING


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
