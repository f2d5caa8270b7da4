"""Whether the words around a single sum make it the most or the least that is paid."""

from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile

_BEFORE_CHARS = 36
"""Before a single sum, the words that make it a bound stand so near."""
_BEHIND_CHARS = 24
_LEAST_PAY_CHARS = 140
"""Before a single sum, a word for the least pay stands so near."""
_BEFORE = r"%s\s?$"
_BEHIND = r"\s?%s\b"
_LEAST_PAY_BEFORE = r"\b(?:%s)\b(?:[^].;!?\d\n]|(?<=\bgem)\.|(?<=\blt)\.|(?<=\binkl)\.){0,110}$"
"""The words for the least pay, and no end of a sentence between them and the sum."""


class Bounds:
    """Tells it by the groups ``bounds`` and ``least_pay`` of one ``pay.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the words of these groups."""
        self._most_before = phrase_pattern(rules, "bounds", "most_before", frame=_BEFORE)
        self._most_behind = phrase_pattern(rules, "bounds", "most_behind", frame=_BEHIND)
        self._least_before = phrase_pattern(rules, "bounds", "least_before", frame=_BEFORE)
        self._least_behind = phrase_pattern(rules, "bounds", "least_behind", frame=_BEHIND)
        self._plus = phrase_pattern(rules, "bounds", "plus")
        self._least_pay = phrase_pattern(rules, "least_pay", "named", frame=_LEAST_PAY_BEFORE)
        self._overpaid = phrase_pattern(
            rules, "least_pay", "overpaid", frame=r"[^\n]{0,150}?\b(?:%s)"
        )

    def is_most(self, text: str, start: int, end: int) -> bool:
        """Whether no more than the sum is paid: "up to $9"."""
        before, behind = _around(text, start, end)
        return bool(self._most_before.search(before) or self._most_behind.match(behind))

    def is_least(self, text: str, start: int, end: int) -> bool:
        """Whether the sum is the least that is paid: "from $9", "the minimum wage for it is $9"."""
        before, behind = _around(text, start, end)
        is_said = self._least_before.search(before) or self._least_behind.match(behind)
        return bool(is_said or self._plus.match(behind)) or self._is_least_pay(text, start, end)

    def _is_least_pay(self, text: str, start: int, end: int) -> bool:
        """Whether words further off call the sum the least pay, or say that more is paid."""
        before = text[max(0, start - _LEAST_PAY_CHARS) : start].lower()
        behind = text[end : end + 2 * _LEAST_PAY_CHARS].lower()
        is_named = self._least_pay.search(before) is not None
        return is_named or self._overpaid.match(behind) is not None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - _BEFORE_CHARS) : start].lower()
    return before, text[end : end + _BEHIND_CHARS]
