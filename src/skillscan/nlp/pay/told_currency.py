"""The dollar that a posting's own words name for its sums: "All figures in CAD".

Words in the sentence of a sum decide for it: behind it ("(Australian dollars)", "+ super"), or
before it with what calls it a sum ("the salary, in Singapore dollars, is …"). A sentence on all
sums (``currency_told`` of ``data/rules/pay.yaml``) decides for the rest, where all such sentences
name one currency.
"""

import re
from collections.abc import Iterator

from skillscan.nlp.pay.money import Money
from skillscan.nlp.pay.words import PayWords

_BEFORE_CHARS = 130
"""Before a sum, the words that name its currency stand so near."""
_SUBJECT_CHARS = 110
"""Before the name of a currency, what is said to be in it stands so near."""
_SUM_NOUN = (
    r"\b(?:salar(?:y|ies)|pay|wages?|compensation|remuneration|ranges?|rates?|base|figures?"
    r"|amounts?)\b"
)
_NO_PLACE = r"(?<=an)"
"""Behind an adjective that alone names a dollar: "$90,000 Canadian", but not "in Singapore"."""
_END = (
    r"\s{0,2}(?=$|[.,;:()\n*|/\]–—-]"
    r"|(?:and|unless|per|gross|before|plus|for|from|as|but|is|are|only)\b)"
)
"""What may follow a currency's name in a sentence on all sums: no "CAD drawings"."""


class ToldCurrency:
    """Reads it by the names of one ``pay.yaml``."""

    def __init__(self, words: PayWords) -> None:
        """Take over the names of the dollars and the words of ``currency_told``."""
        self._words = words
        dollars = {
            name.casefold().removesuffix(" dollars"): code
            for name, code in words.signs_after.items()
            if name.casefold().endswith(" dollars")
        }
        self._dollars = dollars
        adjectives = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in dollars)
        name = (
            rf"(?:(?P<code>{'|'.join(words.codes)})(?![\w$])|(?i:(?P<dollar>{adjectives})"
            rf"(?:\s(?:dollars?|funds|currency)\b|{_NO_PLACE}(?={_END}))))"
        )
        self._anywhere = re.compile(rf"(?<![\w$]){name}(?:\s?\([A-Z]{{3}}\))?{_END}")
        self._behind = (
            re.compile(rf"(?:[^$€£.;\d\n]{{0,40}}\b(?:in|are|currency:?)\s|\s?\(?){name}"),
            re.compile(rf",?\s(?:base,?\s)?{name}{_END}"),
        )
        self._super = re.compile(
            r"\s?(?:\+|(?:plus|and|incl\.?|including|excluding|exclusive of)\s)\s?"
            r"(?:\d\d?(?:\.\d)?\s?%\s)?super(?:annuation)?\b",
            re.IGNORECASE,
        )
        self._before = re.compile(
            rf"(?i:{_SUM_NOUN})[^$€£.;\d\n]{{0,50}}(?:\bin\s(?:the\s)?|\()\s?{name}"
            r"[^$€£.;\d\n]{0,60}\Z"
        )

    def beside(self, text: str, money: Money) -> str | None:
        """The currency that the words of its own sentence name for a sum."""
        for pattern in self._behind:
            if behind := pattern.match(text, money.end):
                return self._code(behind)
        if self._super.match(text, money.end):
            return self._words.currency_in(money.sign, "AU")
        start = text.rfind("\n", 0, money.start) + 1
        before = self._before.search(text[max(start, money.start - _BEFORE_CHARS) : money.start])
        return self._code(before) if before else None

    def of_all(self, text: str) -> str | None:
        """The one currency that a posting says all of its sums are in."""
        told = set(self._told(text))
        return told.pop() if len(told) == 1 else None

    def _told(self, text: str) -> Iterator[str]:
        for named in self._anywhere.finditer(text):
            before = text[max(0, named.start() - _SUBJECT_CHARS) : named.start()]
            if self._words.tell_currency(before):
                yield self._code(named)

    def _code(self, named: re.Match[str]) -> str:
        code = named["code"]
        if code is None:
            return self._dollars[" ".join(named["dollar"].casefold().split())]
        return self._words.aliases.get(code, code)
