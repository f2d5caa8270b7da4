"""Pay as files state it: in one cell of words, in two columns, or in a structure.

A cell is read only where all of it is understood: one amount or a range, its currency, its period,
and words that change nothing ("$150,000 – $200,000 a year + bonus"). Estimates of others are not
the employer's statement, and total or variable pay is not base pay: both are left aside. Without a
period the amount tells it where it can only be an hour's or a year's. What no employer pays for the
period (3 dollars a year) is not read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from typing import Any, cast

from skillscan.domain import Pay, PayPeriod
from skillscan.resources import data_yaml
from skillscan.sources import iso_codes, payload
from skillscan.sources.imported_columns import is_missing, letters_of, structure_of, words
from skillscan.sources.imported_refusals import CellRefusal

MAX_PAY_CHARACTERS = 200
MAX_STRUCTURE_PARTS = 500
DOLLAR = "$"
_SMALL_CURRENCY_FACTOR = 100_000
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
_PLAIN_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?(?:[eE]\+?\d{1,2})?")
_EXTRAS = re.compile(
    r"(?:\+|\bplus\b|\band\b|&|,|\()\s?(?:[\w.%-]{1,20}\s){0,4}?"
    r"(?:bonus(?:es)?|equity|benefits|commissions?|stock|options|rsus?|super(?:annuation)?|perks|tips)"
    r"\b.{0,80}$",
    re.IGNORECASE,
)
_MIN_KEYS = ("min", "minvalue", "minimum", "low", "lower", "from", "minamount", "minsalary",
             "salarymin", "lowerbound", "start")  # fmt: skip
_MAX_KEYS = ("max", "maxvalue", "maximum", "high", "upper", "to", "maxamount", "maxsalary",
             "salarymax", "upperbound", "end")  # fmt: skip
_SINGLE_KEYS = ("value", "amount", "exact", "salary", "median")
_CURRENCY_KEYS = ("currency", "currencycode", "currencytype", "salarycurrency")
_PERIOD_KEYS = ("unittext", "period", "interval", "unit", "per", "frequency", "payperiod",
                "salaryperiod", "type")  # fmt: skip
_TEXT_KEYS = ("text", "summary", "display", "raw", "range", "description", "label")


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one cell or several together say; ``currency`` may be ``$``, whose dollar is open."""

    low: float | None = None
    high: float | None = None
    currency: str | None = None
    period: PayPeriod | None = None


def read_pay(text: str, *, currency: str = "", period: str = "") -> Amounts | CellRefusal:
    """The pay in one cell, text or structure, or why it is not read.

    ``currency`` and ``period`` are cells of the same row, for what the cell itself leaves out.
    """
    structure = structure_of(text)
    found = _of_text(text) if structure is None else _of_structure(structure)
    return (
        found if isinstance(found, CellRefusal) else _checked(_completed(found, currency, period))
    )


def read_bounds(
    low: str, high: str, *, currency: str = "", period: str = ""
) -> Amounts | CellRefusal:
    """The pay in a column of minimums and one of maximums, each of which may be empty."""
    found = _together(read_bound(low), read_bound(high))
    return _checked(_completed(found, currency, period))


def read_bound(text: str) -> Amounts | CellRefusal:
    """One amount, as a lower and an upper bound at once."""
    found = _of_text(text) if text.strip() else CellRefusal.NO_AMOUNT
    if isinstance(found, CellRefusal):
        return found
    if found.low is not None and found.high is not None and found.low != found.high:
        return CellRefusal.NOT_AN_AMOUNT
    value = found.low if found.low is not None else found.high
    return replace(found, low=value, high=value)


def _together(low: Amounts | CellRefusal, high: Amounts | CellRefusal) -> Amounts:
    """One range of two amounts, of which a refused one leaves its end open."""
    known = [amounts for amounts in (low, high) if isinstance(amounts, Amounts)]
    return Amounts(
        low.low if isinstance(low, Amounts) else None,
        high.high if isinstance(high, Amounts) else None,
        next((amounts.currency for amounts in known if amounts.currency), None),
        next((amounts.period for amounts in known if amounts.period), None),
    )


def read_currency(text: str) -> str | CellRefusal:
    """ISO code of a cell such as "usd", "£" or "US$"; ``$`` where only that is said."""
    text = text.strip()[:20]
    code = "CNY" if text.upper() == "RMB" else text.upper()
    if len(code) == 3 and iso_codes.is_currency(code):
        return code
    return DOLLAR if text == DOLLAR else _signs().get(text.casefold(), CellRefusal.NO_CURRENCY)


def read_period(text: str) -> PayPeriod | CellRefusal:
    """The period of a cell such as "YEARLY", "per hour" or "/hr"."""
    if len(text) > MAX_PAY_CHARACTERS:
        return CellRefusal.NOT_A_PERIOD
    return _periods_by_letters().get(letters_of(text), CellRefusal.NOT_A_PERIOD)


def pay_of(amounts: Amounts, country: str | None) -> Pay | None:
    """The pay as it is stored; a bare ``$`` is the dollar of the posting's own country."""
    code = amounts.currency
    if code == DOLLAR:
        code = words()["dollars"].get(country or "", "USD")
    return payload.pay(amounts.low, amounts.high, code, amounts.period)


# --- completing and checking --------------------------------------------------------------------


def _completed(amounts: Amounts, currency: str, period: str) -> Amounts:
    code = read_currency(currency) if currency else CellRefusal.NO_CURRENCY
    length = read_period(period) if period else CellRefusal.NOT_A_PERIOD
    if amounts.currency in (None, DOLLAR) and not isinstance(code, CellRefusal):
        amounts = replace(amounts, currency=code)
    if amounts.period is None and not isinstance(length, CellRefusal):
        amounts = replace(amounts, period=length)
    return amounts


def _checked(amounts: Amounts) -> Amounts | CellRefusal:
    """The amounts with their period, or why they are nobody's pay."""
    low, high = amounts.low or None, amounts.high or None
    if low is None and high is None:
        return CellRefusal.NO_AMOUNT
    if low is not None and high is not None and low > high:
        return CellRefusal.MINIMUM_ABOVE_MAXIMUM
    top = high if high is not None else low or 0
    period = amounts.period or _period_by_size(top, amounts.currency)
    if period is None:
        return CellRefusal.NO_PERIOD
    if not all(_is_believable(v, amounts.currency, period) for v in (low, high) if v is not None):
        return CellRefusal.NOT_BELIEVABLE
    return Amounts(low, high, amounts.currency, period)


def _period_by_size(top: float, currency: str | None) -> PayPeriod | None:
    """An hour's or a year's pay by its size; between them, and of no currency, it could be any."""
    limits = _pay_rules()["magnitudes"]
    bounds = limits.get(currency, limits["default"])
    if top >= bounds["month"]:
        return "year"
    return "hour" if currency and top < bounds["hour"] else None


def _is_believable(value: float, currency: str | None, period: PayPeriod) -> bool:
    bounds = words()["believable"]
    least, greatest = bounds[period]
    is_large_unit = currency in (DOLLAR, *bounds["currencies"])
    return bool(least <= value <= greatest * (1 if is_large_unit else _SMALL_CURRENCY_FACTOR))


# --- one cell of words --------------------------------------------------------------------------


def _of_text(text: str) -> Amounts | CellRefusal:
    text = " ".join(text[: MAX_PAY_CHARACTERS + 1].split())
    if len(text) > MAX_PAY_CHARACTERS:
        return CellRefusal.NOT_AN_AMOUNT
    if _PLAIN_NUMBER.fullmatch(text):
        return Amounts(float(text), float(text))
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


def _of_amounts(text: str, matches: list[re.Match[str]]) -> Amounts | CellRefusal:
    values = [_value(match) for match in matches]
    if not 1 <= len(matches) <= 2 or None in values:
        return CellRefusal.NOT_AN_AMOUNT
    between = [text[a.end() : b.start()] for a, b in pairwise(matches)]
    rest = _without(text, matches)
    if not _is_understood(rest) or not all("-" in gap for gap in between):
        return CellRefusal.NOT_AN_AMOUNT
    low, high = _with_shared_factor(matches, cast("list[float]", values))
    before, after = text[: matches[0].start()], text[matches[-1].end() :]
    if len(matches) == 1:
        before = _without_signs(before)
        if _pattern("up_to").search(before):
            low = None
        elif _pattern("from").search(before) or after.lstrip().startswith("+"):
            high = None
    is_lakh = any((m["factor"] or "").lower()[:1] == "l" for m in matches)
    return Amounts(low, high, _currency_in(rest) or ("INR" if is_lakh else None), _period_in(text))


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


# --- a structure --------------------------------------------------------------------------------


def _of_structure(value: Any) -> Amounts | CellRefusal:
    """An object such as schema.org's MonetaryAmount; of several in a list, all zones together."""
    if isinstance(value, list):
        return _of_zones(value)
    if not isinstance(value, Mapping):
        return CellRefusal.NOT_AN_AMOUNT
    parts = dict(islice(_parts(value), MAX_STRUCTURE_PARTS))
    currency, period = _cell(parts, _CURRENCY_KEYS), _cell(parts, _PERIOD_KEYS)
    if currency and isinstance(refusal := read_currency(currency), CellRefusal):
        return refusal
    if period and isinstance(refusal := read_period(period), CellRefusal):
        return refusal
    if cents := _in_cents(parts):
        return _completed(cents, currency, period)
    low, high = _cell(parts, _MIN_KEYS), _cell(parts, _MAX_KEYS)
    if not (low or high):
        low = high = _cell(parts, _SINGLE_KEYS)
    if not (low or high):
        text = _cell(parts, _TEXT_KEYS)
        found = _of_text(text) if text else CellRefusal.NO_AMOUNT
        return found if isinstance(found, CellRefusal) else _completed(found, currency, period)
    for cell in (low, high):
        if cell and isinstance(bound := read_bound(cell), CellRefusal):
            return bound
    return _completed(_together(read_bound(low), read_bound(high)), currency, period)


def _of_zones(values: list[Any]) -> Amounts | CellRefusal:
    """The lowest minimum and the highest maximum of entries with one currency and period."""
    found = [_of_structure(value) for value in values[: payload.MAX_LIST_ENTRIES]]
    zones = [zone for zone in found if isinstance(zone, Amounts)]
    if not zones:
        return next((refusal for refusal in found if isinstance(refusal, CellRefusal)),
                    CellRefusal.NO_AMOUNT)  # fmt: skip
    same = [z for z in zones if (z.currency, z.period) == (zones[0].currency, zones[0].period)]
    return replace(
        same[0],
        low=min((zone.low for zone in same if zone.low is not None), default=None),
        high=max((zone.high for zone in same if zone.high is not None), default=None),
    )


def _in_cents(parts: Mapping[str, str]) -> Amounts | None:
    low, high = (payload.number(parts, name) for name in ("mincents", "maxcents"))
    if low is None and high is None:
        return None
    return Amounts(low / 100 if low else None, high / 100 if high else None)


def _parts(value: Mapping[Any, Any], depth: int = 0) -> Iterator[tuple[str, str]]:
    """The scalars of an object and of those within it, by the letters of their keys."""
    for key, part in islice(value.items(), MAX_STRUCTURE_PARTS):
        if isinstance(part, Mapping) and depth < 3:
            yield from _parts(part, depth + 1)
        elif isinstance(part, str | int | float) and not str(key).startswith("@"):
            text = _scalar(part)
            if text and not is_missing(text):
                yield letters_of(str(key)), text


def _scalar(value: str | float) -> str:
    if isinstance(value, bool):
        return ""
    try:
        return value[:MAX_PAY_CHARACTERS] if isinstance(value, str) else f"{value:.15g}"
    except (ValueError, OverflowError):
        return ""


def _cell(parts: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((parts[key] for key in keys if key in parts), "")


# --- words --------------------------------------------------------------------------------------


def _word(*path: str) -> str:
    value: Any = words()
    for key in path:
        value = value[key]
    return str(value)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_word("pay", name), re.IGNORECASE)


def _pay_rules() -> Mapping[str, Any]:
    """The signs, codes and periods that the reading of texts has too."""
    return cast("Mapping[str, Any]", data_yaml("rules", "pay.yaml"))


@cache
def _signs() -> dict[str, str]:
    signs = {entry["sign"].casefold(): entry["code"] for entry in _pay_rules()["currencies"]}
    return signs | {DOLLAR: DOLLAR}


@cache
def _currency_pattern() -> re.Pattern[str]:
    signs = sorted(_signs(), key=len, reverse=True)
    codes = "|".join(_pay_rules()["codes"])
    edge = r"(?<![^\W\d_])"
    written = "|".join(edge + re.escape(s) if s[0].isalpha() else re.escape(s) for s in signs)
    return re.compile(rf"{written}|{edge}(?:{codes})(?![^\W\d_])", re.IGNORECASE)


@cache
def _period_patterns() -> tuple[tuple[PayPeriod, re.Pattern[str]], ...]:
    return tuple(
        (cast("PayPeriod", entry["period"]), re.compile(entry["pattern"], re.IGNORECASE))
        for entry in _pay_rules()["periods"]
    )


@cache
def _periods_by_letters() -> dict[str, PayPeriod]:
    return {
        letters_of(word): cast("PayPeriod", period)
        for period, names in words()["periods"].items()
        for word in names
    }
