"""Amounts of money as cells of files write them: "$150,000 – $200,000", "12-15 LPA", "£500/day".

A cell is read only where all of it is understood: one amount or a range, its currency, its period,
and words that change nothing ("a year + bonus"). Currency signs, codes and periods within text are
those of ``data/rules/pay.yaml``, as in the reading of postings; the rest stands in
``data/import_words.yaml``.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from typing import Any, cast

from skillscan.domain import PayPeriod
from skillscan.rules import RuleFile, load_rules
from skillscan.sources import iso_codes
from skillscan.sources.imported_columns import letters_of, words
from skillscan.sources.imported_refusals import CellRefusal

MAX_PAY_CHARACTERS = 200
DOLLAR = "$"
_THOUSAND, _LAKH = 1_000, 100_000
_WRITTEN_OUT = 10_000
"""An amount from here on is written out: a "k" after it is a slip."""
_DASHES = re.compile(
    r"[‐‑‒–—―−~～]|(?<!\bup)\s(?:to|bis)\s(?!a\b)|(?<=[\dk])\sand\s(?=[$€£\d])", re.IGNORECASE
)
_NUMBER = (
    r"(?:\d{1,3}(?:[,.'’ ]\d{3}){1,4}|\d{1,2}(?:,\d{2}){1,3},\d{3}|\d{1,12})(?:[.,]\d{1,2})?(?!\d)"
)
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s?(?P<factor>k|lpa|lakhs?|lacs?)(?![a-z]))?", re.IGNORECASE
)
_THOUSANDS_BY_POINT = re.compile(r"[1-9]\d{0,2}\.\d{2}0")
"""``60.000``: no table of numbers ends a fraction on a nought in the third place."""
_PLAIN_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?(?:[eE]\+?\d{1,2})?")
_EXTRAS = re.compile(
    r"(?:\+|\bplus\b|\band\b|&|,|\()\s?(?:[\w.%-]{1,20}\s){0,4}?"
    r"(?:bonus(?:es)?|equity|benefits|commissions?|stock|options|rsus?|super(?:annuation)?|perks|tips)"
    r"\b.{0,80}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ImportedAmounts:
    """What one cell or several together say; ``currency`` may be ``$``, whose dollar is open."""

    low: float | None = None
    high: float | None = None
    currency: str | None = None
    period: PayPeriod | None = None


def read_amounts(text: str) -> ImportedAmounts | CellRefusal:
    """What a cell of words says, or why it is not read; its size is not looked at."""
    text = " ".join(text[: MAX_PAY_CHARACTERS + 1].split())
    if len(text) > MAX_PAY_CHARACTERS:
        return CellRefusal.NOT_AN_AMOUNT
    if _THOUSANDS_BY_POINT.fullmatch(text):
        text = text.replace(".", "")
    if _PLAIN_NUMBER.fullmatch(text):
        return ImportedAmounts(float(text), float(text))
    if refusal := _left_aside(text):
        return refusal
    text = _DASHES.sub("-", _EXTRAS.sub("", text))
    if _pattern("not_base_pay").search(text):
        return CellRefusal.NOT_BASE_PAY
    return _of_amounts(text, list(islice(_AMOUNT.finditer(text), 4)))


def _left_aside(text: str) -> CellRefusal | None:
    folded = text.casefold()
    if not any(c.isdigit() for c in text):
        states_none = any(word in folded for word in words()["pay"]["no_amount"])
        return CellRefusal.NO_AMOUNT if states_none else CellRefusal.NOT_AN_AMOUNT
    is_estimate = _pattern("estimate").search(text)
    if is_estimate and not _pattern("stated_by_employer").search(text):
        return CellRefusal.ESTIMATE
    return None


def _of_amounts(text: str, matches: list[re.Match[str]]) -> ImportedAmounts | CellRefusal:
    values = [_value(match) for match in matches]
    if not 1 <= len(matches) <= 2 or None in values:
        return CellRefusal.NOT_AN_AMOUNT
    between = [text[a.end() : b.start()] for a, b in pairwise(matches)]
    rest = _without(text, matches)
    named = _period_left_in(rest)
    if not (named or _is_understood(rest)) or not all("-" in gap for gap in between):
        return CellRefusal.NOT_AN_AMOUNT
    low, high = _with_shared_factor(matches, cast("list[float]", values))
    before, after = text[: matches[0].start()], text[matches[-1].end() :]
    if _without_signs(before).strip() == "-":
        return CellRefusal.NOT_AN_AMOUNT
    if len(matches) == 1:
        before = _without_signs(before)
        if _pattern("up_to").search(before):
            low = None
        elif _pattern("from").search(before) or after.lstrip().startswith("+"):
            high = None
    is_lakh = any((m["factor"] or "").lower()[:1] == "l" for m in matches)
    return ImportedAmounts(
        low, high, _currency_in(rest) or ("INR" if is_lakh else None), named or _period_in(text)
    )


def _value(match: re.Match[str]) -> float | None:
    """The amount as written: what follows the last separator is cents where it has two digits."""
    digits = re.sub(r"[\s'’]", "", match["number"])
    decimal = re.fullmatch(r"(.+)[.,](\d{1,2})", digits)
    whole, cents = (decimal[1], decimal[2]) if decimal else (digits, "0")
    value = float(f"{re.sub(r'[.,]', '', whole)}.{cents}")
    return _scaled(value, match["factor"])


def _scaled(value: float, factor: str | None) -> float:
    if not factor or value >= _WRITTEN_OUT:
        return value
    return value * (_THOUSAND if factor.lower() == "k" else _LAKH)


def _with_shared_factor(
    matches: list[re.Match[str]], values: list[float]
) -> tuple[float | None, float | None]:
    """Both ends, where in "150-200K" and "$150k - 200" the one factor holds for both."""
    low, high = values[0], values[-1]
    first, last = matches[0]["factor"], matches[-1]["factor"]
    if last and not first and low < _THOUSAND and _scaled(low, last) <= high:
        low = _scaled(low, last)
    if first and not last and high < _THOUSAND and _scaled(high, first) >= low:
        high = _scaled(high, first)
    return low, high


def _without(text: str, matches: list[re.Match[str]]) -> str:
    """The text with ``#`` for its amounts."""
    for match in reversed(matches):
        text = f"{text[: match.start()]} # {text[match.end() :]}"
    return text


def _is_understood(rest: str) -> bool:
    """Whether nothing is left when everything known is taken out."""
    for pattern in (*(pattern for _, pattern in _period_patterns()), _currency_pattern()):
        rest = pattern.sub(" ", rest)
    for name in ("up_to", "from"):
        rest = re.sub(_word("pay", name).removesuffix("\\s*$"), " ", rest, flags=re.IGNORECASE)
    rest = _pattern("beside").sub(" ", _pattern("stated_by_employer").sub(" ", rest))
    return not any(c.isalnum() for c in rest.replace("#", " "))


def _period_left_in(rest: str) -> PayPeriod | None:
    """The period that is all that stands beside amounts and currency: "pro Jahr"."""
    found = read_period(_pattern("beside").sub(" ", _without_signs(rest)).replace("#", " "))
    return None if isinstance(found, CellRefusal) else found


def _without_signs(text: str) -> str:
    return _currency_pattern().sub(" ", text).rstrip()


def _currency_in(rest: str) -> str | None:
    """The currency named; a code or ``CA$`` outranks a bare ``$``."""
    found = [match[0] for match in islice(_currency_pattern().finditer(rest), 8)]
    codes = [code for text in found if not isinstance(code := read_currency(text), CellRefusal)]
    named = dict.fromkeys(code for code in codes if code != DOLLAR)
    return next(iter(named), DOLLAR if DOLLAR in codes else None)


def _period_in(text: str) -> PayPeriod | None:
    hits = [(m.start(), period) for period, p in _period_patterns() if (m := p.search(text))]
    return min(hits)[1] if hits else None


def read_bound(text: str) -> ImportedAmounts | CellRefusal:
    """One amount, as a lower and an upper bound at once."""
    found = read_amounts(text) if text.strip() else CellRefusal.NO_AMOUNT
    if isinstance(found, CellRefusal):
        return found
    if found.low is not None and found.high is not None and found.low != found.high:
        return CellRefusal.NOT_AN_AMOUNT
    value = found.low if found.low is not None else found.high
    return replace(found, low=value, high=value)


def read_currency(text: str) -> str | CellRefusal:
    """ISO code of "usd", "£", "US$", "US Dollar" and the like; ``$`` where only that is said."""
    text = text.strip()[:20]
    code = str(pay_rules().words["code_aliases"].get(text.upper(), text.upper()))
    if len(code) == 3 and iso_codes.is_currency(code):
        return code
    if text == DOLLAR:
        return DOLLAR
    return (
        _signs().get(text.casefold()) or iso_codes.currency_named(text) or CellRefusal.NO_CURRENCY
    )


def read_period(text: str) -> PayPeriod | CellRefusal:
    """The period of a cell such as "YEARLY", "per hour" or "/hr"."""
    if len(text) > MAX_PAY_CHARACTERS:
        return CellRefusal.NOT_A_PERIOD
    return _periods_by_letters().get(letters_of(text), CellRefusal.NOT_A_PERIOD)


def _word(*path: str) -> str:
    value: Any = words()
    for key in path:
        value = value[key]
    return str(value)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_word("pay", name), re.IGNORECASE)


@cache
def pay_rules() -> RuleFile:
    """The signs, codes and periods that the reading of texts has too."""
    return load_rules("pay.yaml")


@cache
def _signs() -> dict[str, str]:
    signs = {entry["sign"].casefold(): entry["code"] for entry in pay_rules().words["currencies"]}
    return signs | {DOLLAR: DOLLAR}


@cache
def _currency_pattern() -> re.Pattern[str]:
    signs = sorted(_signs(), key=len, reverse=True)
    codes = "|".join(pay_rules().words["codes"])
    edge = r"(?<![^\W\d_])"
    written = "|".join(edge + re.escape(s) if s[0].isalpha() else re.escape(s) for s in signs)
    return re.compile(rf"{written}|{edge}(?:{codes})(?![^\W\d_])", re.IGNORECASE)


@cache
def _period_patterns() -> tuple[tuple[PayPeriod, re.Pattern[str]], ...]:
    return tuple(
        (cast("PayPeriod", rule.fields["period"]), pattern)
        for rule in pay_rules().rules("periods")
        if (pattern := pay_rules().pattern(rule))
    )


@cache
def _periods_by_letters() -> dict[str, PayPeriod]:
    return {
        letters_of(word): cast("PayPeriod", period)
        for period, names in words()["periods"].items()
        for word in names
    }
