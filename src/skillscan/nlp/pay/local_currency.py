"""Which currency a sign of several means: a bare "$" is the dollar that the text or country names.

The words of its sentence decide first, then the label before it, then a sentence on all sums
(``told_currency``); else the country of the posting has a currency of its own, unless a line of its
sums names a place in the United States.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from skillscan.nlp.pay.money import Money
from skillscan.nlp.pay.told_currency import ToldCurrency
from skillscan.nlp.pay.words import PayWords
from skillscan.text.country import country_of, place_names

_PLACE_CHARS = 130
"""Before a sum, a place that tells whose dollar it is stands so near."""
_LETTERS: frozenset[str] = frozenset("NP")
"""Letters that are signs in their own countries only: elsewhere "P100K" may be anything."""
_CANADIAN = re.compile(
    r"[\W\d]{0,6}(?:(?i:canad(?:a|ian))|CAN)\b(?! Inc)(?:(?!\bUSA?\b)[^$\n]){0,80}"
)


class LocalCurrencies:
    """Decides by the signs and codes of one ``pay.yaml``."""

    def __init__(self, words: PayWords) -> None:
        """Take over the signs and codes."""
        self._words = words
        self._told = ToldCurrency(words)

    def decided(
        self, text: str, sums: Sequence[Money], country: Callable[[], str | None]
    ) -> Iterator[Money]:
        """The sums, a bare "$" as the dollar that the words name or the country has."""
        told_of_all = cache(lambda: self._told.of_all(text))
        is_of_us = (
            bool(sums)
            and country() not in (None, "US")
            and any(_names_us(text, money.start) for money in sums if money.sign)
        )
        for money in sums:
            if money.is_bare:
                own = self._words.country_currencies.get(
                    country() or ("US" if _names_us(text, money.start) else "")
                )
                if own:
                    yield replace(money, currency=own)
                continue
            if not money.sign:
                yield money
                continue
            possible = self._words.local_signs[money.sign].values()
            told = self._told.beside(text, money) or self._of_zone(text, money) or told_of_all()
            if told in possible:
                yield replace(money, currency=told, sign="")
                continue
            code = self._words.currency_in(money.sign, "US" if is_of_us else country())
            if code is None and money.sign in _LETTERS:
                continue
            yield replace(money, currency=code)

    def _of_zone(self, text: str, money: Money) -> str | None:
        """The dollar of Canada, where the label of a sum names it: "CAN base pay: $120,000"."""
        start = text.rfind("\n", 0, money.start) + 1
        is_canadian = _CANADIAN.fullmatch(text, max(start, money.start - _PLACE_CHARS), money.start)
        return self._words.currency_in(money.sign, "CA") if is_canadian else None


def _names_us(text: str, start: int) -> bool:
    """Whether the line of a sum names a place in the United States before it."""
    line = text[max(text.rfind("\n", 0, start) + 1, start - _PLACE_CHARS) : start]
    return any(country_of(line[slice(*span)]) == "US" for span in place_names(line))
