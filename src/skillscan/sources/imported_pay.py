"""Pay as files state it: in one cell of words, in two columns, or in a structure.

Estimates of others are not the employer's statement, and total or variable pay is not base pay:
both are left aside. Without a period the amount tells it where it can only be an hour's or a
year's; a period that is stated and not understood is not guessed. What no employer pays for the
period (3 dollars a year) is not read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from skillscan.domain import Pay, PayPeriod
from skillscan.sources import payload
from skillscan.sources.imported_columns import is_missing, letters_of, structure_of, words
from skillscan.sources.imported_pay_words import (
    DOLLAR,
    MAX_PAY_CHARACTERS,
    ImportedAmounts,
    pay_rules,
    read_amounts,
    read_bound,
    read_currency,
    read_period,
)
from skillscan.sources.imported_refusals import CellRefusal

MAX_STRUCTURE_PARTS = 500
_SMALL_CURRENCY_FACTOR = 100_000
_MIN_KEYS = ("min", "minvalue", "minimum", "low", "lower", "from", "minamount", "minsalary",
             "salarymin", "lowerbound", "start")  # fmt: skip
_MAX_KEYS = ("max", "maxvalue", "maximum", "high", "upper", "to", "maxamount", "maxsalary",
             "salarymax", "upperbound", "end")  # fmt: skip
_SINGLE_KEYS = ("value", "amount", "exact", "salary", "median")
_CURRENCY_KEYS = ("currency", "currencycode", "currencytype", "salarycurrency")
_PERIOD_KEYS = ("unittext", "period", "interval", "unit", "per", "frequency", "payperiod",
                "salaryperiod", "type")  # fmt: skip
_TEXT_KEYS = ("text", "summary", "display", "raw", "range", "description", "label")


def read_pay(text: str, *, currency: str = "", period: str = "") -> ImportedAmounts | CellRefusal:
    """The pay in one cell, text or structure, or why it is not read.

    ``currency`` and ``period`` are cells of the same row, for what the cell itself leaves out.
    """
    structure = structure_of(text)
    found = read_amounts(text) if structure is None else _of_structure(structure)
    if isinstance(found, CellRefusal):
        return found
    return _checked(_completed(found, currency, period), is_guessed=not period)


def read_bounds(
    low: str, high: str, *, currency: str = "", period: str = ""
) -> ImportedAmounts | CellRefusal:
    """The pay in a column of minimums and one of maximums, each of which may be empty."""
    found = _together(read_bound(low), read_bound(high))
    return _checked(_completed(found, currency, period), is_guessed=not period)


def _together(
    low: ImportedAmounts | CellRefusal, high: ImportedAmounts | CellRefusal
) -> ImportedAmounts:
    """One range of two amounts, of which a refused one leaves its end open."""
    known = [amounts for amounts in (low, high) if isinstance(amounts, ImportedAmounts)]
    return ImportedAmounts(
        low.low if isinstance(low, ImportedAmounts) else None,
        high.high if isinstance(high, ImportedAmounts) else None,
        next((amounts.currency for amounts in known if amounts.currency), None),
        next((amounts.period for amounts in known if amounts.period), None),
    )


def pay_of(amounts: ImportedAmounts, country: str | None) -> Pay | None:
    """The pay as it is stored; a bare ``$`` is the dollar of the posting's own country."""
    code = amounts.currency
    if code == DOLLAR:
        dollars = pay_rules().words["local_signs"][DOLLAR]
        code = dollars.get(country or "else", dollars["else"])
    return payload.pay(amounts.low, amounts.high, code, amounts.period)


def _completed(amounts: ImportedAmounts, currency: str, period: str) -> ImportedAmounts:
    code = read_currency(currency) if currency else CellRefusal.NO_CURRENCY
    length = read_period(period) if period else CellRefusal.NOT_A_PERIOD
    if amounts.currency in (None, DOLLAR) and not isinstance(code, CellRefusal):
        amounts = replace(amounts, currency=code)
    if amounts.period is None and not isinstance(length, CellRefusal):
        amounts = replace(amounts, period=length)
    return amounts


def _checked(amounts: ImportedAmounts, *, is_guessed: bool) -> ImportedAmounts | CellRefusal:
    """The amounts with their period, which may be guessed, or why they are nobody's pay."""
    low, high = amounts.low or None, amounts.high or None
    if low is None and high is None:
        return CellRefusal.NO_AMOUNT
    if low is not None and high is not None and low > high:
        return CellRefusal.MINIMUM_ABOVE_MAXIMUM
    top = high if high is not None else low or 0
    period = amounts.period
    if period is None and is_guessed:
        period = _period_by_size(top, amounts.currency)
    if period is None:
        return CellRefusal.NO_PERIOD
    if not all(_is_believable(v, amounts.currency, period) for v in (low, high) if v is not None):
        return CellRefusal.NOT_BELIEVABLE
    return ImportedAmounts(low, high, amounts.currency, period)


def _period_by_size(top: float, currency: str | None) -> PayPeriod | None:
    """An hour's or a year's pay by its size; between them, and of no currency, it could be any."""
    limits = pay_rules().words["magnitudes"]
    bounds = limits.get(currency, limits["default"])
    if top >= bounds["month"]:
        return "year"
    return "hour" if currency and top < bounds["hour"] else None


def _is_believable(value: float, currency: str | None, period: PayPeriod) -> bool:
    bounds = words()["believable"]
    least, greatest = bounds[period]
    is_large_unit = currency in (DOLLAR, *bounds["currencies"])
    return bool(least <= value <= greatest * (1 if is_large_unit else _SMALL_CURRENCY_FACTOR))


def _of_structure(value: Any) -> ImportedAmounts | CellRefusal:
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
        found = read_amounts(text) if text else CellRefusal.NO_AMOUNT
        return found if isinstance(found, CellRefusal) else _completed(found, currency, period)
    for cell in (low, high):
        if cell and isinstance(bound := read_bound(cell), CellRefusal):
            return bound
    return _completed(_together(read_bound(low), read_bound(high)), currency, period)


def _of_zones(values: list[Any]) -> ImportedAmounts | CellRefusal:
    """The lowest minimum and the highest maximum of entries with one currency and period."""
    found = [_of_structure(value) for value in values[: payload.MAX_LIST_ENTRIES]]
    zones = [zone for zone in found if isinstance(zone, ImportedAmounts)]
    if not zones:
        return next((refusal for refusal in found if isinstance(refusal, CellRefusal)),
                    CellRefusal.NO_AMOUNT)  # fmt: skip
    same = [z for z in zones if (z.currency, z.period) == (zones[0].currency, zones[0].period)]
    return replace(
        same[0],
        low=min((zone.low for zone in same if zone.low is not None), default=None),
        high=max((zone.high for zone in same if zone.high is not None), default=None),
    )


def _in_cents(parts: Mapping[str, str]) -> ImportedAmounts | None:
    low, high = (payload.number(parts, name) for name in ("mincents", "maxcents"))
    if low is None and high is None:
        return None
    return ImportedAmounts(low / 100 if low else None, high / 100 if high else None)


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
