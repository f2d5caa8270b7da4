"""The currency that is written with a sum, and the shared sign that told it.

A code or name behind the sum outranks a sign, and any sign a bare "$". Lakhs and Indian groups of
digits ("8,00,000 - 15,00,000") are rupees, unless a sign or code of a neighbour stands beside them.
"""

import re

from skillscan.nlp.pay.words import PayWords

_LAKHS = r"\d{1,2}(?:,\d\d){1,2},\d{3}(?!,?\d)"
_LAKHS_WITH_PAISE = re.compile(rf"{_LAKHS}(?:\.\d\d?)?")
FACTOR_ALONE = re.compile(rf"\d\s?(?:LPA|lpa|(?i:lakh|lac)|L\b)|{_LAKHS}")
"""A factor, or a range in groups of two digits ("8,00,000 - 15,00,000"), that names its currency:
what a line without sign and code needs to state a sum."""
_MAX_BEFORE = 8
"""The longest of the neighbours' words before a sum, with what may stand between."""


class StatedCurrency:
    """Reads it by the signs and codes of one ``pay.yaml``."""

    def __init__(self, words: PayWords) -> None:
        """Take over the signs and codes."""
        self._words = words
        beside = _beside_a_sum(words.neighbours_in_lakhs)
        self._neighbour_before = re.compile(rf"{beside}[\s:(]{{0,3}}\Z")
        self._neighbour_behind = re.compile(rf"[\s)/-]{{0,3}}{beside}")

    def of(self, match: re.Match[str]) -> tuple[str | None, str] | None:
        """The currency of a match of ``sum_pattern``; ``None`` for a number without any.

        The sign with it is empty where a code or a sign of one currency alone told it.
        """
        words, groups = self._words, match.groupdict()
        code = groups["code_after_high"] or groups["code_after_low"] or groups["code_before"]
        if code:
            return words.aliases.get(code, code), ""
        behind = groups["after_high"] or groups["after_low"]
        ahead = groups["sign_before"] or groups["sign_high"]
        named = words.signs_after.get(behind) if behind else None
        if behind and named and not (behind in words.local_signs and ahead):
            return named, behind if behind in words.local_signs else ""
        if ahead or behind:
            sign = " ".join(str(ahead or behind).split())
            sign = "$" if sign.startswith("$") else sign
            shared = sign if sign in words.local_signs else ""
            return words.signs.get(sign) or (
                words.currency_in(sign, None) if shared else None
            ), shared
        factor = (groups["low_factor"] or groups["high_factor"] or "").strip()
        is_in_lakhs = factor[:1].lower() == "l"
        is_range_of_lakhs = groups["high"] and _LAKHS_WITH_PAISE.fullmatch(groups["high"])
        is_indian = (is_in_lakhs or is_range_of_lakhs) and not self._is_of_neighbour(match)
        return ("INR", "") if is_indian else None

    def _is_of_neighbour(self, match: re.Match[str]) -> bool:
        """Whether a sign or code of another country that counts in lakhs stands beside the sum."""
        before = match.string[max(0, match.start() - _MAX_BEFORE) : match.start()]
        return (
            self._neighbour_before.search(before) is not None
            or self._neighbour_behind.match(match.string, match.end()) is not None
        )


def _beside_a_sum(neighbours: tuple[str, ...]) -> str:
    """An expression for signs and codes: letters in any case, with a full stop or without."""
    codes = "|".join(code for code in neighbours if code.isalpha())
    signs = "|".join(re.escape(sign) for sign in neighbours if not sign.isalpha())
    return rf"(?i:(?<![a-z])(?:{codes})(?![a-z])\.?|{signs})"
