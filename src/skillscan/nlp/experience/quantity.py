"""Quantities of years as postings write them: "5+ years", "3 to 5 yrs", "at least two (2) years".

Goal: every place where a text states a number of years or months, with its bound, whatever it is
of. What the years are of, and whether they are asked of the candidate, is decided in
``requirement``. Ranges keep both ends; months become whole years, rounded down
(docs/annotation-guide.md#years). Vague amounts ("several years", "a few years") are no quantities.

How an amount is written stands in ``data/rules/experience.yaml`` (``amounts``), as phrases of a
spaCy ``Matcher``. They are searched in windows around the units of time of a document
(``amount_window``).
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from spacy.vocab import Vocab

from skillscan.nlp.experience.amount_window import NUMBER, AmountWindows, WindowWord
from skillscan.nlp.experience.token_phrases import PhraseMatch, TokenPhrases
from skillscan.rules import RuleFile
from skillscan.rules.memo import Memo

Bound = Literal["at_least", "range", "at_most", "exact"]

MAX_YEARS = 25
"""Ceiling of sense: no posting asks for more; larger amounts are a company's or a team's."""
_MAX_QUANTITIES = 60
"""Five times what the richest posting states; a text of nothing but years must not take long."""
_MEMO_CHARACTERS = 500_000
_GROUP = "amounts"
_AMOUNTS = frozenset({"amount", "label", "without_unit"})
_OR_MORE = frozenset({"plus", "more", "above", "greater", "higher", "longer", "up"})
_IN_FIGURE = re.compile(r"[\d$€£₹#/&]\Z|\d[:.,–—-]\Z")
"""What right before a number makes it part of something else: a sum, a date, a larger number."""


class YearsQuantity(NamedTuple):
    """A number of years, with its bound; offsets are characters of the text it was found in.

    ``low`` and ``high`` are whole years (months rounded down); ``high`` is ``None`` without a
    range. ``start`` includes leading words such as "at least".
    """

    start: int
    end: int
    low: int
    high: int | None
    bound: Bound
    is_months: bool = False


class QuantityReader:
    """Finds the quantities of years of a document, by the rules of ``amounts``."""

    def __init__(self, vocab: Vocab, rules: RuleFile) -> None:
        self._phrases = TokenPhrases(vocab, rules, _GROUP)
        self._numbers: dict[str, float] = rules.words["numbers"]
        self._months = frozenset(rules.words["months"])
        self._known = Memo[_Matches](_MEMO_CHARACTERS)
        self._known_lines = Memo[Sequence[YearsQuantity]](_MEMO_CHARACTERS)
        self._windows = AmountWindows(rules, self._phrases.named)

    def read(self, text: str, units: Iterable[int]) -> list[YearsQuantity]:
        """All quantities around the units of time at these offsets of a text.

        In order, not overlapping, none across lines.
        """
        quantities: list[YearsQuantity] = []
        for start, end, held in _lines_of(text, units):
            for quantity in self._of_line(text[start:end], held):
                begin, stop = start + quantity.start, start + quantity.end
                quantities.append(quantity._replace(start=begin, end=stop))
            if len(quantities) >= _MAX_QUANTITIES:
                break
        return quantities[:_MAX_QUANTITIES]

    def _of_line(self, line: str, units: Sequence[int]) -> Sequence[YearsQuantity]:
        """The quantities of a line; employers write the same lines into all of their postings."""
        known = self._known_lines.get(line)
        return self._known_lines.put(line, self._read(line, units)) if known is None else known

    def _read(self, text: str, units: Sequence[int]) -> list[YearsQuantity]:
        quantities: list[YearsQuantity] = []
        for words in self._windows.around(text, units):
            classes = [word.kind for word in words]
            first, last = self._phrases.bounds(classes)
            found = self._matches(classes[first:last])
            if found.amounts:
                window = _Window(text, words[first:], found, self._numbers, self._months)
                quantities += _in_window(window)
            if len(quantities) >= _MAX_QUANTITIES:
                break
        return quantities[:_MAX_QUANTITIES]

    def _matches(self, classes: Sequence[str]) -> "_Matches":
        """What the phrases give in a window; most postings write their amounts alike."""
        key = " ".join(classes)
        if (known := self._known.get(key)) is not None:
            return known
        may_match = self._phrases.may_give(_AMOUNTS, classes)
        return self._known.put(key, _matches(self._phrases.search(classes) if may_match else ()))


@dataclass(frozen=True, slots=True)
class _Matches:
    """The amounts of a window, and the longest match at each place by what it gives."""

    amounts: Sequence[PhraseMatch]
    starts: Mapping[tuple[str, int], PhraseMatch]
    ends: Mapping[tuple[str, int], PhraseMatch]


def _lines_of(text: str, units: Iterable[int]) -> Iterator[tuple[int, int, list[int]]]:
    """The lines that hold units of time, and where these stand in them."""
    start = end = -1
    held: list[int] = []
    for unit in units:
        if unit >= end:
            if held:
                yield start, end, held
            start = text.rfind("\n", 0, unit) + 1
            end = text.find("\n", unit)
            end = len(text) if end < 0 else end
            held = []
        held.append(unit - start)
    if held:
        yield start, end, held


def _matches(found: Sequence[PhraseMatch]) -> _Matches:
    by_length = sorted(found, key=lambda match: match.last - match.first)
    starts = {(match.gives, match.first): match for match in by_length}
    ends = {(match.gives, match.last): match for match in by_length}
    taken_back = {(m.first, m.last) for m in found if m.gives == "nothing"}
    for first, last in taken_back:
        for place in range(first, last):
            starts.pop(("or_more", place), None)
    amounts = [match for match in found if match.gives in _AMOUNTS]
    return _Matches(amounts, starts, ends)


@dataclass(frozen=True, slots=True)
class _Window:
    """The words of a window, and what its phrases give."""

    text: str
    words: Sequence[WindowWord]
    matches: _Matches
    numbers: Mapping[str, float]
    months: Set[str]

    def ending_at(self, gift: str, word: int) -> PhraseMatch | None:
        """The longest match of this kind that ends right before a word."""
        return self.matches.ends.get((gift, word))

    def starting_at(self, gift: str, word: int) -> PhraseMatch | None:
        """The longest match of this kind that starts with a word."""
        return self.matches.starts.get((gift, word))

    def has(self, gift: str, first: int, last: int) -> bool:
        """Whether the longest match of this kind that starts with a word ends before another."""
        found = self.starting_at(gift, first)
        return found is not None and found.last == last

    def value(self, word: WindowWord) -> float:
        """The value of a number, in digits or in letters."""
        named = self.numbers.get(word.text.lower())
        return float(word.text.replace(",", ".")) if named is None else named


def _in_window(window: _Window) -> Iterator[YearsQuantity]:
    """The quantities of a window; two that "to" joins are one range."""
    last: tuple[YearsQuantity, int] | None = None
    for match in _amounts(window):
        read = _quantity(window, match)
        if read is None:
            continue
        quantity, first, end = read
        if last and window.has("range", last[1], first):
            last = _joined(last[0], quantity), end
        else:
            if last:
                yield last[0]
            last = quantity, end
    if last:
        yield last[0]


def _amounts(window: _Window) -> Iterator[PhraseMatch]:
    """The amounts from left to right, the longest at each place, not overlapping."""
    candidates = [match for match in window.matches.amounts if _stands_alone(window, match)]
    end = 0
    for match in sorted(candidates, key=lambda m: (m.first, -m.last)):
        if match.first >= end:
            yield match
            end = match.last


def _stands_alone(window: _Window, match: PhraseMatch) -> bool:
    """Whether an amount is no part of a sum, a date or a larger number."""
    unwanted = match.rule.fields.get("not_before", ())
    if match.last < len(window.words) and window.words[match.last].kind in unwanted:
        return False
    start = window.words[match.first].start
    before = window.text[max(0, start - 2) : start]
    return not _IN_FIGURE.search(before)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of an amount; ``pluses`` are the places of those with a plus behind them."""

    values: tuple[float, ...]
    pluses: frozenset[int]
    is_months: bool
    first: int
    last: int
    """The words from the first number up to what belongs to the last one."""

    @property
    def high(self) -> float | None:
        """The upper end of a range."""
        return self.values[1] if len(self.values) > 1 else None


def _numbers(window: _Window, match: PhraseMatch) -> _Numbers:
    """The numbers of an amount; one that only repeats another in brackets is left out, and
    without any the unit stands for one: "at least a year".
    """
    values: list[float] = []
    pluses: set[int] = set()
    first, last = match.first, match.last
    is_bracket = repeats = is_months = False
    for place in range(match.first, match.last):
        word = window.words[place]
        if word.kind == NUMBER and not is_bracket:
            first = place if not values else first
            values.append(window.value(word))
            last = place + 1
        elif word.kind == NUMBER:
            repeats = True
        elif word.kind in _OR_MORE and values and not repeats:
            pluses.add(len(values) - 1)
            last = place + 1
        elif word.kind == "opening":
            is_bracket, repeats = bool(values), False
        elif word.kind == "closing":
            is_bracket = repeats = False
        is_months = is_months or word.text.lower() in window.months
    if not values:
        # "A year of" is exactly one, "at least a year" and "a year or more" are open above.
        is_open = window.words[match.last - 1].text.lower() != "of"
        return _Numbers((1.0,), frozenset({0} if is_open else ()), is_months, first, last)
    return _Numbers(tuple(values), frozenset(pluses), is_months, first, last)


def _quantity(window: _Window, match: PhraseMatch) -> tuple[YearsQuantity, int, int] | None:
    """A quantity and its words; ``None`` for "three and four years" said of two things."""
    numbers = _numbers(window, match)
    gives = match.gives
    low, high = numbers.values[0], numbers.high
    first, last = match.first, match.last
    bound: Bound = "range" if high is not None else "at_least" if numbers.pluses else "exact"
    if gives == "without_unit":
        first, last = numbers.first, numbers.last
    elif gives == "amount":
        if high is not None and high < low and 0 not in numbers.pluses:
            return None
        first, last, bound = _with_bound(window, match, bound)
    years = _whole_years(low, is_months=numbers.is_months)
    top = None if high is None else _whole_years(high, is_months=numbers.is_months)
    if bound == "at_most":
        years, top = 0, years
    start, end = window.words[first].start, window.words[last - 1].end
    return YearsQuantity(start, end, years, top, bound, numbers.is_months), first, last


def _with_bound(window: _Window, match: PhraseMatch, bound: Bound) -> tuple[int, int, Bound]:
    """The words of an amount with those that set its bound, and the bound."""
    after = window.starting_at("or_more", match.last)
    last = after.last if after else match.last
    if after and bound == "exact":
        bound = "at_least"
    at_least = window.ending_at("at_least", match.first)
    at_most = window.ending_at("at_most", match.first)
    if at_least and (at_most is None or at_least.first <= at_most.first):
        return at_least.first, last, "at_least" if bound == "exact" else bound
    if at_most:
        return at_most.first, last, "at_most" if bound == "exact" else bound
    return match.first, last, bound


def _whole_years(value: float, *, is_months: bool) -> int:
    return math.floor(value / 12 if is_months else value)


def _joined(first: YearsQuantity, second: YearsQuantity) -> YearsQuantity:
    """One range of two quantities: "6 months to 2 years"."""
    high = second.low if second.high is None else second.high
    return first._replace(end=second.end, high=high, bound="range")
