"""Which sums of a posting are its base pay, and the one pay they give together.

A sum is base pay where its words say pay ("salary", "base", "hourly rate"; a heading in the line
above counts) or a range names its period, and no rule of ``data/rules/pay.yaml`` says what else it
is: funding, revenue, bonus, allowances, equity, total compensation. Decision over all of them
(docs/annotation-guide.md#salary): the first currency named and the first period; of several zones
the lowest minimum and the highest maximum; a minimum of another period than its maximum is dropped.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from skillscan.domain import Pay, PayPeriod
from skillscan.nlp.context_rule import ContextRule, read_context_rules
from skillscan.nlp.pay.acceptance import Acceptance
from skillscan.nlp.pay.amount import MoneyFinder
from skillscan.nlp.pay.local_currency import LocalCurrencies
from skillscan.nlp.pay.money import Money
from skillscan.nlp.pay.sum_context import SumContext, context_of, headline_cell
from skillscan.nlp.pay.words import PayWords
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile
from skillscan.rules.folding import folded
from skillscan.rules.literal_start import StartSearch
from skillscan.rules.memo import Memo
from skillscan.sources import stated_pay

_MEMO_CHARACTERS = 500_000
_NO_BASE_PAY = "it is no base pay"
_TOTAL = "total_before"
_TOTAL_RULES = frozenset(
    f"refuse.{rule}" for rule in (_TOTAL, "total_after", "on_target_after", "total_statement")
)
_TOTAL_ELSEWHERE = "total_elsewhere"
_BASE = re.compile(r"\bbase\b", re.IGNORECASE)


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
    refused: str = ""
    """Why it is no base pay, or nobody is paid that; such a statement decides nothing."""
    repaired: str = ""
    """How the amounts or the period differ from what is written, and why."""


def _ends(statement: PayStatement) -> tuple[float | None, float | None]:
    return statement.money.low, statement.money.high


class PayRules:
    """Reads statements of base pay by one rule file."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the rules of ``pay.yaml``."""
        self.words = PayWords(rules)
        self._money = MoneyFinder(self.words)
        self._currencies = LocalCurrencies(self.words)
        self._acceptance = Acceptance(self.words)
        self._refusals = read_context_rules(rules, "refuse")
        self._because: dict[str, str] = {
            rule.id: str(rule.fields.get("because") or _NO_BASE_PAY)
            for rule in rules.rules("refuse")
        }
        self._total_elsewhere = StartSearch(phrase_pattern(rules, _TOTAL_ELSEWHERE))
        self._known_refusals = Memo[str](_MEMO_CHARACTERS)

    def statements(
        self,
        text: str,
        sentences: Callable[[], Sequence[int]],
        country: Callable[[], str | None] = lambda: None,
    ) -> list[PayStatement]:
        """All statements of base pay in a posting's text, and of what a rule says is none.

        ``sentences`` tells where its sentences begin, ``country`` which country the posting is of;
        most texts have no sum and do not ask.
        """
        found: list[PayStatement] = []
        others: list[PayStatement] = []
        sums = list(self._money.find(text))
        starts = sentences() if sums else ()
        for money in self._currencies.decided(text, sums, country):
            context = context_of(text, money, starts, self.words.open_a_sum)
            statement = self._statement(money, context, country) or self._in_headline(
                text, money, context, country
            )
            if statement is not None:
                found.append(statement)
            elif not money.is_bare and (refused_by := self._refused_by(context)):
                others.append(self._other(money, context, refused_by))
        kept = self._without_totals(text, found)
        return sorted([*kept, *others], key=lambda s: s.money.start) if others else kept

    def _other(self, money: Money, context: SumContext, refused_by: str) -> PayStatement:
        """A sum that nothing calls pay, and that a rule says what it is."""
        period = self._period(money, self.words.last_period_of(context.before), context.after)
        return PayStatement(
            money,
            period,
            f"refuse.{refused_by}",
            self._judged(context),
            refused=self._because[refused_by],
        )

    def _without_totals(self, text: str, found: list[PayStatement]) -> list[PayStatement]:
        """The statements, those refused that the text elsewhere says are total pay: by a sentence
        on the stated sums, or by the same range called so beside a base pay of its own.
        """
        kept = [s for s in found if not s.refused]
        if not kept:
            return found
        totals = {_ends(s) for s in found if s.rule in _TOTAL_RULES and s.money.is_range}
        has_base = any(_ends(s) not in totals for s in kept)
        is_told = self._total_elsewhere.search(text, folded(text)) is not None

        def is_total(s: PayStatement) -> bool:
            is_called_so = is_told or (has_base and _ends(s) in totals)
            return is_called_so and not s.refused and not _BASE.search(text, *s.judged)

        rule, because = f"refuse.{_TOTAL_ELSEWHERE}", self._because[_TOTAL]
        return [replace(s, rule=rule, refused=because) if is_total(s) else s for s in found]

    def _in_headline(
        self, text: str, money: Money, context: SumContext, country: Callable[[], str | None]
    ) -> PayStatement | None:
        """The same of a sum that is pay by its place in a headline alone."""
        cell = headline_cell(text, money)
        own_job = replace(context, before=context.before.rpartition(")")[2])
        if cell is None or self._refused_by(own_job):
            return None
        return self._statement(money, cell, country)

    def refused_by(self, text: str, sentences: Sequence[int]) -> list[set[str]]:
        """The rules that refuse each sum of a text, in order: for their examples."""
        return [
            {rule.name for rule in self._refusals if _catches(rule, context)}
            for money in self._money.find(text)
            for context in [context_of(text, money, sentences, self.words.open_a_sum)]
        ]

    def _statement(
        self, money: Money, context: SumContext, country: Callable[[], str | None]
    ) -> PayStatement | None:
        before, after = context.before, context.after
        period_before = self.words.last_period_of(before)
        rule = self._acceptance.rule_of(money, context, period_before)
        if rule is None:
            return None
        period = self._period(money, period_before, after)
        is_stated = period_before is not None or self._stated_period(money, after) is not None
        if money.sign and self.words.is_american(
            money.top, money.currency, period, is_stated=is_stated
        ):
            money = replace(money, currency=self.words.currency_in(money.sign, None))
            period = self._period(money, period_before, after)
        statement = PayStatement(money, period, rule, self._judged(context))
        if refused_by := self._refused_by(context):
            because = self._because[refused_by]
            return replace(statement, rule=f"refuse.{refused_by}", refused=because)
        others = self.words.period_of(after), period_before
        return self._plausible(statement, country(), others)

    def _refused_by(self, context: SumContext) -> str:
        """The rule whose words around a sum say that it is no base pay, or nothing; remembered, as
        these words stand in all postings of an employer.
        """
        key = f"{context.before}\0{context.after}\0{context.beyond}"
        known = self._known_refusals.get(key)
        if known is None:
            caught = (rule.name for rule in self._refusals if _catches(rule, context))
            known = self._known_refusals.put(key, next(caught, ""))
        return known

    def _judged(self, context: SumContext) -> tuple[int, int]:
        """The sentence, from the heading above on where only that one says that it is pay."""
        is_by_heading = self.words.say_pay(context.before) and not self.words.say_pay(context.own)
        return context.heading_start if is_by_heading else context.start, context.end

    def _stated_period(self, money: Money, after: str) -> PayPeriod | None:
        """The period stated with the sum or beside it."""
        stated = money.period or self.words.period_beside(after)
        return money.low_period if stated is None and not money.is_range else stated

    def _period(self, money: Money, period_before: PayPeriod | None, after: str) -> PayPeriod:
        """The period stated with the sum, beside it, before it, or told by its size."""
        stated = self._stated_period(money, after)
        by_size = self._period_by_size(money)
        if stated is not None:
            return stated
        is_plausible = period_before is not None and _is_plausible(period_before, by_size)
        period = period_before if period_before is not None and is_plausible else by_size
        return "hour" if period == "year" and by_size == "hour" else period

    def _plausible(
        self, statement: PayStatement, country: str | None, others: Sequence[PayPeriod | None]
    ) -> PayStatement:
        """The statement as far as anybody is paid that; else with the reason why it is refused.

        The thousand that one end leaves out is the other end's, and of a slip in the period
        ("$120,000 an hour") another one that its sentence names (``others``), or else the size,
        tells the right one.
        """
        money, period = statement.money, statement.period
        if money.low is not None and not _is_of_period(statement):
            money = replace(money, low=None, misprint=money.low)
        if pay := _possible(money, period, country):
            repaired = _repair(money, pay.min, pay.max)
            money = replace(money, low=pay.min, high=pay.max)
            return replace(statement, money=money, repaired=repaired)
        told = next(
            (o for o in others if o not in (None, period) and _possible(money, o, country)), None
        )
        by_size = self._period_by_size(money)
        is_by_size = by_size == "year" and _possible(money, by_size, None)
        slip = told or (by_size if is_by_size else None)
        refused = _nobody_is_paid(money, period, None if slip else country)
        if slip is None:
            return replace(statement, rule="implausible", refused=refused)
        because = "its sentence names" if told else "by its size it is"
        return replace(
            statement,
            money=replace(money, low_period=None),
            period=slip,
            rule="period_named" if told else "period_by_size",
            repaired=f"{refused}: {because} {stated_pay.an(slip)}'s pay",
        )

    def _period_by_size(self, money: Money) -> PayPeriod:
        return self.words.period_of_size(money.top, money.currency)


def _possible(money: Money, period: PayPeriod | None, country: str | None) -> Pay | None:
    """What of a sum somebody may be paid for a period."""
    binding = stated_pay.country_of_pay(country, money.currency, period)
    return stated_pay.plausible(money.low, money.high, money.currency, period, binding)


def _nobody_is_paid(money: Money, period: PayPeriod, country: str | None) -> str:
    known = dict.fromkeys(end for end in (money.low, money.high) if end is not None)
    ends = " to ".join(map(stated_pay.in_words, known))
    return stated_pay.nobody_is_paid(ends, money.currency, period, country)


def _repair(money: Money, low: float | None, high: float | None) -> str:
    """How the ends that count differ from those that are written."""
    left_out = stated_pay.left_out(money.misprint) if money.misprint is not None else ""
    told = stated_pay.repair((money.low, money.high), (low, high))
    return "; ".join(filter(None, (left_out, told)))


def _catches(rule: ContextRule, context: SumContext) -> bool:
    return rule.matches(context.before, context.beyond if rule.spans_lines else context.after)


def decide_pay(statements: Sequence[PayStatement]) -> Pay | None:
    """The one base pay that all statements together give; ``None`` without any."""
    statements = [statement for statement in statements if not statement.refused]
    if not statements:
        return None
    first = next((s for s in statements if s.money.is_range), statements[0])
    same = [
        s
        for s in statements
        if s.money.currency == first.money.currency and s.period == first.period
    ]
    lows = [s.money.low for s in same if s.money.low is not None and _is_of_period(s)]
    least = {s.money.low for s in same if s.money.high is None}
    highs = [s.money.high for s in same if s.money.high is not None and not _is_told_as(least, s)]
    return Pay(
        min=min(lows, default=None),
        max=max(highs, default=None),
        currency=first.money.currency,
        period=first.period,
    )


def _is_told_as(least: Collection[float | None], statement: PayStatement) -> bool:
    """Whether a single sum is one of those that are elsewhere told as the least that is paid."""
    return not statement.money.is_range and statement.money.low in least


def _is_of_period(statement: PayStatement) -> bool:
    """Whether the lower end is of the same period as the upper one."""
    low = statement.money.low_period
    return low is None or low == statement.period


def _is_plausible(period: PayPeriod, by_size: PayPeriod) -> bool:
    """Whether a period said elsewhere in the sentence can be that of a sum of this size."""
    order = ("hour", "day", "week", "month", "year")
    return abs(order.index(period) - order.index(by_size)) <= (
        2 if "month" in (period, by_size) else 1
    )


def prefer_ranges(statements: Sequence[PayStatement]) -> list[PayStatement]:
    """The ranges among the statements, else all of them: a range says more than a single sum.

    What is refused stays, to tell why.
    """
    has_ranges = any(s.money.is_range and not s.refused for s in statements)
    return [s for s in statements if s.refused or s.money.is_range or not has_ranges]


def with_whole_sums(pay: Pay) -> Pay:
    """The pay with whole sums as whole numbers, for printing and comparing."""
    return replace(pay, min=_whole(pay.min), max=_whole(pay.max))


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
