"""Quantities of years as postings write them: "5+ years", "3 to 5 yrs", "at least two (2) years".

Goal: every place where a text states a number of years or months, with its bound, whatever it is
of. What the years are of, and whether they are asked of the candidate, is decided in
``requirement``. Ranges keep both ends; months become whole years, rounded down
(docs/annotation-guide.md#years). Vague amounts ("several years", "a few years") are no quantities.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Bound = Literal["at_least", "range", "at_most", "exact"]

MAX_YEARS = 25
"""Ceiling of sense: no posting asks for more; larger amounts are a company's or a team's."""

_ZERO_TO_SIXTEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen"
)
_NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_ZERO_TO_SIXTEEN.split())},
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_WORD_PATTERN = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?(?![\d.]\d)|\b(?:{_WORD_PATTERN})(?![a-z]))"
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
_QUANTITY = re.compile(
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
_AT_LEAST_BEFORE = re.compile(
    r"(?:at least|at[- ]minimum|at a minimum(?: of)?|(?:a )?minimum(?: of)?|\bmin\.?(?: of)?|"
    r"more than|over|not less than|no less than|no fewer than|upwards of|≥|[>›]=?|"
    r"(?:at )?the least)"
    r"\s?[:(]?\s?(?:a total of\s?)?$",
    re.IGNORECASE,
)
_AT_MOST_BEFORE = re.compile(
    r"(?:up to|less than|fewer than|no more than|not more than|at most|"
    r"maximum(?: of)?|\bmax\.?(?: of)?|"
    r"under|[<‹]=?|≤)\s?[:(]?\s?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:[-–—]|to)\s?(?:max(?:imum)?\s?)?", re.IGNORECASE)
_BOUND_CHARS = 24
_UNIT_WORDS = ("year", "yr", "yoe", "month", "mos", "#exp")
"""A text without any of these holds no quantity: a cheap test that spares most lines the rest."""


@dataclass(frozen=True, slots=True)
class YearsQuantity:
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


def find_years_quantities(text: str) -> list[YearsQuantity]:
    """All quantities in the text, in order, not overlapping."""
    lowered = text.lower()
    if not any(unit in lowered for unit in _UNIT_WORDS):
        return []
    found = sorted(
        [
            *_quantities_with_unit(text),
            *_labelled_quantities(text),
            *_quantities_without_unit(text),
        ],
        key=lambda quantity: quantity.start,
    )
    quantities: list[YearsQuantity] = []
    for quantity in found:
        if quantities and quantity.start < quantities[-1].end:
            continue
        if quantities and _JOINED.fullmatch(text[quantities[-1].end : quantity.start][:12] or "x"):
            quantities[-1] = _joined(quantities[-1], quantity)
        else:
            quantities.append(quantity)
    return quantities


def _quantities_with_unit(text: str) -> Iterator[YearsQuantity]:
    """Numbers followed by their unit."""
    for match in _QUANTITY.finditer(text):
        quantity = _quantity_of(text, match)
        if quantity is not None:
            yield quantity


def _labelled_quantities(text: str) -> Iterator[YearsQuantity]:
    """Numbers after their unit: "Years of experience: 5-7"."""
    for match in _LABELLED.finditer(text):
        low, high = _small_number(match["low"]), _small_number(match["high"] or "")
        if low is None:
            continue
        bound: Bound = "range" if high is not None else "at_least" if match["plus"] else "exact"
        yield YearsQuantity(
            match.start(), match.end(), int(low), None if high is None else int(high), bound
        )


def _quantities_without_unit(text: str) -> Iterator[YearsQuantity]:
    """Numbers that leave the unit out before a degree: "9+ years (6+ with a PhD)"."""
    for match in _BEFORE_DEGREE.finditer(text):
        low = _small_number(match["low"])
        if low is not None:
            bound: Bound = "at_least" if match["plus"] else "exact"
            yield YearsQuantity(match.start("low"), match.end(), int(low), None, bound)


def _quantity_of(text: str, match: re.Match[str]) -> YearsQuantity | None:
    """The quantity of one match; ``None`` for "three and four years" said of two things."""
    low, high = _small_number(match["low"]), _small_number(match["high"] or "")
    if low is None or (high is not None and high < low and not match["plus"]):
        return None
    start, bound_before = _bound_before(text, match.start())
    months = match["unit"][0] in "mM"
    years = _whole_years(low, is_months=months)
    if high is not None:
        top = _whole_years(high, is_months=months)
        return YearsQuantity(start, match.end(), years, top, "range", months)
    is_plus = bool(match["plus"] or match["after"])
    if bound_before == "at_most" and not is_plus:
        return YearsQuantity(start, match.end(), 0, years, "at_most", months)
    bound: Bound = "at_least" if is_plus or bound_before == "at_least" else "exact"
    return YearsQuantity(start, match.end(), years, None, bound, months)


def _bound_before(text: str, start: int) -> tuple[int, Literal["at_least", "at_most", ""]]:
    """Where the words before a number that set its bound begin, and which bound they set."""
    begin = max(0, start - _BOUND_CHARS)
    before = text[begin:start]
    match = _AT_LEAST_BEFORE.search(before)
    if match and not re.search(r"\bno $|\bnot $", before[: match.start()]):
        return begin + match.start(), "at_least"
    match = _AT_MOST_BEFORE.search(before)
    if match:
        return begin + match.start(), "at_most"
    return start, ""


def _whole_years(value: float, *, is_months: bool) -> int:
    return math.floor(value / 12 if is_months else value)


def _joined(first: YearsQuantity, second: YearsQuantity) -> YearsQuantity:
    """One range of two quantities: "6 months to 2 years"."""
    high = second.low if second.high is None else second.high
    return replace(first, end=second.end, high=high, bound="range")


def _small_number(text: str) -> float | None:
    """The value of ``"5"``, ``"2.5"`` or ``"five"``; ``None`` for anything else."""
    word = text.strip().casefold()
    if word in _NUMBER_WORDS:
        return float(_NUMBER_WORDS[word])
    if len(word) <= 4 and word.replace(".", "", 1).isdecimal() and word[0] != ".":
        return float(word)
    return None
