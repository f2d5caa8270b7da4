"""Pay that a payload states: its period, whether it is base pay, and whether it can be.

An amount that is impossible for its period is a slip of whoever filled the form in: the thousand
left out ("120" to "150,000" a year), a year's pay marked as an hour's. It is corrected where the
other end agrees, else it is not kept, so that the text is read instead. The bounds are wide: they
part the possible from the impossible, never the usual from the rare.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from skillscan.domain import Pay, PayPeriod

DOLLAR_BOUNDS: dict[PayPeriod, tuple[float, float]] = {
    "hour": (0.5, 1_000),
    "day": (4, 5_000),
    "week": (40, 15_000),
    "month": (150, 40_000),
    "year": (1_000, 3_000_000),
}
"""The least and the most that anybody is paid in a period, in US dollars."""
UNITS_PER_DOLLAR = {
    **dict.fromkeys(("CNY", "DKK", "HKD", "NOK", "SEK", "PLN", "RON", "BRL", "ILS", "MYR"), 10),
    **dict.fromkeys(("AED", "QAR", "SAR"), 10),
    **dict.fromkeys(("MXN", "ZAR", "CZK", "THB", "TWD", "TRY", "UAH", "UYU", "EGP", "MDL"), 50),
    **dict.fromkeys(("INR", "PHP", "RUB", "RSD", "DOP", "BDT", "KES", "ISK", "JPY", "NPR"), 150),
    **dict.fromkeys(("HUF", "LKR", "PKR", "KZT", "AMD", "CRC", "CLP", "NGN", "ARS", "KRW"), 1_500),
    **dict.fromkeys(("COP", "IDR", "VND", "UZS", "PYG", "UGX", "TZS", "MNT", "KHR"), 30_000),
}
"""Roughly, for currencies whose unit is small; the others count as the dollar."""
SMALLEST_UNIT = max(UNITS_PER_DOLLAR.values())
_THOUSAND = 1_000
_NEAR = 4
"""The ends of a range lie nearer to each other than this where one was corrected by the other."""
_FAR = 20
"""A lower end that many times below the upper one is a placeholder."""
_PERIOD_WORDS: dict[str, PayPeriod] = {
    **dict.fromkeys(
        ("year", "years", "yearly", "annual", "annually", "annum", "yr", "ann"), "year"
    ),
    **dict.fromkeys(("pa", "jahr"), "year"),
    **dict.fromkeys(("month", "months", "monthly", "mo", "mon", "mth", "monat"), "month"),
    **dict.fromkeys(("week", "weeks", "weekly", "wk", "wee", "woche"), "week"),
    **dict.fromkeys(("day", "days", "daily", "tag"), "day"),
    **dict.fromkeys(("hour", "hours", "hourly", "hr", "hur", "h", "stunde"), "hour"),
}
_OTHER_RHYTHM = frozenset({"bi", "semi", "half", "two", "twice", "quarter", "quarterly"})
_WORD = re.compile(r"[a-zà-ÿ]{1,20}|\d{1,9}")
_EXCLUDED = re.compile(
    r"\b(?:excl(?:uding|usive of|\.)?|not includ(?:ing|ed)|without|before|exclusive of|no)\b.*"
)
_VARIABLE = re.compile(
    r"\b(?:ote|on[- ]target|target (?:cash|earnings|total|comp\w*|pay)|earnings|bonus(?:es)?"
    r"|commissions?|variable|incentives?|sign(?:ing)?[- ]?on|signing|equity|stocks?|shares?|rsus?"
    r"|options?|esop|total (?:\w{1,12} )?(?:comp\w*|cash|rewards?|pay|package|target|remuneration)"
    r"|relocation|allowances?|stipends?|benefits?|referral|retention|severance)\b"
)
_TOTAL = re.compile(
    r"\b(?:ote|on[- ]target|target (?:cash|earnings|total)|commission[- ]only"
    r"|total (?:\w{1,12} )?(?:comp\w*|cash|earnings|pay|package|target))\b"
    r"|^\W{0,20}(?:\w{1,12}\s)?(?:bonus|commissions?|equity|sign(?:ing)?[- ]on)\b"
)
_ON_TOP = re.compile(r"^\W{0,20}(?:plus|and|with)\b")
_BASE = re.compile(r"\b(?:base|basic|salar(?:y|ies)|wages?|hourly|pay (?:range|rate|scale|band))\b")


def period_named(text: str) -> PayPeriod | None:
    """The period that a unit or a title names ("1 YEAR", "per-hour-wage", "ANN"): only one.

    None for rhythms between them ("2 WEEKS", "bi-weekly").
    """
    words = _WORD.findall(text[:200].lower().replace("p.a", "pa"))
    behind_numbers = {
        word for number, word in pairwise(words) if number.isdigit() and number != "1"
    }
    if _OTHER_RHYTHM.intersection(words) or behind_numbers & _PERIOD_WORDS.keys():
        return None
    found = {_PERIOD_WORDS[word] for word in words if word in _PERIOD_WORDS}
    return found.pop() if len(found) == 1 else None


def is_base_pay(title: str) -> bool:
    """Whether the title of a range leaves it base pay: not OTE, a bonus, equity and the like."""
    return not _VARIABLE.search(_EXCLUDED.sub("", title[:500].lower()))


def is_described_as_base_pay(text: str) -> bool:
    """The same of sentences beside a range, which often name the bonus that comes on top."""
    words = _EXCLUDED.sub("", text[:500].lower())
    is_total = _TOTAL.search(words) is not None and not _ON_TOP.match(words)
    return not is_total or _BASE.search(words) is not None


def plausible(
    low: float | None, high: float | None, code: str | None, period: PayPeriod | None
) -> Pay | None:
    """Stated pay as far as it can be: the one definition for all sources.

    Zero means unknown, and a range that runs backwards states nothing. An end that is impossible
    for the period is taken times a thousand where it then agrees with the other end; else it is
    left out, as is a lower end far below the upper one. Without a period the pay gets the only one
    that it can be for, if there is only one.
    """
    low, high = _positive(low), _positive(high)
    is_backwards = bool(low and high and low > high)
    period = period or _only_period(low, high, code)
    if period is not None:
        low, high = _possible(low, high, code, period), _possible(high, low, code, period)
    if (low is None and high is None) or (low and high and low > high):
        return None
    if is_backwards and (low is None or high is None):
        return None
    if low and high and low * _FAR < high:
        low = None
    return Pay(min=low, max=high, currency=code, period=period)


def of_zones(found: Iterable[Pay | None]) -> Pay | None:
    """Of several ranges the lowest and the highest end, in the first one's currency and period."""
    stated = [pay for pay in found if pay]
    if not stated:
        return None
    first = stated[0]
    alike = [p for p in stated if (p.currency, p.period) == (first.currency, first.period)]
    lows = [p.min for p in alike if p.min is not None]
    highs = [p.max for p in alike if p.max is not None]
    return Pay(
        min=min(lows, default=None),
        max=max(highs, default=None),
        currency=first.currency,
        period=first.period,
    )


def _positive(amount: float | None) -> float | None:
    return amount if amount is not None and amount > 0 else None


def _possible(
    end: float | None, other: float | None, code: str | None, period: PayPeriod
) -> float | None:
    """One end of a range, times a thousand where that is what the other end says; else None."""
    if end is None or _is_possible(end, code, period):
        return end
    corrected = end * _THOUSAND
    if other is None or not _is_possible(other, code, period):
        return None
    is_near = other / _NEAR <= corrected <= other * _NEAR
    return corrected if is_near and _is_possible(corrected, code, period) else None


def _is_possible(amount: float, code: str | None, period: PayPeriod) -> bool:
    least, most = DOLLAR_BOUNDS[period]
    units = UNITS_PER_DOLLAR.get(code, 1) if code else SMALLEST_UNIT
    floor = least * max(1, units / 10) if code else least
    return floor <= amount <= most * units


def _only_period(low: float | None, high: float | None, code: str | None) -> PayPeriod | None:
    ends: Sequence[float] = [end for end in (low, high) if end is not None]
    fitting = [p for p in DOLLAR_BOUNDS if all(_is_possible(end, code, p) for end in ends)]
    return fitting[0] if ends and len(fitting) == 1 else None
