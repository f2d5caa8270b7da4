"""By which words, place or size a sum is pay at all: the names of the rules that accept it.

A sum is pay where a word of pay stands before it, where it names its period, where it is a range of
a size that only pay has, or where it stands alone in a cell. What refuses it again is decided in
``statement``.
"""

import re

from skillscan.domain import PayPeriod
from skillscan.nlp.pay.money import Money
from skillscan.nlp.pay.sum_context import SumContext
from skillscan.nlp.pay.words import PayWords
from skillscan.text.country import country_of

_MIN_YEARLY = 15_000
"""A sum of at least this and not more than ``_MAX_YEARLY`` is a year's pay where nothing else is
said."""
_MAX_YEARLY = 2_500_000
_LEAST_ALONE: dict[PayPeriod, float] = {
    "hour": 7, "day": 60, "week": 250, "month": 800, "year": 10_000
}  # fmt: skip
"""What a sum must be to be pay by its period alone: smaller ones are mostly prices."""
_LEAST_IN_CELL: dict[PayPeriod, float] = {"month": 1_500, "year": 0}
"""What the lower end of a range must be that stands alone in a cell: "Remote - USD 4k-8k"."""
_MOST_OF_NO_PAY = 999
"""Up to so much the lower end of a range of a year's size is no year's pay."""
_LEAST_NAMED = 5
"""A single sum of less is no pay, whatever calls it so."""
_OF_CLAUSE: frozenset[PayPeriod] = frozenset({"hour", "year"})
"""Periods for which a sum is pay by its clause alone: "contract position, up to €80/hour"."""
_CLAUSES = re.compile(r",|\s[-–—]\s(?!$)|(?<=[a-z])(?=Up to\b)")
_PERIOD_CHARS = 20
"""Behind a sum with a place before it, its period and nothing else."""
_PLACE_LABEL = re.compile(r"[\W_]{0,4}(?P<place>[^\W\d_][\w.,' ]{2,40}?)\s?[-–—:]\s{0,2}")
_HIRING_RATE = re.compile(r"\b(?:min|max)(?:imum)? hiring rate\W{0,4}$", re.IGNORECASE)
"""The labels of a form whose period, if it is there, stands lines before them."""
_ENDS = re.compile(
    r"\+?\s?(?:$|[.,;|(](?!\d)|\+|plus\b|doe\b|dependent\b|depending\b|based on\b|basic\b|base\b"
    r"|[hfmwdx](?:\s?/\s?[hfmwdxn]){1,2}\b|\s[-–—]\s?\(?[hfmwdx]/"
    r"|(?:1099|w-?2)(?:\s?(?:/|or)\s?(?:1099|w-?2))?(?:\sonly)?\s?(?:$|[.,;|()\n]|for\b))",
    re.IGNORECASE,
)
"""What may follow a bound that is pay by nothing else: "Up to £65,000 DOE", "50K€ H/F"."""
_AFTER_PERIOD = re.compile(
    r"[^\d,;.()\n]{0,16}?\s(?:gross|brutto|(?:contract|hourly|base|pay|starting)\s(?:rate|pay|wage))\b",
    re.IGNORECASE,
)
"""What calls a sum pay behind its period: "EUR 4,061.50/month gross", "$40/hour contract rate"."""
_BARE_ENDS = re.compile(
    rf"(?i:{_ENDS.pattern})|(?-i:[A-Z])|\s(?i:and equity|per year|a year|gross)"
)
_SALARY_LABEL = re.compile(
    r"\bsalary(?:\s[a-z]{2,12})?[\s:–—•*-]{1,5}(?P<rest>[^.;:\n]{0,30})$", re.IGNORECASE
)
"""What must stand before a single sum that has the size of a month's pay and says no period."""
_CALLED_PAY = re.compile(
    r"\]?\s?(?:\(\s?)?(?:(?:annual|base|basic|cash|gross|yearly|starting|fixed)\s){0,2}"
    r"(?:salary|salaries|base|gross|ctc|brutto)\b",
    re.IGNORECASE,
)


def is_yearly_size(amount: float | None) -> bool:
    """Whether a sum is of the size of a year's pay."""
    return amount is not None and _MIN_YEARLY <= amount <= _MAX_YEARLY


class Acceptance:
    """Accepts sums by the words of one ``pay.yaml``."""

    def __init__(self, words: PayWords) -> None:
        """Take over the words."""
        self._words = words

    def rule_of(
        self, money: Money, context: SumContext, period_before: PayPeriod | None
    ) -> str | None:
        """The rule by which a sum is pay; ``None`` where nothing says so. ``period_before`` is the
        period that the words before it name.
        """
        after = context.after
        has_pay_word = self._words.say_pay(context.before)
        period = (
            money.period or self._words.period_of(after[:16]) or self._words.period_beside(after)
        )
        is_open = bool(self._words.open_a_sum(context.own) and _BARE_ENDS.match(after))
        is_large = (money.low or 0) >= _MIN_YEARLY
        is_called_pay = money.is_range and _CALLED_PAY.match(after)
        if money.is_bare and not (is_large and (has_pay_word or is_open or is_called_pay)):
            return None
        if money.is_range and has_pay_word:
            return "range_with_cue"
        if money.is_range:
            return self._of_range(money, period, is_alone=context.is_cell and is_open)
        if has_pay_word:
            return self._of_named_sum(money, context, period or period_before)
        return self._of_sum(money, context)

    def _of_range(self, money: Money, period: PayPeriod | None, *, is_alone: bool) -> str | None:
        """The rule by which a range is pay that no word before it calls so."""
        if period:
            return "range_with_period" if money.top >= _LEAST_ALONE[period] else None
        low = money.low or 0
        is_of_size = _MIN_YEARLY <= money.top <= _MAX_YEARLY and low > _MOST_OF_NO_PAY
        least = _LEAST_IN_CELL.get(self._words.period_of_size(money.top, money.currency))
        is_cell = is_alone and least is not None and low >= least
        return "range_alone" if is_of_size or is_cell else None

    def _of_named_sum(
        self, money: Money, context: SumContext, period: PayPeriod | None
    ) -> str | None:
        """The rule by which a single sum behind a word of pay is pay."""
        least = money.low or money.top
        if least < _LEAST_NAMED:
            return None
        if period:
            return "sum_with_period"
        is_said = (
            least >= _MIN_YEARLY
            or self._is_monthly_salary(money, context)
            or (money.top >= _LEAST_ALONE["hour"] and _HIRING_RATE.search(context.before))
        )
        return "sum_with_cue" if is_said else None

    def _is_monthly_salary(self, money: Money, context: SumContext) -> bool:
        """Whether a sum of a month's size stands alone behind a label: "Salary: from 4k USD"."""
        label = _SALARY_LABEL.search(context.before)
        return (
            label is not None
            and (money.low or money.high or 0) >= _LEAST_ALONE["month"]
            and self._words.period_of_size(money.top, money.currency) == "month"
            and self._words.open_a_sum(label["rest"])
            and _BARE_ENDS.match(context.after) is not None
        )

    def _of_sum(self, money: Money, context: SumContext) -> str | None:
        """The same of a single sum."""
        top = money.top
        period = money.period or self._words.period_beside(context.after)
        if period and self._words.period_of_size(top, money.currency) == period:
            clause = _CLAUSES.split(context.own)[-1] if period in _OF_CLAUSE else context.own
            is_open = (
                self._words.open_a_sum(clause)
                or _AFTER_PERIOD.match(context.after)
                or (_names_place(context.own) and len(context.after) <= _PERIOD_CHARS)
            )
            return "sum_with_period" if is_open and top >= _LEAST_ALONE[period] else None
        if period is not None or not is_yearly_size(top):
            return None
        is_bound = context.is_cell or money.low is None or money.high is None
        if is_bound and self._words.open_a_sum(context.own) and _ENDS.match(context.after):
            return "bound_alone"
        return "sum_with_cue" if _CALLED_PAY.match(context.after) else None


def _names_place(own: str) -> bool:
    """Whether nothing but a place stands before a sum: "Milan, ITA - 1,800 EUR monthly"."""
    label = _PLACE_LABEL.fullmatch(own)
    return label is not None and country_of(label["place"]) is not None
