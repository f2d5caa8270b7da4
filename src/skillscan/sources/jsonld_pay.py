"""``baseSalary`` of a schema.org JobPosting, in all the shapes that pages give it.

A ``MonetaryAmount`` with its amounts in ``value`` (an object, a list of them, a number, a text) or
on itself, a ``PriceSpecification``, a number, a text ("USD 120,000 - 150,000 a year"), or a list of
these; the unit may stand on either level, the currency also in ``salaryCurrency``. Of several
ranges the lowest minimum and the highest maximum count. ``estimatedSalary`` is somebody's estimate
and no offer: it is not read.
"""

import re
from collections.abc import Iterator
from typing import Any

from skillscan.domain import Pay, PayPeriod
from skillscan.sources import nested_text, payload, stated_pay
from skillscan.sources.written_number import range_of

_UNIT_KEYS = ("unitText", "unitCode", "duration", "referenceQuantity")
_CURRENCY_KEYS = ("currency", "priceCurrency")
_LOW_KEYS, _HIGH_KEYS = ("minValue", "minPrice"), ("maxValue", "maxPrice")
_EXACT_KEYS = ("value", "price")
_UNIT_OF_TEXT = re.compile(
    r"(?:/|\b(?:per|an?|pro)\b)\s?([a-zä.]{1,10})\W*$|\b([a-z]{3,8}ly)\W*$", re.I
)


def pay_of(job: Any) -> Pay | None:
    """The base pay of a posting; ``None`` where none is stated that can be."""
    stated = payload.value_at(job, "baseSalary")
    code = payload.currency(job, "salaryCurrency")
    parts = stated[: payload.MAX_LIST_ENTRIES] if isinstance(stated, list) else [stated]
    return stated_pay.of_zones(pay for part in parts for pay in _of_amount(part, code))


def unread_text(job: Any) -> str:
    """The words of a pay that is text, or whose value is; empty where there are none."""
    stated = payload.value_at(job, "baseSalary")
    for place in _places_of_amount([stated, payload.value_at(stated, "value")]):
        if isinstance(place, str) and payload.number(place) is None:
            return payload.decoded(payload.line(place))
    return ""


def _of_amount(amount: Any, code: str | None) -> Iterator[Pay | None]:
    """The pay of a MonetaryAmount: of each entry of its ``value``, and of itself."""
    value = payload.value_at(amount, "value")
    if not stated_pay.is_described_as_base_pay(payload.label(amount, "name")):
        return
    code = _code(amount) or code
    if isinstance(value, list) and not _is_plain_range(value):
        for entry in value[: payload.MAX_LIST_ENTRIES]:
            yield _pay([entry, amount], code)
    else:
        yield _pay([value, amount], code)


def _pay(holders: list[Any], code: str | None) -> Pay | None:
    """The pay of an inner and an outer object: what the inner one leaves open the outer says."""
    unit = next((u for holder in holders for key in _UNIT_KEYS if (u := _unit(holder, key))), "")
    period = stated_pay.period_named(unit)
    if unit and period is None:
        return None
    low, high = _first(holders, _LOW_KEYS), _first(holders, _HIGH_KEYS)
    code = code or _code_of_ends(holders)
    if low is None and high is None:
        low, high, code, period = _exact(holders, code, period)
    pay = payload.pay(low, high, _code(holders[0]) or code, period)
    return pay if pay and pay.period else None  # without a period it may be anything


def _exact(
    holders: list[Any], code: str | None, period: PayPeriod | None
) -> tuple[float | None, float | None, str | None, PayPeriod | None]:
    """One amount, or the range and what else a text says in its place."""
    for place in _places_of_amount(holders):
        if isinstance(place, list) and _is_plain_range(place):
            low, high = payload.number(place[0]), payload.number(place[1])
        elif isinstance(place, str):
            low, high = range_of(_amounts_of(place))
            code, period = code or payload.currency_in(place), period or _period_in(place)
        else:
            low = high = payload.number(place)
        if low is not None or high is not None:
            return low, high, code, period
    return None, None, code, period


def _places_of_amount(holders: list[Any]) -> Iterator[Any]:
    for holder in holders:
        yield holder
        for key in _EXACT_KEYS:
            yield nested_text.scalar(payload.value_at(holder, key))


def _is_plain_range(value: list[Any]) -> bool:
    return len(value) == len(("low", "high")) and all(payload.number(end) for end in value)


def _first(holders: list[Any], keys: tuple[str, ...]) -> float | None:
    found = (payload.number(holder, key) for holder in holders for key in keys)
    return next((amount for amount in found if amount is not None), None)


def _code_of_ends(holders: list[Any]) -> str | None:
    """The currency that stands in the amounts themselves ("€60.000")."""
    ends = (payload.line(holder, key) for holder in holders for key in _LOW_KEYS + _HIGH_KEYS)
    return payload.currency_in(*ends)


def _unit(holder: Any, key: str) -> str:
    stated = payload.value_at(holder, key)
    return (
        payload.line(stated, "unitText") or payload.line(stated, "unitCode") or payload.line(stated)
    )


def _code(holder: Any) -> str | None:
    return next((code for key in _CURRENCY_KEYS if (code := payload.currency(holder, key))), None)


def _period_in(text: str) -> PayPeriod | None:
    found = _UNIT_OF_TEXT.search(text[:200].strip())
    return stated_pay.period_named(found[1] or found[2]) if found else None


def _amounts_of(text: str) -> str:
    """A text without the period at its end."""
    return _UNIT_OF_TEXT.sub("", text[:200].strip()).strip()
