"""Amounts of years as postings write them: "5+ years", "3 to 5 yrs", "at least two (2) years".

Goal: every place where a text states a number of years or months, with its bound, whatever it is
of. What the years are of, and whether they are asked of the candidate, is decided elsewhere
(``experience_statement``). Ranges keep both ends; months become whole years, rounded down
(docs/annotation-guide.md#years). Vague amounts ("several years", "a few years") are no amounts.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from skillscan.nlp.experience.numbers import WORD_PATTERN, small_number

Bound = Literal["at_least", "range", "at_most", "exact"]

MAX_YEARS = 25
"""Ceiling of sense: no posting asks for more; larger amounts are a company's or a team's."""

_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?(?![\d.]\d)|\b(?:{WORD_PATTERN})(?![a-z]))"
_ALSO = r"(?:\s?\(\s?(?P<{0}>\d{{1,2}})\s?\+?\s?\))?"
_PLUS = (
    r"\s?(?:\(\s?\+\s?\)|\++(?:\s?\([a-z]{3,9}\))?|[-‐‑]?\s?plus\b|"
    r"or (?:more|above|greater|higher|longer)\b|and (?:above|up)\b)"
)
_BETWEEN = r"\s?(?:[-‐‑–—−~/]|(?:to|or|and)(?![a-z]))\s?"
_UNIT = r"(?P<unit>(?:years?|yrs?)(?:\s?\(s\))?|yoe|months?|mos)(?![a-z])\.?(?:\s?['’‘`]s?)?"
_QUALITY = (
    r"(?:(?:overall|total|full|solid|progressive|relevant|professional|combined|proven|strong|"
    r"minimum|work|working|industry|industrial|practical|hands-on)\s){0,2}"
)
_AFTER = (
    r"(?:\s?(?P<after>\+|or (?:more|above|greater)\b|plus\b(?! \w+ degree)|and (?:above|up)\b|"
    r"minimum\b|min\b))?"
)
_AMOUNT = re.compile(
    rf"(?<![\d$€£₹#/&])(?<!\d[:.,–—-])(?P<low>{_NUMBER}){_ALSO.format('also')}(?P<plus>{_PLUS})?"
    rf"(?:{_BETWEEN}(?P<high>{_NUMBER}){_ALSO.format('also_high')}(?P<plus_high>{_PLUS})?)?"
    rf"[\s‐‑-]{{0,2}}{_QUALITY}{_UNIT}{_AFTER}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:(?P<unit>years?|yrs?)['’]?(?: of)?(?: (?:relevant|total|overall|work|professional))?"
    r" (?:experience|exp)\b(?: (?:required|needed))?|\byoe|#exp)\s?[:\[(=–-]\s?"
    rf"(?P<low>{_NUMBER})(?P<plus>{_PLUS})?"
    rf"(?:\s?(?:[-–—]|to\b)\s?(?P<high>{_NUMBER})(?P<plus_high>{_PLUS})?)?"
    r"(?!\s?(?:years?|yrs?|[%\d]))",
    re.IGNORECASE,
)
_BEFORE_DEGREE = re.compile(
    rf"[(,]\s?(?:or )?(?P<low>{_NUMBER})(?P<plus>\s?\+)?"
    r"(?= (?:with|if|for)(?: you (?:have|hold))?(?: an?)? (?:ph\.?d|master|ms\b|m\.s|"
    r"advanced|graduate|doctor))",
    re.IGNORECASE,
)
_LEAD_AT_LEAST = re.compile(
    r"(?:at least|at[- ]minimum|at a minimum(?: of)?|(?:a )?minimum(?: of)?|\bmin\.?(?: of)?|"
    r"more than|over|not less than|no less than|no fewer than|upwards of|≥|[>›]=?|"
    r"(?:at )?the least)"
    r"\s?[:(]?\s?(?:a total of\s?)?$",
    re.IGNORECASE,
)
_LEAD_AT_MOST = re.compile(
    r"(?:up to|less than|fewer than|no more than|not more than|at most|"
    r"maximum(?: of)?|\bmax\.?(?: of)?|"
    r"under|[<‹]=?|≤)\s?[:(]?\s?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:[-–—]|to)\s?(?:max(?:imum)?\s?)?", re.IGNORECASE)
_LEAD_CHARS = 24
_UNIT_WORDS = ("year", "yr", "yoe", "month", "mos", "#exp")
"""A text without any of these holds no amount: a cheap test that spares most lines the rest."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of years; offsets are characters of the text it was found in.

    ``low`` and ``high`` are whole years (months rounded down); ``high`` is ``None`` without a
    range. ``start`` includes leading words such as "at least".
    """

    start: int
    end: int
    low: int
    high: int | None
    bound: Bound
    is_months: bool = False


def find_amounts(text: str) -> list[Amount]:
    """All amounts in the text, in order, not overlapping."""
    lowered = text.lower()
    if not any(unit in lowered for unit in _UNIT_WORDS):
        return []
    found = sorted(
        [*_plain_amounts(text), *_labelled_amounts(text), *_bare_amounts(text)],
        key=lambda amount: amount.start,
    )
    amounts: list[Amount] = []
    for amount in found:
        if amounts and amount.start < amounts[-1].end:
            continue
        if amounts and _JOINED.fullmatch(text[amounts[-1].end : amount.start][:12] or "x"):
            amounts[-1] = _joined(amounts[-1], amount)
        else:
            amounts.append(amount)
    return amounts


def _plain_amounts(text: str) -> Iterator[Amount]:
    """Amounts followed by their unit."""
    for match in _AMOUNT.finditer(text):
        amount = _amount_of(text, match)
        if amount is not None:
            yield amount


def _labelled_amounts(text: str) -> Iterator[Amount]:
    """Amounts after their unit: "Years of experience: 5-7"."""
    for match in _LABELLED.finditer(text):
        low, high = small_number(match["low"]), small_number(match["high"] or "")
        if low is None:
            continue
        bound: Bound = "range" if high is not None else "at_least" if match["plus"] else "exact"
        yield Amount(
            match.start(), match.end(), int(low), None if high is None else int(high), bound
        )


def _bare_amounts(text: str) -> Iterator[Amount]:
    """Amounts that leave the unit out before a degree: "9+ years (6+ with a PhD)"."""
    for match in _BEFORE_DEGREE.finditer(text):
        low = small_number(match["low"])
        if low is not None:
            bound: Bound = "at_least" if match["plus"] else "exact"
            yield Amount(match.start("low"), match.end(), int(low), None, bound)


def _amount_of(text: str, match: re.Match[str]) -> Amount | None:
    """The amount of one match; ``None`` for "three and four years" said of two things."""
    low, high = small_number(match["low"]), small_number(match["high"] or "")
    if low is None or (high is not None and high < low and not match["plus"]):
        return None
    start, lead = _lead_of(text, match.start())
    months = match["unit"][0] in "mM"
    years = _whole_years(low, is_months=months)
    if high is not None:
        top = _whole_years(high, is_months=months)
        return Amount(start, match.end(), years, top, "range", months)
    is_plus = bool(match["plus"] or match["after"])
    if lead == "at_most" and not is_plus:
        return Amount(start, match.end(), 0, years, "at_most", months)
    bound: Bound = "at_least" if is_plus or lead == "at_least" else "exact"
    return Amount(start, match.end(), years, None, bound, months)


def _lead_of(text: str, start: int) -> tuple[int, Literal["at_least", "at_most", ""]]:
    """Where the words before a number that set its bound begin, and which bound they set."""
    begin = max(0, start - _LEAD_CHARS)
    before = text[begin:start]
    match = _LEAD_AT_LEAST.search(before)
    if match and not re.search(r"\bno $|\bnot $", before[: match.start()]):
        return begin + match.start(), "at_least"
    match = _LEAD_AT_MOST.search(before)
    if match:
        return begin + match.start(), "at_most"
    return start, ""


def _whole_years(value: float, *, is_months: bool) -> int:
    return math.floor(value / 12 if is_months else value)


def _joined(first: Amount, second: Amount) -> Amount:
    """One range of two amounts: "6 months to 2 years"."""
    high = second.low if second.high is None else second.high
    return replace(first, end=second.end, high=high, bound="range")
