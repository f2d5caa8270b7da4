"""The periods that the columns of a table are of: "2024", "US 2025", "Q4 2025", "October 2026"."""

import calendar
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import ArticleBlock

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_PART = re.compile(r"\b(?:Q([1-4])|H([12]))\b", re.IGNORECASE)
_MONTHS = tuple(month.lower() for month in calendar.month_name[1:])
_MONTH = re.compile(
    rf"\b(?:{'|'.join(f'{month}|{month[:3]}' for month in _MONTHS)}|sept)\b\.?", re.IGNORECASE
)
_BRACKET = re.compile(r"\([^()]{0,40}\)")
_LONGEST = 40
_NUMBER = r"(?:an?|{small_numbers}|twelve|\d{1,2})"
_SPAN = r"(?:{time_units}s?|(?!fall\b){season_names}|{edition_nouns}|weeks?|days?|months)"
_TIME_AGO = (
    rf"(?:{{past_adjectives}} (?:{_SPAN}|fall)|{_NUMBER} {_SPAN} {{ago_words}}"
    rf"|(?:the )?(?:{{time_units}}|{{season_names}}) (?:before|earlier|prior)"
    r"|(?:our|my|the) (?:\w+ )?{earlier_editions} {edition_kinds}"
    rf"|(?:the )?same {_SPAN}(?: (?:of|in))?,? (?:19|20)\d\d|back then)"
)
_AGO = rf"\b{_TIME_AGO}\b"
_ONLY_AGO = rf"\W*(?:{_TIME_AGO}|then|before|previously)\W*"
"""A header that is of a time before today's without naming it: "Last year", "A year ago". The fall
of a header may be a decline.
"""
_COLUMN_WORDS = (
    words_of("column_nouns")
    | words_of("same_time_words")
    | words_of("plain_columns")
    | words_of("season_names")
    | words_of("own_counts")
)
_NOW = (
    r"\W*(?:(?:this|the (?:latest|current)) "
    r"(?:{time_units}|{season_names}|week|month|{edition_nouns})"
    r"|{now_words}|latest|current)\b(?:[,:]? (?P<rest>[^\d]*))?"
)
"""A header that is of today: "This spring", "Now"."""
_FEWEST_IN_ORDER = 3
"""Quarters or months whose columns show which way time goes over the turn of a year."""
_WORD = re.compile(r"[^\W\d_]+|%")

_Table = tuple[tuple[str, ...], tuple[int, int] | None]
_Group = tuple[tuple[str, ...], tuple[int, int] | None, str]


def period_of(header: str | None) -> tuple[str, float] | None:
    """What a header says but its period, and that as a year with its part; ``None`` where it names
    no year or several.
    """
    if not header or len(header) > _LONGEST:
        return None
    header = _BRACKET.sub("", header)
    years, months = _YEAR.findall(header), _MONTH.findall(header)
    if len(years) > 1 or len(months) > 1 or not (years or _is_month(header)):
        return None
    part = _PART.search(header)
    within = 0.0
    if part:
        within = int(part[1]) / 4 if part[1] else int(part[2]) / 2
    elif months:
        within = _number(months[0]) / len(_MONTHS)
    rest = _MONTH.sub("", _PART.sub("", _YEAR.sub("", header)))
    said = " ".join(re.sub(r"\W+", " ", rest).lower().split())
    return said, int(next(iter(years), 0)) + within


def _is_month(header: str) -> bool:
    """Whether a header is only a month or a quarter, whose year is that of the columns beside."""
    name = header.strip(" ,%")
    return _MONTH.fullmatch(name) is not None or _PART.fullmatch(name) is not None


def _number(month: str) -> int:
    start = month[:3].lower()
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(start))


class ColumnPeriods:
    """Which columns of an article's tables have a later one beside them."""

    def __init__(self, blocks: Iterable[ArticleBlock]) -> None:
        self._periods: dict[_Group, list[float]] = {}
        self._of_today: set[_Table] = set()
        for cell in blocks:
            if found := period_of(cell.column):
                periods = self._periods.setdefault(_group(cell, found[0]), [])
                if found[1] not in periods:
                    periods.append(found[1])
            elif cell.column and pattern_of(_NOW).fullmatch(cell.column):
                self._of_today.add((cell.headings, cell.lead))

    def is_earlier(self, block: ArticleBlock) -> bool:
        """Whether the column of a cell is of a period and another, of the same, of a later one, or
        of a time ago.
        """
        if block.column and _is_of_time_ago(block.column):
            return True
        found = period_of(block.column)
        if found is None:
            return False
        said, period = found
        if period > 1 and (block.headings, block.lead) in self._of_today:
            return _COLUMN_WORDS.issuperset(said.split())
        periods = self._periods.get(_group(block, said), [])
        return period in _in_order(periods)[:-1]


def _in_order(periods: Sequence[float]) -> list[float]:
    """Periods, the latest last. Those without a year whose columns stand in the order of time are
    so over the turn of a year too: "Q4 | Q1 | Q2".
    """
    falls = [n for n, (one, other) in enumerate(pairwise(periods), 1) if other < one]
    is_over_new_year = len(falls) == 1 and max(periods) <= 1 and len(periods) >= _FEWEST_IN_ORDER
    return list(periods) if is_over_new_year else sorted(periods)


def _is_of_time_ago(header: str) -> bool:
    """Whether a header names a time before today's and beside it nothing but what is counted at
    any time: "Same window a year ago", "Share of ads last year", not "Used last year at work".
    """
    said = _BRACKET.sub("", header)
    if pattern_of(_ONLY_AGO).fullmatch(said):
        return True
    rest, times = pattern_of(_AGO).subn(" ", _PART.sub(" ", said))
    return bool(times) and _COLUMN_WORDS.issuperset(_WORD.findall(rest.lower()))


def _group(block: ArticleBlock, rest: str) -> _Group:
    return block.headings, block.lead, rest
