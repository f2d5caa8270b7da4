"""The periods that the columns of a table are of: "2024", "US 2025", "Q4 2025", "October 2026"."""

import calendar
import re
from collections.abc import Iterable

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_PART = re.compile(r"\b(?:Q([1-4])|H([12]))\b", re.IGNORECASE)
_MONTHS = tuple(month.lower() for month in calendar.month_name[1:])
_MONTH = re.compile(
    rf"\b(?:{'|'.join(f'{month}|{month[:3]}' for month in _MONTHS)}|sept)\b\.?", re.IGNORECASE
)
_BRACKET = re.compile(r"\([^()]{0,40}\)")
_LONGEST = 40
_AGO = (
    r"\W*(?:{column_nouns}? ?(?:in |of |from )?(?:the )?"
    r"{past_adjectives} (?:{time_units}|(?!fall\b){season_names}|{edition_nouns})"
    r"|(?:an?|one|two|three|four|five|\d{1,2}) {time_units}s? (?:ago|earlier|before)"
    r"|(?:the )?{time_units} (?:before|earlier)|back then|then|before|previously)"
    r"(?:,? (?:%|percent|in percent|\(%\)))?\W*"
)
"""A header that is of a time before today's without naming it: "Last year", "A year ago". The fall
of a header may be a decline.
"""

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
        self._latest: dict[_Group, float] = {}
        for cell in blocks:
            if found := period_of(cell.column):
                group = _group(cell, found[0])
                self._latest[group] = max(found[1], self._latest.get(group, 0.0))

    def is_earlier(self, block: ArticleBlock) -> bool:
        """Whether the column of a cell is of a period and another, of the same, of a later one, or
        of a time ago.
        """
        if block.column and pattern_of(_AGO).fullmatch(block.column):
            return True
        found = period_of(block.column)
        return found is not None and self._latest.get(_group(block, found[0]), 0.0) > found[1]


def _group(block: ArticleBlock, rest: str) -> _Group:
    return block.headings, block.lead, rest
