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
DEAR_COUNTRIES = frozenset(
    re.findall(r"\w+", "AT AU BE CA CH DE DK FI FR GB IE IL IS JP LU NL NO NZ SE SG US")
)
LEAST_IN_DEAR_COUNTRIES: dict[PayPeriod, float] = {
    "hour": 3,
    "day": 25,
    "week": 100,
    "month": 400,
    "year": 5_000,
}
"""The least that anybody is paid there, in US dollars, part-time work included: 300 dollars a month
are what somebody may spend on the way to work."""
DEAR_CURRENCIES: dict[str | None, str] = {
    "USD": "US",
    "EUR": "DE",
    **{code: code[:2] for code in re.findall(r"\w+", "AUD CAD CHF DKK GBP ILS NOK NZD SEK SGD")},
}
"""Whose year's pay is that of one of these countries, where nobody says of which it is."""
UNITS_PER_DOLLAR = {
    **dict.fromkeys(("CNY", "DKK", "HKD", "NOK", "SEK", "PLN", "RON", "BRL", "ILS", "MYR"), 10),
    **dict.fromkeys(("AED", "QAR", "SAR", "BWP", "GHS", "TTD"), 10),
    **dict.fromkeys(("MXN", "ZAR", "CZK", "THB", "TWD", "TRY", "UAH", "UYU", "EGP", "MDL"), 50),
    **dict.fromkeys(("MKD", "ZMW", "NAD", "MUR", "MZN", "HNL"), 50),
    **dict.fromkeys(("INR", "PHP", "RUB", "RSD", "DOP", "BDT", "KES", "ISK", "JPY", "NPR"), 150),
    **dict.fromkeys(("JMD", "GYD", "DZD", "ETB"), 150),
    **dict.fromkeys(("HUF", "LKR", "PKR", "KZT", "AMD", "CRC", "CLP", "NGN", "ARS", "KRW"), 1_500),
    **dict.fromkeys(("XOF", "XAF", "RWF", "IQD", "AOA", "MMK"), 1_500),
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
_ON_TARGET = re.compile(r"\b(?:ote|on[- ]target earnings?)\b")
_SUM = re.compile(r"\d[\d.,]{0,12}\s?k\b|\d{1,3}[.,]?\d{3}\b")
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


def is_on_target(note: str) -> bool:
    """Whether a note beside a sum says that it is earnings on target ("OTE with a 70/30 split"): it
    neither has a sum of its own ("OTE $200k", on top of the sum) nor speaks of the base.
    """
    words = note[:500].lower()
    has_sum = _SUM.search(words) is not None
    return _ON_TARGET.search(words) is not None and not has_sum and not _BASE.search(words)


def plausible(
    low: float | None,
    high: float | None,
    code: str | None,
    period: PayPeriod | None,
    country: str | None = None,
) -> Pay | None:
    """Stated pay as far as it can be: the one definition for all sources.

    Zero means unknown, and a range that runs backwards states nothing. An end that is impossible
    for the period is taken times a thousand where it then agrees with the other end; else it is
    left out, as is a lower end far below the upper one. Without a period the pay gets the only one
    that it can be for, if there is only one. What was corrected is told in its note.
    ``country`` (ISO 3166-1 alpha-2) raises the least that can be.
    """
    low, high = _positive(low), _positive(high)
    written = low, high
    is_backwards = bool(low and high and low > high)
    period = period or _only_period(low, high, code)
    if period is not None:
        band = _band(code, period, country)
        low, high = _possible(low, high, band), _possible(high, low, band)
    if (low is None and high is None) or (low and high and low > high):
        return None
    if is_backwards and (low is None or high is None):
        return None
    if low and high and low * _FAR < high:
        low = None
    note = repair(written, (low, high)) or None
    return Pay(min=low, max=high, currency=code, period=period, note=note)


def country_of_pay(country: str | None, code: str | None, period: PayPeriod | None) -> str | None:
    """The country whose least pay binds: the posting's own; of a year's pay in dollars or euros,
    of which nobody says where it is paid, one where they are at home. 3,000 dollars a year are a
    month's pay with the wrong word; 300 dollars a month may be paid somewhere.
    """
    return country or (DEAR_CURRENCIES.get(code) if period == "year" else None)


def refused(
    low: float | None,
    high: float | None,
    code: str | None,
    period: PayPeriod | None,
    country: str | None = None,
) -> Pay | None:
    """Stated amounts of which nothing is left (``plausible``), as a pay without any that says why;
    ``None`` where none were stated.
    """
    low, high = _positive(low), _positive(high)
    known = dict.fromkeys(end for end in (low, high) if end is not None)
    if not known:
        return None
    ends = " to ".join(map(in_words, known))
    note = nobody_is_paid(ends, code, period, country)
    note = "the range runs backwards: " + ends if low and high and low > high else note
    return Pay(min=None, max=None, currency=code, period=period, note=note)


def nobody_is_paid(
    ends: str, code: str | None, period: PayPeriod | None, country: str | None = None
) -> str:
    """Why these amounts are no pay; the country where it is what raised the least that can be."""
    place = f"in {country}" if country in DEAR_COUNTRIES else ""
    said = f"nobody is paid {ends} {code or ''} {an(period) if period else ''} {place}"
    return " ".join(said.split())


def first_usable(*found: Pay | None) -> Pay | None:
    """The first pay that has an amount, else the first one that was refused."""
    stated = [pay for pay in found if pay]
    return next((pay for pay in stated if pay.has_amount), next(iter(stated), None))


Ends = tuple[float | None, float | None]
"""The least and the most of a range."""


def in_words(amount: float) -> str:
    """An amount as a reason names it: "120,000", "12.5"."""
    whole, _, cents = f"{amount:,.2f}".partition(".")
    return f"{whole}.{cents}".rstrip("0").rstrip(".") if cents != "00" else whole


def an(period: PayPeriod) -> str:
    """A period with its article."""
    return f"an {period}" if period == "hour" else f"a {period}"


def left_out(end: float) -> str:
    """Why an end of a range does not count."""
    return f"{in_words(end)} is left out: it cannot be the other end of the range"


def repair(written: Ends, kept: Ends) -> str:
    """How the ends that count differ from those that are written; nothing where they do not."""
    told = []
    for before, after in zip(written, kept, strict=True):
        if before and after is None:
            told.append(left_out(before))
        elif before and after and before != after:
            told.append(f"{in_words(before)} is read as {in_words(after)}: a thousand was left out")
    return "; ".join(told)


def of_zones(found: Iterable[Pay | None]) -> Pay | None:
    """Of several ranges the lowest and the highest end, in the first one's currency and period."""
    stated = [pay for pay in found if pay]
    first = first_usable(*stated)
    if first is None or not first.has_amount:
        return first
    alike = [p for p in stated if (p.currency, p.period) == (first.currency, first.period)]
    lows = [p.min for p in alike if p.min is not None]
    highs = [p.max for p in alike if p.max is not None]
    return Pay(
        min=min(lows, default=None),
        max=max(highs, default=None),
        currency=first.currency,
        period=first.period,
        note=next((p.note for p in alike if p.note and p.has_amount), None),
    )


def _positive(amount: float | None) -> float | None:
    return amount if amount is not None and amount > 0 else None


_Band = tuple[float, float]
"""The least and the most that can be, in a currency."""


def _possible(end: float | None, other: float | None, band: _Band) -> float | None:
    """One end of a range, times a thousand where that is what the other end says; else None."""
    if end is None or _is_within(end, band):
        return end
    corrected = end * _THOUSAND
    if other is None or not _is_within(other, band):
        return None
    is_near = other / _NEAR <= corrected <= other * _NEAR
    return corrected if is_near and _is_within(corrected, band) else None


def _is_within(amount: float, band: _Band) -> bool:
    return band[0] <= amount <= band[1]


def _band(code: str | None, period: PayPeriod, country: str | None = None) -> _Band:
    least, most = DOLLAR_BOUNDS[period]
    units = UNITS_PER_DOLLAR.get(code, 1) if code else SMALLEST_UNIT
    floor = least * max(1, units / 10) if code else least
    if country in DEAR_COUNTRIES:
        floor = max(floor, LEAST_IN_DEAR_COUNTRIES[period])
    return floor, most * units


def _only_period(low: float | None, high: float | None, code: str | None) -> PayPeriod | None:
    ends: Sequence[float] = [end for end in (low, high) if end is not None]
    fitting = [p for p in DOLLAR_BOUNDS if all(_is_within(end, _band(code, p)) for end in ends)]
    return fitting[0] if ends and len(fitting) == 1 else None
