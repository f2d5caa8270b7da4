"""Which sums of a posting are its base pay, and the one pay they give together.

A sum is base pay where its words say pay ("salary", "base", "hourly rate"; a heading in the line
above counts) or a range names its period, and no rule of ``data/rules/pay.yaml`` says what else it
is: funding, revenue, bonus, allowances, equity, total compensation. Decision over all of them
(docs/annotation-guide.md#salary): the first currency named and the first period; of several zones
the lowest minimum and the highest maximum; a minimum of another period than its maximum is dropped.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from skillscan.domain import Pay, PayPeriod
from skillscan.nlp.context_rule import ContextRule, read_context_rules, sentence_around
from skillscan.nlp.pay.amount import Money, MoneyFinder
from skillscan.nlp.pay.words import PayWords
from skillscan.rules import RuleFile

_BEFORE_CHARS = 130
_AFTER_CHARS = 130
_HEADING_CHARS = 90
_MIN_YEARLY = 15_000
"""A sum of at least this and not more than ``_MAX_YEARLY`` is a year's pay where nothing else is
said."""
_MAX_YEARLY = 2_500_000


@dataclass(frozen=True, slots=True)
class PayStatement:
    """A sum that is base pay, with the period it is for; offsets are characters of the text.

    ``judged`` is the stretch it was judged in: its sentence, with the heading above where that says
    what it is.
    """

    money: Money
    period: PayPeriod
    rule: str
    judged: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Context:
    """The words around a sum: before it (``own``: of its sentence alone), after it, and beyond.

    ``start`` and ``end`` are its sentence's, ``heading_start`` is where the line above begins.
    """

    own: str
    before: str
    after: str
    beyond: str
    start: int
    end: int
    heading_start: int


def is_yearly_size(amount: float | None) -> bool:
    """Whether a sum is of the size of a year's pay."""
    return amount is not None and _MIN_YEARLY <= amount <= _MAX_YEARLY


class PayRules:
    """Reads statements of base pay by one rule file."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the rules of ``pay.yaml``."""
        self.words = PayWords(rules)
        self._money = MoneyFinder(self.words)
        self._refusals = read_context_rules(rules, "refuse")

    def statements(self, text: str, sentences: Callable[[], Sequence[int]]) -> list[PayStatement]:
        """All statements of base pay in a posting's text, in order.

        ``sentences`` tells where its sentences begin; most texts have no sum and do not ask.
        """
        found: list[PayStatement] = []
        sums = list(self._money.find(text))
        starts = sentences() if sums else ()
        for money in sums:
            statement = self._statement(money, _context(text, money, starts))
            if statement is not None:
                found.append(statement)
        return found

    def refused_by(self, text: str, sentences: Sequence[int]) -> list[set[str]]:
        """The rules that refuse each sum of a text, in order: for their examples."""
        return [
            {rule.name for rule in self._refusals if _catches(rule, context)}
            for money in self._money.find(text)
            for context in [_context(text, money, sentences)]
        ]

    def _statement(self, money: Money, context: _Context) -> PayStatement | None:
        if any(_catches(rule, context) for rule in self._refusals):
            return None
        before, after = context.before, context.after
        period_before = self.words.last_period_of(before)
        rule = self._accepted(money, before, after, period_before)
        if rule is None:
            return None
        period = self._period(money, period_before, after)
        return PayStatement(money, period, rule, self._judged(context))

    def _judged(self, context: _Context) -> tuple[int, int]:
        """The sentence, from the heading above on where only that one says that it is pay."""
        is_by_heading = self.words.say_pay(context.before) and not self.words.say_pay(context.own)
        return context.heading_start if is_by_heading else context.start, context.end

    def _accepted(
        self, money: Money, before: str, after: str, period_before: PayPeriod | None
    ) -> str | None:
        """The rule by which a sum is pay; ``None`` where nothing says so."""
        has_pay_word = self.words.say_pay(before)
        if money.is_range:
            if has_pay_word:
                return "range_with_cue"
            if money.period or self.words.period_of(after[:16]):
                return "range_with_period"
            top = money.high or 0
            return (
                "range_alone"
                if _MIN_YEARLY <= top <= _MAX_YEARLY and (money.low or 0) > 999
                else None
            )
        if not has_pay_word or (money.low or money.high or 0) < 5:
            return None
        if money.period or self.words.period_of(after[:16]) or period_before:
            return "sum_with_period"
        return "sum_with_cue" if (money.low or money.high or 0) >= _MIN_YEARLY else None

    def _period(self, money: Money, period_before: PayPeriod | None, after: str) -> PayPeriod:
        """The period stated with the sum, beside it, before it, or told by its size."""
        stated = money.period or self._period_beside(after)
        if stated is None and not money.is_range:
            stated = money.low_period
        by_size = self._period_by_size(money)
        if stated is None:
            is_plausible = period_before is not None and _is_plausible(period_before, by_size)
            stated = period_before if is_plausible else None
        return "hour" if stated == "year" and by_size == "hour" else stated or by_size

    def _period_beside(self, after: str) -> PayPeriod | None:
        """A period that follows the sum at once: " USD per year", "/hr", "(hourly)"."""
        match = re.match(
            r"[\s.,()+*]{0,3}(?:usd|gross|base|doe|brutto)?[\s.,()]{0,2}", after, re.IGNORECASE
        )
        rest = after[match.end() :] if match else after
        near = rest[:14]
        found = self.words.period_of(near)
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

    def _period_by_size(self, money: Money) -> PayPeriod:
        return self.words.period_of_size(
            money.high if money.high is not None else money.low or 0, money.currency
        )


def _catches(rule: ContextRule, context: _Context) -> bool:
    return rule.matches(context.before, context.beyond if rule.spans_lines else context.after)


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


def _context(text: str, money: Money, sentences: Sequence[int]) -> _Context:
    """The words before, from the sentence or the heading above, and those after."""
    begin, stop = sentence_around(text, money.start, money.end, sentences)
    own = before = text[max(begin, money.start - _BEFORE_CHARS) : money.start]
    heading_start = begin
    beyond = text[money.end : money.end + _AFTER_CHARS]
    after = beyond[: stop - money.end]
    if len(own.strip(" •*-–·:>")) < 4:
        heading_start, last = _line_above(text, money.start)
        before = f"{text[heading_start:last]} {own}"
    return _Context(own, before, after, beyond, begin, stop, heading_start)


def _line_above(text: str, start: int) -> tuple[int, int]:
    """Where the heading stands above the line of a sum: its last words."""
    end = max(0, text.rfind("\n", 0, start))
    first = max(0, end - _HEADING_CHARS)
    return max(first, text.rfind("\n", first, end) + 1), end


def _is_plausible(period: PayPeriod, by_size: PayPeriod) -> bool:
    """Whether a period said elsewhere in the sentence can be that of a sum of this size."""
    order = ("hour", "day", "week", "month", "year")
    return abs(order.index(period) - order.index(by_size)) <= (
        2 if "month" in (period, by_size) else 1
    )


def prefer_ranges(statements: Sequence[PayStatement]) -> list[PayStatement]:
    """The ranges among the statements, else all of them: a range says more than a single sum."""
    ranges = [s for s in statements if s.money.is_range]
    return list(ranges or statements)


def with_whole_sums(pay: Pay) -> Pay:
    """The pay with whole sums as whole numbers, for printing and comparing."""
    return replace(pay, min=_whole(pay.min), max=_whole(pay.max))


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
