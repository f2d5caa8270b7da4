"""Sums of money as postings write them: "$120,000.00 - $150,000", "120k-150k USD", "€45.000,00".

Only what is written; whether it is pay is decided in ``statement``. Thousands may be set off by
commas, points, spaces or Indian groups; "k" and "lakhs" multiply; in "$120-150K" the "K" holds for
both. Currencies, codes and periods stand in ``data/rules/pay.yaml``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from skillscan.domain import PayPeriod
from skillscan.nlp.pay.bounds import is_lower_bound, is_upper_bound
from skillscan.nlp.pay.large_unit import LargeUnit, LargeUnits, scaled
from skillscan.nlp.pay.words import PayWords, parse_number
from skillscan.rules.expressions import compile_expression
from skillscan.rules.memo import Memo

_THOUSAND = 1_000
_MAX_SUMS = 100
"""More sums than any posting states; a text of nothing but sums must not take long."""
_MAX_MATCHES = 4_000
_MEMO_CHARACTERS = 1_000_000
_NUMBER = (
    r"(?:\d{1,3}(?:(?:, ?|[ \u00a0\u2009\u202f'’](?=\d{3}\b)|\.)\d{2,3}){1,3}(?:[.,]\d{1,2})?(?!\d)"
    r"|\d{1,7}(?:[.,]\d{1,2})?(?!\d))(?:[.,][-–—]{1,2}(?!\s?[$€£]?\s?\d))?"
)
_FACTOR = (
    r"(?:\s?(?:k|K|thousand|Tsd\.?)(?!\w)|\s?T(?=\s?(?:€|EUR))|(?:k|K)(?=[A-Z])"
    r"|\s?(?:LPA|lpa|L|(?i:lakhs?|lacs?))\b)"
)
_PER = (
    r"(?:\s?(?:/|per|a|an|pro|je|im)\s?(?:hour|hr|h|day|week|month|mo|year|yr|annum|calendar month"
    r"|Hr|Yr|Stunde|Std|Tag|Woche|Monat|Jahr)\b\.?"
    r"|\s?(?:annually|hourly|monthly))?"
)
_TO = (
    r"(?:\s\(?(?:in )?(?:the )?(?:first year|1st year|year (?:one|1))\)?,?|"
    r"\s\((?:(?:salary|pay)\s)?(?i:scale|grade|step|band)\s[\w ,.-]{1,20}\),?)?"
    r"\s?(?:to\b|bis\b|und\b|à(?=\s?\d)|et(?=\s\d)|y(?=\s\d)|a(?=\s(?:R?\$\s?)?\d{1,3}\.\d{3})|"
    r"-{1,3}|–|—|−|‐|‑|~|〜|～|\bto\b|\band\b|\bthrough\b|up to|"
    r"(?i:(?:/\s?)?(?:\w+\s)?max(?:imum)?(?:\ssalary)?\s?:?))\s?"
)
_BARE_RANGE = re.compile(
    r"(?<![\w$€£₹.,-])(?P<low>\d{2,3},\d{3}(?:\.\d\d)?)\s?[-–—]\s?"
    r"(?P<high>\d{2,3},\d{3}(?:\.\d\d)?)(?![\d,])"
)
_GROUPED = r"(?=\s?(?:\d{2,3}|\d[ ,]\d{3})[ ,]\d{3}(?!\d)|\d{2,3}[kK](?!\w))"
"""What must follow a sign of one letter: "R45,000", "R1 200 000", "P80K", but not "R 4.1"."""
_DIGIT = re.compile(r"\d")
_DASH_AND_BREAK = re.compile(r"[ \t]{0,3}\n?[ \t]{0,3}(?:-|–|—|to)[ \t]{0,3}\n?[ \t]{0,3}")
"""Between the ends of a range that stand on lines of their own."""
_MAX_SIGN = 16
"""The longest sign or code before a number, with its blanks."""
_NO_GRADE = r"(?<![Bb]and )(?<![Gg]rade )(?<![Ss]tep )"
"""The number of a pay band is no end of a range: "Pay Band 18 - $116,547"."""
_LAKHS = r"\d{1,2}(?:,\d\d){1,2},\d{3}(?!,?\d)"
_LAKHS_WITH_PAISE = re.compile(rf"{_LAKHS}(?:\.\d\d?)?")
_FACTOR_ALONE = re.compile(rf"\d\s?(?:LPA|lpa|(?i:lakh|lac)|L\b)|{_LAKHS}")
"""A factor, or a range in groups of two digits ("8,00,000 - 15,00,000"), that names its currency:
what a line without sign and code needs to state a sum."""
_NEIGHBOURS = r"(?i:(?<![a-z])(?:Tk|Taka|BDT|NPR|NRs|PKR|LKR)(?![a-z])\.?|[৳₨])"
_NEIGHBOUR_BEFORE = re.compile(rf"{_NEIGHBOURS}[\s:(]{{0,3}}\Z")
_NEIGHBOUR_BEHIND = re.compile(rf"[\s)/-]{{0,3}}{_NEIGHBOURS}")
"""Signs and codes of the neighbours, who count in lakhs, too."""
_MAX_BEFORE = 8
_BARE_THOUSANDS = re.compile(
    r"\d\s?[kK]?\s?(?:[-–—~]|to)\s?\d{2,3}\s?[kK](?![a-z\d])"
    r"|\d\s?[kK]\s?and\s?\d{2,3}\s?[kK](?![a-z\d])"
    r"|(?<=\d,\d\d)\d\s?(?:[-–—~]|to|and)\s?\d{2,3},\d{3}(?![\d,])"
)
"""A range of thousands that leaves its currency out: "60-75k", "60k and 75k", "60,000 - 75,000"."""
_WHOLE_THOUSANDS = re.compile(r"\d{2,3}[.,’' ]\d00")
"""An upper end whose thousand may be the lower one's, too: "60-70,000"."""
_TURNED_ROUND = 2
"""A range whose first end is the higher one, by less than so much: "$100,000 - $75,000"."""
_MALFORMED_RATIO = 20
"""A range whose ends differ more than this is misprinted: its lower end does not count."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum or a range of one currency; offsets are characters of the text.

    ``low`` is ``None`` in "up to $200,000" and ``high`` in "from $100,000"; a single sum is both.
    ``period`` is what the sum itself states, ``low_period`` what its lower end states. ``currency``
    is ``None`` behind a sign that nobody knows ("XQ$100").
    """

    start: int
    end: int
    low: float | None
    high: float | None
    currency: str | None
    period: PayPeriod | None
    low_period: PayPeriod | None
    is_range: bool
    sign: str = ""
    """The sign that several currencies share, where it alone told the currency ("$", "kr")."""
    is_bare: bool = False
    """A range of thousands without any currency: "60-75k"."""
    misprint: float | None = None
    """The lower end that does not count, as it is far below the upper one or of another period."""

    def moved(self, by: int) -> "Money":
        """The same sum in a text that holds this one from ``by`` on."""
        return replace(self, start=self.start + by, end=self.end + by)


class MoneyFinder:
    """Finds sums in the currencies of one ``pay.yaml``."""

    def __init__(self, words: PayWords) -> None:
        """Find sums with these signs and codes."""
        self._words = words
        self._known_lines = Memo[Sequence[Money]](_MEMO_CHARACTERS)
        self._pattern = _pattern(words, _FACTOR)
        self._units = LargeUnits(words.large_units)
        self._large_pattern = _pattern(words, self._units.pattern)
        self._marker = compile_expression("|".join(_markers_by_first(_markers(words))))

    def find(self, text: str) -> list[Money]:
        """All sums and ranges with a currency, in order."""
        found: list[Money] = []
        for start, end in _lines_with_digits(text):
            sums = [money.moved(start) for money in self._of_line(text[start:end])]
            if found and sums and _goes_on_below(text, found[-1], sums[0]):
                found[-1:] = [_range_over_lines(found[-1], sums.pop(0))]
            found += sums
            if len(found) >= _MAX_SUMS:
                break
        return found

    def _of_line(self, line: str) -> Sequence[Money]:
        """The sums of one line; employers write the same lines into all of their postings."""
        known = self._known_lines.get(line)
        return self._known_lines.put(line, self._read(line)) if known is None else known

    def _read(self, line: str) -> list[Money]:
        large = self._large_sums(line) if self._units.are_written_in(line) else []
        if not any(p.search(line) for p in (self._marker, _FACTOR_ALONE, _BARE_THOUSANDS)):
            return large
        found: list[Money] = []
        for match in islice(self._matches(line, self._pattern), _MAX_MATCHES):
            money = self._money_of(line, match, None)
            if money is None or any(m.start < money.end and money.start < m.end for m in large):
                continue
            last = found[-1] if found else None
            if last and last.is_range and _continues_range(line[last.end : money.start], money):
                found[-1] = replace(money, start=last.start, low=last.low, is_range=True)
            else:
                found.append(money)
            if len(found) >= _MAX_SUMS:
                break
        found = with_bare_ranges(line, _of_stated_currency(line, found))
        return sorted([*found, *large], key=lambda money: money.start)

    def _large_sums(self, line: str) -> list[Money]:
        """The sums of a line that are written in a large unit of their currency."""
        found: list[Money] = []
        for match in islice(self._matches(line, self._large_pattern), _MAX_SUMS):
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
            yield match
            end = match.end()

    def _money_of(self, text: str, match: re.Match[str], unit: LargeUnit | None) -> Money | None:
        stated = self._stated_currency(match)
        if unit is not None:
            stated = unit.currency(stated)
            if stated is None:
                return None
        low, high = parse_number(match["low"]), parse_number(match["high"] or "0")
        is_bare = stated is None and _BARE_THOUSANDS.match(text, match.end("low") - 1) is not None
        if is_bare:
            stated = None, ""
        if stated is None or low is None or high is None:
            return None
        low, high = (
            scaled(low, match["low_factor"] or "", unit),
            scaled(high, match["high_factor"] or "", unit),
        )
        period = self._words.period_of(match["high_per"] or "") or self._words.period_of(
            match["high_factor"] or ""
        )
        low_period = self._words.period_of(match["low_per"] or "") or self._words.period_of(
            match["low_factor"] or ""
        )
        currency, sign = stated
        low = _with_shared_factor(low, high, match, unit)
        if (
            match["sign_before"]
            and match["sign_high"] == match["sign_before"]
            and high < low < high * _TURNED_ROUND
        ):
            low, high = high, low
        if match["high"] is None or high < low:
            if is_bare:
                return None
            single = _single_sum(self._words, text, match, low, currency, low_period)
            return replace(single, sign=sign)
        is_sound = high < low * _MALFORMED_RATIO or (
            low_period is not None and low_period != period
        )
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

    def _stated_currency(self, match: re.Match[str]) -> tuple[str | None, str] | None:
        """The currency and the shared sign that told it; ``None`` for a number without any.

        A code or name written after the sum outranks a sign, and any sign a bare "$".
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
        is_indian = (is_in_lakhs or is_range_of_lakhs) and not _is_of_neighbour(match)
        return ("INR", "") if is_indian else None


def _is_of_neighbour(match: re.Match[str]) -> bool:
    """Whether a sign or code of another country that counts in lakhs stands beside the sum."""
    before = match.string[max(0, match.start() - _MAX_BEFORE) : match.start()]
    return (
        _NEIGHBOUR_BEFORE.search(before) is not None
        or _NEIGHBOUR_BEHIND.match(match.string, match.end()) is not None
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


def _goes_on_below(text: str, first: Money, second: Money) -> bool:
    """Whether a dash with a line break beside it makes a range of two single sums."""
    gap = text[first.end : second.start]
    return (
        not first.is_range
        and not second.is_range
        and first.low is not None
        and second.high is not None
        and first.low < second.high < first.low * _MALFORMED_RATIO
        and _DASH_AND_BREAK.fullmatch(gap) is not None
    )


def _range_over_lines(first: Money, second: Money) -> Money:
    """The range of two sums; the second one tells the currency, where the first has a sign only."""
    told = second if second.currency is not None and not second.sign else first
    return replace(
        second,
        start=first.start,
        low=first.low,
        low_period=first.period,
        currency=told.currency,
        sign=told.sign,
        is_range=True,
    )


def _of_stated_currency(line: str, found: list[Money]) -> list[Money]:
    """The sums of a line without its bare ranges of whole amounts, where another range states the
    currency: they are of that one.
    """
    if not any(money.is_range and not money.is_bare for money in found):
        return found
    return [m for m in found if not (m.is_bare and "," in line[m.start : m.end])]


def with_bare_ranges(text: str, found: list[Money]) -> list[Money]:
    """The ranges found, and those of other zones on the same line that leave the currency out."""
    more = []
    for match in islice(_BARE_RANGE.finditer(text), _MAX_SUMS) if found else ():
        line = text.rfind("\n", 0, match.start()) + 1
        first = next((m for m in found if m.is_range and line <= m.start < match.start()), None)
        if first is None or any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        low, high = parse_number(match["low"]), parse_number(match["high"])
        if low is not None and high is not None and low <= high:
            more.append(replace(first, start=match.start(), end=match.end(), low=low, high=high))
    return sorted([*found, *more], key=lambda money: money.start)


def _continues_range(gap: str, money: Money) -> bool:
    """Whether a sum is the third of a row: "$90,000 to $110,000 to $130,000"."""
    return not money.is_range and re.fullmatch(r"\s?(?:to|-|–|—)\s?", gap) is not None


def _single_sum(
    words: PayWords,
    text: str,
    match: re.Match[str],
    value: float,
    currency: str | None,
    period: PayPeriod | None,
) -> Money:
    """One sum: an upper or a lower bound where the words around it say so."""
    is_top = is_upper_bound(text, match.start(), match.end())
    is_floor = bool(match["plus"]) or is_lower_bound(words, text, match.start(), match.end())
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


def _pattern(words: PayWords, factor: str) -> re.Pattern[str]:
    shared = (sign for sign in words.local_signs if sign not in words.signs)
    signs = "|".join(
        [*map(_sign_pattern, words.signs), *map(_sign_pattern, shared), _unknown_sign(words)]
    )
    codes = "|".join(words.codes)
    behind = "|".join(_word_pattern(word) for word in sorted(words.signs_after, key=len)[::-1])
    number = f"(?:{_NUMBER})"
    after = (
        rf"(?:\s?(?P<after_{{0}}>{behind}))?(?:\s?\(?(?P<code_after_{{0}}>{codes})(?![a-z])\)?)?"
    )
    plus = rf"(?P<plus>\+(?=\s?(?:{codes})(?![a-z])))?"
    low = (
        rf"(?P<low>{number})(?P<low_factor>{factor})?{plus}{after.format('low')}(?P<low_per>{_PER})"
    )
    high = (
        rf"(?:{_TO}(?:(?P<sign_high>{signs})\s?|(?:{codes})\s?)?(?P<high>{number})"
        rf"(?P<high_factor>{factor})?{after.format('high')}(?P<high_per>{_PER}))?"
    )
    return compile_expression(
        rf"(?:(?<![\w.,])(?P<code_before>{codes})(?:\)?:)?\s?(?:[$€£₹]\s?)?|"
        rf"(?P<sign_before>{signs})\s?|(?<![A-Z\d_$€£₹.,/-]){_NO_GRADE})"
        rf"{low}{high}"
    )


def _sign_pattern(sign: str) -> str:
    """A sign as a pattern; one that begins with a letter must not end a word or name a zone."""
    if sign == "$":
        return r"\$(?:[A-Z](?=\d{2,3},\d{3}\b))?"  # "$T103,500" is a slip.
    pattern = re.escape(sign).replace(r"\ ", r"\s?")
    if sign[0].isalpha():
        is_letters = sign.isalpha()
        pattern = rf"(?<![A-Za-z])(?<![Zz]one )(?<![Tt]ier )(?<![Aa]rea ){pattern}"
        return pattern + _GROUPED if is_letters and len(sign) < len("Rs") else pattern
    return pattern


def _unknown_sign(words: PayWords) -> str:
    """A dollar with letters that no rule names: some currency, but nobody knows which."""
    return rf"(?<![^\W\d_])(?!(?:{'|'.join(words.no_signs)})\$)[A-Z]{{1,2}}\$"


def _word_pattern(word: str) -> str:
    """A sign or name behind a sum; one that stands right before digits is that of the next sum."""
    if word == "$":
        return r"\$(?!\s?\d)"
    return re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else r"(?!\d)")


def _markers_by_first(texts: Iterable[str]) -> Iterator[str]:
    """An expression for all texts that begin alike, each with that character in front: only so
    does Python look for these characters first, which takes a twentieth of the time.
    """
    rests: dict[str, list[str]] = {}
    for text in texts:
        rests.setdefault(text[0], []).append(_rest_of_marker(text))
    for first, found in rests.items():
        yield f"{re.escape(first)}(?:{'|'.join(found)})"


def _rest_of_marker(text: str) -> str:
    """A text without its first character; letters of it must not end a word."""
    first, rest = text[0], re.escape(text[1:])
    if _is_letter(text):
        return rf"(?<!\w{first})\s?\d[\d ,]"
    return rf"(?<![A-Za-z]{first}){rest}" if text.isalpha() else rest


def _markers(words: PayWords) -> tuple[str, ...]:
    """A cheap test: one of these is in every line that states a sum in a currency."""
    signs = (*words.signs, *words.local_signs, *words.signs_after)
    texts = {*(sign.split()[-1] for sign in signs), *words.codes}
    ordered = sorted(texts, key=lambda text: (len(text), text))  # the same in every process
    return tuple(
        text
        for text in ordered
        if not any(other in text for other in texts if other != text and not _is_letter(other))
    )


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()
