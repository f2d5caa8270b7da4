"""From the words that a phrase matched to a quantity: value, unit, precision, bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillscan.article.model import Bound, Quantity, nearness_of_part
from skillscan.article.quantities.number_style import NumberStyle, PrintedNumber
from skillscan.article.quantities.words import DIGITS, LARGE, ArticleWord, number_in_words
from skillscan.rules import RuleFile

_MOST_OF = 20
"""Of "n of m" the largest m that makes it a way to say a share; "440 of 732" are two counts."""
_ROUND = frozenset({25, 30, 40, 50})
"""Of how many one may be: "one in thirty ads"."""
_HUNDRED = 100
_OF_TWO = {"second": 2.0, "other": 2.0}
"""Of how many "every second ad" is one."""
_LEAST_YEARLY = 10_000
"""Money without a period is of a year from this size on, as pay is; below it is a price."""
_LATEST_MINUTE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Range:
    low: float
    high: float
    step: float
    number_start: int
    number_end: int
    is_in_words: bool


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads amounts by the word lists of ``article_quantities.yaml`` and an article's style."""

    rules: RuleFile
    style: NumberStyle

    def read(self, gives: str, words: Sequence[ArticleWord]) -> Quantity | None:
        """The quantity of the words of an amount; ``None`` where they come to none."""
        read = {
            "of": self._out_of,
            "part": self._part,
            "every": self._every,
            "majority": self._majority,
        }.get(gives)
        if read is not None:
            share = read(words)
            return _quantity(words, share, "percent") if share else None
        if gives == "change":
            value = float(self._list("changes")[words[0].text.lower()])
            return _quantity(words, _in_words(words, value, 1.0), "ratio")
        if gives == "pair":
            return self._pair(words)
        if gives == "multiple" and words[0].text.lower() == "twice":
            return _quantity(words, _in_words(words, 2.0, 1.0), "ratio")
        found = self._range(words, is_money=gives == "money")
        return _quantity(words, found, self._unit(gives, words, found)) if found else None

    def _list(self, name: str) -> Mapping[str, float]:
        found: Mapping[str, float] = self.rules.words[name]
        return found

    def _number(self, word: ArticleWord, *, is_money: bool = False) -> PrintedNumber | None:
        if word.kind == DIGITS:
            return self.style.read(word.text, is_money=is_money)
        value = number_in_words(self._list("numbers"), word.text)
        return None if value is None else PrintedNumber(value, 1.0)

    def _range(self, words: Sequence[ArticleWord], *, is_money: bool) -> _Range | None:
        """One number or two, each with the magnitude behind it; the last one's reaches both."""
        values: list[PrintedNumber] = []
        spans: list[tuple[int, int]] = []
        magnitudes: list[float] = []
        is_bracket = False
        for word in words:
            is_bracket = word.kind == "opening" or (is_bracket and word.kind != "closing")
            if word.kind in (DIGITS, LARGE, "number") and not is_bracket:
                number = self._number(word, is_money=is_money)
                if number is None:
                    return None
                values.append(number)
                spans.append((word.start, word.end))
                magnitudes.append(1.0)
            elif word.kind == "magnitude" and values:
                magnitudes[-1] = float(self._list("magnitudes")[word.text.lower()])
        if not values:
            return None
        if len(values) > 1 and magnitudes[0] == 1 and values[0].value < _LEAST_YEARLY / 10:
            magnitudes[0] = magnitudes[-1]
        low, high = (
            n.value * m for n, m in ((values[0], magnitudes[0]), (values[-1], magnitudes[-1]))
        )
        if high < low:
            return None
        step = values[-1].step * magnitudes[-1]
        is_in_words = all(word.kind != DIGITS for word in words)
        return _Range(low, high, step, spans[0][0], spans[-1][1], is_in_words)

    def _unit(self, gives: str, words: Sequence[ArticleWord], found: _Range) -> str | None:
        if gives == "money":
            return self._unit_of_money(words, found)
        units = {"other_unit": None, "multiple": "ratio"}
        return units.get(gives, gives)

    def _unit_of_money(self, words: Sequence[ArticleWord], found: _Range) -> str:
        currencies: Mapping[str, str] = self.rules.words["currencies"]
        periods: Mapping[str, str] = self.rules.words["periods"]
        lower = [word.text.lower() for word in words]
        currency = next(currencies[word] for word in lower if word in currencies)
        period = next((periods[word] for word in lower if word in periods), None)
        if period is None and found.high >= _LEAST_YEARLY:
            period = "year"
        return f"{currency}/{period}" if period else currency

    def _out_of(self, words: Sequence[ArticleWord]) -> _Range | None:
        numbers = [n for word in words if (n := self._number(word)) is not None]
        if len(numbers) != 2:
            return None
        part, whole = numbers[0].value, numbers[1].value
        if part == 1 and [word.text.lower() for word in words[1:-1]] == ["of"]:
            return None  # "one of three kinds" is one of them
        is_round = whole == _HUNDRED or (part == 1 and whole in _ROUND)
        is_share = 0 < part <= whole and (whole <= _MOST_OF or is_round) and whole > 1
        if not is_share or (whole not in (5, 10) and any(word.text == "/" for word in words)):
            return None
        return _part_of(words, 100 * part / whole, 100 / whole)

    def _part(self, words: Sequence[ArticleWord]) -> _Range:
        fractions = self._list("fractions")
        part = next((n.value for w in words if w.kind == "number" and (n := self._number(w))), 1.0)
        whole = next(fractions[w.text.lower()] for w in words if w.text.lower() in fractions)
        return _part_of(words, 100 * part / whole)

    def _every(self, words: Sequence[ArticleWord]) -> _Range | None:
        """Of "every third ad", whose second word tells of how many one is; ``None`` of "every
        remote ad".
        """
        second = words[1].text.lower()
        whole = _OF_TWO.get(second) or self._list("fractions").get(second)
        return _part_of(words, 100 / whole) if whole else None

    def _majority(self, words: Sequence[ArticleWord]) -> _Range:
        is_most = words[0].text.lower() == "most"
        return _in_words(words[:1] if is_most else words, 50.0, 1.0)

    def _pair(self, words: Sequence[ArticleWord]) -> Quantity | None:
        first, last = words[0], words[-1]
        numerator = self._number(first)
        if numerator is None or (last.kind == DIGITS and len(last.text) >= _LATEST_MINUTE_DIGITS):
            return None
        divisor = self._number(last)
        if divisor is None or not divisor.value or (last.kind != DIGITS and divisor.value != 1):
            return None
        found = _in_words(words, numerator.value / divisor.value, 1.0)
        return _quantity(words, found, "ratio")


def _in_words(words: Sequence[ArticleWord], value: float, step: float) -> _Range:
    is_in_words = all(word.kind != DIGITS for word in words)
    return _Range(value, value, step, words[0].start, words[-1].end, is_in_words)


def _part_of(words: Sequence[ArticleWord], percent: float, step: float = 100.0) -> _Range:
    """A part of a whole, which stands for the shares near it, and never for more than ``step``."""
    return _in_words(words, percent, min(step, 2 * nearness_of_part(percent)))


def _quantity(words: Sequence[ArticleWord], found: _Range, unit: str | None) -> Quantity:
    end = max(found.number_end, words[-1].end if words[0].text.lower() != "most" else 0)
    return Quantity(
        start=words[0].start,
        end=end,
        number_start=found.number_start,
        number_end=found.number_end,
        low=round(found.low, 6),
        high=round(found.high, 6),
        unit=unit,
        step=found.step,
        bound=Bound.EXACT,
        is_in_words=found.is_in_words,
    )
