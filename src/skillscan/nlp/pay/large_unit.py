"""Units in which pay of a small currency is written: "30-50 Mil VND", "1.2 crore", "40 triệu".

They multiply only sums of their own currencies, so that "$5M" stays a sum that nobody is paid.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_THOUSAND = 1_000
_LAKH = 100_000
_WRITTEN_OUT = 10_000
"""A number of this size is written out; a "K" after it is a slip."""


@dataclass(frozen=True, slots=True)
class LargeUnit:
    """One unit: what it multiplies by, and the currencies whose pay is written in it."""

    times: int
    codes: frozenset[str]
    names: str | None
    """The currency of a sum that states none: nobody writes the unit for another."""

    def currency(self, stated: tuple[str | None, str] | None) -> tuple[str | None, str] | None:
        """The currency of a sum in this unit and its shared sign; ``None``: it is none of its."""
        if stated is None:
            return (self.names, "") if self.names else None
        return stated if stated[0] in self.codes else None


class LargeUnits:
    """The units of one ``pay.yaml``, by the word that is written."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Take over the entries of ``large_units``."""
        self._by_word = {
            word.lower(): LargeUnit(
                entry["times"], frozenset(entry["codes"]), entry.get("names") or None
            )
            for entry in entries
            for word in entry["words"]
        }
        words = "|".join(map(re.escape, sorted(self._by_word, key=len, reverse=True)))
        self.pattern = rf"(?:\s?(?i:{words})(?![^\W_]))"
        """A word of a unit behind a number."""
        self._is_written = re.compile(rf"\d{self.pattern}")

    def are_written_in(self, line: str) -> bool:
        """Whether a number with a unit stands in a line."""
        return self._is_written.search(line) is not None

    def of(self, word: str | None) -> LargeUnit | None:
        """The unit of a word, as it is written behind a number."""
        return self._by_word.get((word or "").strip().lower())


def scaled(value: float, factor: str, unit: LargeUnit | None) -> float:
    """A number times what is written behind it: a large unit, "k" or "lakhs"."""
    factor = factor.strip().lower()
    if not factor or value >= _WRITTEN_OUT:
        return value
    if unit is not None:
        return value * unit.times
    return value * (_LAKH if factor.startswith("l") else _THOUSAND)
