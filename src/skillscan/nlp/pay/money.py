"""A sum of money or a range, and how several of them make one range.

"$90,000 to $110,000 to $130,000" is one, as are two sums with a dash and a line break between them;
of a line whose first range states the currency, further ones may leave it out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from skillscan.domain import PayPeriod
from skillscan.nlp.pay.words import parse_number

MAX_SUMS = 100
"""More sums than any posting states; a text of nothing but sums must not take long."""
MALFORMED_RATIO = 20
"""A range whose ends differ more than this is misprinted: its lower end does not count."""
_BARE_RANGE = re.compile(
    r"(?<![\w$€£₹.,-])(?P<low>\d{2,3},\d{3}(?:\.\d\d)?)\s?[-–—]\s?"
    r"(?P<high>\d{2,3},\d{3}(?:\.\d\d)?)(?![\d,])"
)
_DASH_AND_BREAK = re.compile(r"[ \t]{0,3}\n?[ \t]{0,3}(?:-|–|—|to)[ \t]{0,3}\n?[ \t]{0,3}")
"""Between the ends of a range that stand on lines of their own."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum or a range of one currency; offsets are characters of the text.

    ``low`` is ``None`` in "up to $200,000" and ``high`` in "from $100,000"; a single sum is both.
    ``period`` is what the sum itself states, ``low_period`` what its lower end states. ``currency``
    is ``None`` behind a sign that nobody knows ("XQ$100").
    """

    start: int
    end: int
    low: float | None
    high: float | None
    currency: str | None
    period: PayPeriod | None
    low_period: PayPeriod | None
    is_range: bool
    sign: str = ""
    """The sign that several currencies share, where it alone told the currency ("$", "kr")."""
    is_bare: bool = False
    """A range of thousands without any currency: "60-75k"."""
    misprint: float | None = None
    """The lower end that does not count, as it is far below the upper one or of another period."""

    @property
    def top(self) -> float:
        """The upper end, or the only one that is stated."""
        return self.high or self.low or 0

    def moved(self, by: int) -> "Money":
        """The same sum in a text that holds this one from ``by`` on."""
        return replace(self, start=self.start + by, end=self.end + by)


def continues_range(gap: str, money: Money) -> bool:
    """Whether a sum is the third of a row: "$90,000 to $110,000 to $130,000"."""
    return not money.is_range and re.fullmatch(r"\s?(?:to|-|–|—)\s?", gap) is not None


def goes_on_below(text: str, first: Money, second: Money) -> bool:
    """Whether a dash with a line break beside it makes a range of two single sums."""
    gap = text[first.end : second.start]
    return (
        not first.is_range
        and not second.is_range
        and first.low is not None
        and second.high is not None
        and first.low < second.high < first.low * MALFORMED_RATIO
        and _DASH_AND_BREAK.fullmatch(gap) is not None
    )


def range_over_lines(first: Money, second: Money) -> Money:
    """The range of two sums; the second one tells the currency, where the first has a sign only."""
    told = second if second.currency is not None and not second.sign else first
    return replace(
        second,
        start=first.start,
        low=first.low,
        low_period=first.period,
        currency=told.currency,
        sign=told.sign,
        is_range=True,
    )


def of_stated_currency(line: str, found: Sequence[Money]) -> Sequence[Money]:
    """The sums of a line without its bare ranges of whole amounts, where another range states the
    currency: they are of that one.
    """
    if not any(money.is_range and not money.is_bare for money in found):
        return found
    return [m for m in found if not (m.is_bare and "," in line[m.start : m.end])]


def with_bare_ranges(text: str, found: Sequence[Money]) -> Sequence[Money]:
    """The ranges found, and those of other zones on the same line that leave the currency out."""
    more = []
    for match in islice(_BARE_RANGE.finditer(text), MAX_SUMS) if found else ():
        line = text.rfind("\n", 0, match.start()) + 1
        first = next((m for m in found if m.is_range and line <= m.start < match.start()), None)
        if first is None or any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        low, high = parse_number(match["low"]), parse_number(match["high"])
        if low is not None and high is not None and low <= high:
            more.append(replace(first, start=match.start(), end=match.end(), low=low, high=high))
    return sorted([*found, *more], key=lambda money: money.start)
