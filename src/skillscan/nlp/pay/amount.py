"""Sums of money as postings write them: "$120,000.00 - $150,000", "120k-150k USD", "€45.000,00".

Only what is written; whether it is pay is decided in ``statement``. Thousands may be set off by
commas, points, spaces or Indian groups; "k" and "lakhs" multiply; in "$120-150K" the "K" holds for
both. Currencies, codes and periods stand in ``data/rules/pay.yaml``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from skillscan.domain import PayPeriod
from skillscan.nlp.pay.large_unit import LargeUnit, LargeUnits, scaled
from skillscan.nlp.pay.money import (
    MALFORMED_RATIO,
    MAX_SUMS,
    Money,
    continues_range,
    goes_on_below,
    of_stated_currency,
    range_over_lines,
    with_bare_ranges,
)
from skillscan.nlp.pay.stated_currency import FACTOR_ALONE, StatedCurrency
from skillscan.nlp.pay.sum_pattern import FACTOR, any_word, marker_pattern, sum_pattern
from skillscan.nlp.pay.words import PayWords, parse_number
from skillscan.rules.expressions import compile_expression
from skillscan.rules.memo import Memo

_THOUSAND = 1_000
_MAX_MATCHES = 4_000
_MEMO_CHARACTERS = 1_000_000
_DIGIT = re.compile(r"\d")
_MAX_SIGN = 16
"""The longest sign or code before a number, with its blanks."""
_BARE_THOUSANDS = re.compile(
    r"\d\s?[kK]?\s?(?:[-–—~]|to)\s?\d{2,3}\s?[kK](?![a-z\d])"
    r"|\d\s?[kK]\s?and\s?\d{2,3}\s?[kK](?![a-z\d])"
    r"|(?<=\d,\d\d)\d\s?(?:[-–—~]|to|and)\s?\d{2,3},\d{3}(?![\d,])"
)
"""A range of thousands that leaves its currency out: "60-75k", "60k and 75k", "60,000 - 75,000"."""
_WHOLE_THOUSANDS = re.compile(r"\d{2,3}[.,’' ]\d00")
"""An upper end whose thousand may be the lower one's, too: "60-70,000"."""
_MAX_BETWEEN = 12
"""The longest "between" before a range, with its blank."""
_TURNED_ROUND = 2
"""A range whose first end is the higher one, by less than so much: "$100,000 - $75,000"."""


class MoneyFinder:
    """Finds sums in the currencies of one ``pay.yaml``."""

    def __init__(self, words: PayWords) -> None:
        """Find sums with these signs and codes."""
        self._words = words
        self._known_lines = Memo[Sequence[Money]](_MEMO_CHARACTERS)
        self._pattern = sum_pattern(words, FACTOR)
        self._units = LargeUnits(words.large_units)
        self._large_pattern = sum_pattern(words, self._units.pattern)
        self._marker = marker_pattern(words)
        self._currency = StatedCurrency(words)
        self._joined_abroad = compile_expression(rf"\s(?:{any_word(words.ands_abroad)})\s€")
        self._between_abroad = compile_expression(rf"\b(?i:{any_word(words.betweens_abroad)})\s\Z")

    def find(self, text: str) -> list[Money]:
        """All sums and ranges with a currency, in order."""
        found: list[Money] = []
        for start, end in _lines_with_digits(text):
            sums = [money.moved(start) for money in self._of_line(text[start:end])]
            if found and sums and goes_on_below(text, found[-1], sums[0]):
                found[-1:] = [range_over_lines(found[-1], sums.pop(0))]
            found += sums
            if len(found) >= MAX_SUMS:
                break
        return found

    def _of_line(self, line: str) -> Sequence[Money]:
        """The sums of one line; employers write the same lines into all of their postings."""
        known = self._known_lines.get(line)
        return self._known_lines.put(line, self._read(line)) if known is None else known

    def _read(self, line: str) -> list[Money]:
        large = self._large_sums(line) if self._units.are_written_in(line) else []
        if not any(p.search(line) for p in (self._marker, FACTOR_ALONE, _BARE_THOUSANDS)):
            return large
        found: list[Money] = []
        for match in islice(self._matches(line, self._pattern), _MAX_MATCHES):
            money = self._money_of(line, match, None)
            if money is None or any(m.start < money.end and money.start < m.end for m in large):
                continue
            last = found[-1] if found else None
            if last and last.is_range and continues_range(line[last.end : money.start], money):
                found[-1] = replace(money, start=last.start, low=last.low, is_range=True)
            else:
                found.append(money)
            if len(found) >= MAX_SUMS:
                break
        ranges_too = with_bare_ranges(line, of_stated_currency(line, found))
        return sorted([*ranges_too, *large], key=lambda money: money.start)

    def _large_sums(self, line: str) -> list[Money]:
        """The sums of a line that are written in a large unit of their currency."""
        found: list[Money] = []
        for match in islice(self._matches(line, self._large_pattern), MAX_SUMS):
            unit = self._units.of(match["high_factor"] or match["low_factor"])
            if unit is not None and (money := self._money_of(line, match, unit)):
                found.append(money)
        return found

    def _matches(self, line: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The numbers of a line, with what belongs to them; sought only where digits stand."""
        end = 0
        while digit := _DIGIT.search(line, end):
            match = pattern.search(line, max(end, digit.start() - _MAX_SIGN))
            if match is None:
                return
            if match["high"]:
                match = self._without_joined(line, match)
            yield match
            end = match.end()

    def _without_joined(self, line: str, match: re.Match[str]) -> re.Match[str]:
        """A match of two sums that only an "and" joins, cut to its first; any other as it is."""
        joined = self._joined_abroad.search(line, match.end("low"), match.start("high"))
        before = line[max(0, match.start() - _MAX_BETWEEN) : match.start()]
        if joined is None or self._between_abroad.search(before):
            return match
        return match.re.match(line, match.start(), joined.start()) or match

    def _money_of(self, text: str, match: re.Match[str], unit: LargeUnit | None) -> Money | None:
        """The sum or range of a match; ``None`` for a number that is no sum of money."""
        stated = self._currency.of(match)
        if unit is not None:
            stated = unit.currency(stated)
        is_bare = (
            stated is None
            and unit is None
            and _BARE_THOUSANDS.match(text, match.end("low") - 1) is not None
        )
        low, high = parse_number(match["low"]), parse_number(match["high"] or "0")
        if (stated is None and not is_bare) or low is None or high is None:
            return None
        currency, sign = stated or (None, "")
        low, high = _ends(low, high, match, unit)
        low_period = self._period_of(match, "low")
        if match["high"] is None or high < low:
            if is_bare:
                return None
            single = _single_sum(self._words, text, match, low, currency, low_period)
            return replace(single, sign=sign)
        period = self._period_of(match, "high")
        is_sound = high < low * MALFORMED_RATIO or (low_period is not None and low_period != period)
        return Money(
            match.start(),
            match.end(),
            low if is_sound else None,
            high,
            currency,
            period,
            low_period,
            is_range=True,
            sign=sign,
            is_bare=is_bare,
            misprint=None if is_sound else low,
        )

    def _period_of(self, match: re.Match[str], end: str) -> PayPeriod | None:
        """The period that is written with the ``low`` or ``high`` end."""
        words = self._words
        return words.period_of(match[f"{end}_per"] or "") or words.period_of(
            match[f"{end}_factor"] or ""
        )


def _lines_with_digits(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that hold a digit."""
    end = 0
    while digit := _DIGIT.search(text, end):
        start = text.rfind("\n", end, digit.start()) + 1 or end
        end = text.find("\n", digit.end())
        if end < 0:
            yield start, len(text)
            return
        yield start, end


def _ends(
    low: float, high: float, match: re.Match[str], unit: LargeUnit | None
) -> tuple[float, float]:
    """Both ends times what is written behind them, those of a range in their order."""
    low = scaled(low, match["low_factor"] or "", unit)
    high = scaled(high, match["high_factor"] or "", unit)
    low = _with_shared_factor(low, high, match, unit)
    has_one_sign = match["sign_before"] and match["sign_high"] == match["sign_before"]
    if has_one_sign and high < low < high * _TURNED_ROUND:
        return high, low
    return low, high


def _single_sum(
    words: PayWords,
    text: str,
    match: re.Match[str],
    value: float,
    currency: str | None,
    period: PayPeriod | None,
) -> Money:
    """One sum: an upper or a lower bound where the words around it say so."""
    is_top = words.bounds.is_most(text, match.start(), match.end())
    is_floor = bool(match["plus"]) or words.bounds.is_least(text, match.start(), match.end())
    end = match.end("low_per") if match["low_per"] else match.end("low")
    return Money(
        match.start(),
        max(end, match.end() if match["high"] is None else end),
        None if is_top else value,
        None if is_floor and not is_top else value,
        currency,
        period,
        period,
        is_range=False,
    )


def _with_shared_factor(
    low: float, high: float, match: re.Match[str], unit: LargeUnit | None
) -> float:
    """The lower end, with the upper end's "k", "lakhs" or thousand ("60-70,000") where it has none
    of its own.
    """
    if match["low_factor"] or low >= _THOUSAND:
        return low
    if match["high_factor"]:
        shared = scaled(low, match["high_factor"], unit)
    elif (
        match["high"]
        and not match["sign_high"]
        and _WHOLE_THOUSANDS.fullmatch(match["high"])
        and match["low"].isdigit()
        and high < low * _THOUSAND * _TURNED_ROUND
    ):
        shared = low * _THOUSAND
    else:
        return low
    return shared if shared <= high else low
