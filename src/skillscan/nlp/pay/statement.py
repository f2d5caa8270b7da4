"""Which sums of a posting are its base pay, and the one pay they give together.

A sum is base pay where its words say pay ("salary", "base", "hourly rate"; a heading in the line
above counts) or a range names its period, and no rule of ``data/rules/pay.yaml`` says what else it
is: funding, revenue, bonus, allowances, equity, total compensation. Decision over all of them
(docs/annotation-guide.md#salary): the first currency named and the first period; of several zones
the lowest minimum and the highest maximum; a minimum of another period than its maximum is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from skillscan.domain import Pay, PayPeriod
from skillscan.nlp.pay.amount import Money, find_money
from skillscan.nlp.pay.words import last_period_of, pay_rules, period_of

_BEFORE_CHARS = 130
_AFTER_CHARS = 130
_HEADING_CHARS = 90
_LEAST_RANGE = 15_000
"""A range of at least this and not more than ``_MOST`` is a year's pay where nothing says else."""
_MOST = 2_500_000
_SHORT_PERIODS: tuple[PayPeriod, ...] = ("hour", "day", "month")
_CUT = re.compile(r"[.!?](?=\s+[A-Z])|[.!?](?=[A-Z][a-z])|\n")


@dataclass(frozen=True, slots=True)
class PayStatement:
    """A sum that is base pay, with the period it is for; offsets are characters of the text."""

    money: Money
    period: PayPeriod
    rule: str


@dataclass(frozen=True, slots=True)
class _Refusal:
    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    spans_lines: bool
    """Whether ``after`` may look into the next line."""


def find_pay(text: str) -> list[PayStatement]:
    """All statements of base pay in a posting's text, in order."""
    found = []
    for money in find_money(text):
        statement = _statement(text, money)
        if statement is not None:
            found.append(statement)
    return found


def decide_pay(statements: Sequence[PayStatement]) -> Pay | None:
    """The one base pay that all statements together give; ``None`` without any."""
    if not statements:
        return None
    first = next((s for s in statements if s.money.is_range), statements[0])
    same = [
        s
        for s in statements
        if s.money.currency == first.money.currency and s.period == first.period
    ]
    lows = [s.money.low for s in same if s.money.low is not None and _is_of_period(s)]
    highs = [s.money.high for s in same if s.money.high is not None]
    return Pay(
        min=min(lows, default=None),
        max=max(highs, default=None),
        currency=first.money.currency,
        period=first.period,
    )


def _is_of_period(statement: PayStatement) -> bool:
    """Whether the lower end is of the same period as the upper one."""
    low = statement.money.low_period
    return low is None or low == statement.period


def _statement(text: str, money: Money) -> PayStatement | None:
    before, after = _contexts(text, money)
    if _refused(before, after):
        return None
    rule = _accepted(money, before, after)
    if rule is None:
        return None
    return PayStatement(money, _period(money, before, after), rule)


def _contexts(text: str, money: Money) -> tuple[str, str]:
    """The words before, from the sentence or the heading above, and those after."""
    start = max(0, money.start - _BEFORE_CHARS)
    before = text[start : money.start]
    cuts = list(_CUT.finditer(before))
    if cuts:
        before = before[cuts[-1].end() :]
    if len(before.strip(" •*-–·:>")) < 4:
        before = f"{_line_above(text, money.start)} {before}"
    return before, text[money.end : money.end + _AFTER_CHARS]


def _line_above(text: str, start: int) -> str:
    """The heading that stands above the line of a sum: its last words."""
    line_start = text.rfind("\n", 0, start) + 1
    above = text[max(0, line_start - _HEADING_CHARS - 1) : max(0, line_start - 1)]
    return above.rpartition("\n")[2]


def _refused(before: str, after: str) -> bool:
    return any(_matches(rule, before, after) for rule in _refusals())


def _matches(rule: _Refusal, before: str, after: str) -> bool:
    following = after if rule.spans_lines else after.partition("\n")[0]
    for pattern, words, is_before in ((rule.before, before, True), (rule.after, following, False)):
        if pattern is None:
            continue
        match = pattern.search(words) if is_before else pattern.match(words)
        if match is None:
            return False
        seen = before if is_before else match[0]
        if rule.unless and rule.unless.search(seen):
            return False
    return not (rule.unless_before and rule.unless_before.search(before))


def _accepted(money: Money, before: str, after: str) -> str | None:
    """The rule by which a sum is pay; ``None`` where nothing says so."""
    has_pay_word = _pay_words().search(before) is not None
    if money.is_range:
        if has_pay_word:
            return "range_with_cue"
        if money.period or period_of(after[:16]):
            return "range_with_period"
        top = money.high or 0
        return "range_alone" if _LEAST_RANGE <= top <= _MOST and (money.low or 0) > 999 else None
    if not has_pay_word or (money.low or money.high or 0) < 5:
        return None
    if money.period or period_of(after[:16]) or last_period_of(before):
        return "sum_with_period"
    return "sum_with_cue" if (money.low or money.high or 0) >= _LEAST_RANGE else None


def _period(money: Money, before: str, after: str) -> PayPeriod:
    """The period stated with the sum, beside it, before it, or told by its size."""
    stated = money.period or _period_beside(after)
    if stated is None and not money.is_range:
        stated = money.low_period
    by_size = _period_by_size(money)
    if stated is None:
        before_it = last_period_of(before)
        stated = before_it if before_it and _fits(before_it, by_size) else None
    return "hour" if stated == "year" and by_size == "hour" else stated or by_size


def _fits(period: PayPeriod, by_size: PayPeriod) -> bool:
    """Whether a period said elsewhere in the sentence can be that of a sum of this size."""
    order = ("hour", "day", "week", "month", "year")
    return abs(order.index(period) - order.index(by_size)) <= (
        2 if "month" in (period, by_size) else 1
    )


def _period_beside(after: str) -> PayPeriod | None:
    """A period that follows the sum at once: " USD per year", "/hr", "(hourly)"."""
    match = re.match(
        r"[\s.,()+*]{0,3}(?:usd|gross|base|doe|brutto)?[\s.,()]{0,2}", after, re.IGNORECASE
    )
    rest = after[match.end() :] if match else after
    near = rest[:14]
    found = period_of(near)
    return (
        found
        if found
        and re.match(
            r"(?:/|per|an?\b|each|annual|hourly|month|daily|week|year|p\.?a|p\.?m|on an)",
            near,
            re.I,
        )
        else None
    )


def _period_by_size(money: Money) -> PayPeriod:
    top = money.high if money.high is not None else money.low or 0
    limits = pay_rules()["magnitudes"]
    bounds = limits.get(money.currency, limits["default"])
    for period in _SHORT_PERIODS:
        if top < bounds[period]:
            return period
    return "year"


def without_later_singles(statements: Sequence[PayStatement]) -> list[PayStatement]:
    """Statements without single sums where ranges are stated: those say more."""
    ranges = [s for s in statements if s.money.is_range]
    return list(ranges or statements)


def in_units(pay: Pay) -> Pay:
    """The pay with whole sums as whole numbers, for printing and comparing."""
    return replace(pay, min=_whole(pay.min), max=_whole(pay.max))


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


@cache
def _refusals() -> tuple[_Refusal, ...]:
    return tuple(
        _Refusal(
            name=entry["name"],
            before=_compiled(entry.get("before")),
            after=_compiled(entry.get("after")),
            unless=_compiled(entry.get("unless")),
            unless_before=_compiled(entry.get("unless_before")),
            spans_lines=entry.get("spans_lines", False),
        )
        for entry in pay_rules()["refuse"]
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern, re.IGNORECASE)


@cache
def _pay_words() -> re.Pattern[str]:
    return re.compile(pay_rules()["words"]["pay"], re.IGNORECASE)
