"""Whether the text plainly states another base pay than the source's structured field.

The field wins as a rule: it is filled in for this very purpose. It is not believed where the text
states a range that it calls pay, or a single year's pay, in the same currency that lies far outside
of it (an account executive's on-target earnings in the field, the base in the text), the same
numbers for another period, or one range alone that differs, for this period or, unless its size
speaks for the field's, for another: what candidates read is what they are offered. Other sums of a
text are too often something else: 100 dollars a month for a gym, the size of the deals that
somebody is to close.
"""

from collections.abc import Sequence

from skillscan.domain import Pay
from skillscan.nlp.pay.acceptance import is_yearly_size
from skillscan.nlp.pay.statement import PayStatement, decide_pay
from skillscan.nlp.pay.words import PayWords

_SLACK = 1.25
"""Ends that differ by less are the same pay, stated at two times or for two places."""


def pay_of_text_instead(
    stated: Pay, statements: Sequence[PayStatement], words: PayWords
) -> Pay | None:
    """The base pay that the text plainly states where it contradicts the stated one; else None."""
    plain = _plain(statements)
    read = decide_pay(plain)
    if read is None or (stated.currency is not None and stated.currency != read.currency):
        return None
    if stated.period not in (None, read.period):
        is_other = _has_number_of(stated, read) or _is_one_range(stated, plain)
        return read if is_other and not _is_slip_of_text(stated, read, words) else None
    contradicts = stated.period is None or _is_far(stated, read) or _is_one_range(stated, plain)
    return read if contradicts else None


def _plain(statements: Sequence[PayStatement]) -> list[PayStatement]:
    """The ranges that words call pay; without a range the only sum, if it is a year's pay."""
    statements = [s for s in statements if not s.refused]
    ranges = [s for s in statements if s.money.is_range]
    if ranges:
        return [s for s in ranges if s.rule != "range_alone"]
    return [s for s in statements if len(statements) == 1 and _is_years_pay(s)]


def _is_one_range(stated: Pay, plain: Sequence[PayStatement]) -> bool:
    """Whether the text states one range and no other, beyond the cents, where the field has both
    ends too.
    """
    ranges = {(s.money.low, s.money.high, s.period) for s in plain if s.money.is_range}
    if len(ranges) != 1 or stated.min is None or stated.max is None:
        return False
    low, high, _ = ranges.pop()
    return (
        low is not None
        and high is not None
        and not (abs(low - stated.min) < 1 and abs(high - stated.max) < 1)
    )


def _is_years_pay(statement: PayStatement) -> bool:
    money = statement.money
    is_exact = money.low == money.high and is_yearly_size(money.low)
    return is_exact and statement.period == "year"


def _has_number_of(stated: Pay, read: Pay) -> bool:
    """The same numbers for another period: the field's period is a slip."""
    return bool({stated.min, stated.max} & {read.min, read.max} - {None})


def _is_slip_of_text(stated: Pay, read: Pay, words: PayWords) -> bool:
    """Nobody earns 120,000 dollars an hour, whatever the text says."""
    top = max(end for end in (read.min, read.max) if end is not None)
    return words.period_of_size(top, read.currency) == stated.period


def _is_far(stated: Pay, read: Pay) -> bool:
    """Whether the two have no pay in common."""
    read_ends = [end for end in (read.min, read.max) if end is not None]
    is_above = stated.min is not None and stated.min > max(read_ends) * _SLACK
    is_below = stated.max is not None and stated.max * _SLACK < min(read_ends)
    return is_above or is_below
