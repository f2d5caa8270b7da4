"""Dates as people write them in files, and which of day and month comes first.

``07/10/2026`` is two days: it is read only in an order that is told, by ``--date-order`` or by the
other values of its column (``23/10/2026`` can only be the day first). Points put the day first
whatever is told (``07.10.2026``). "3 days ago" counts back from the day the file is of, where that
is told. A date that names no day, or only says "more than 30 days", is none. Times of day and their
zones are kept in ISO 8601 and epochs; of other forms the day is.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from skillscan.sources import payload
from skillscan.sources.imported_refusals import CellRefusal
from skillscan.sources.written_date import (
    DAY,
    MONTH,
    SEPARATOR,
    TIME_BEHIND,
    with_month_name,
    year_first,
    year_of,
)

DateOrder = Literal["dmy", "mdy"]
MAX_DATE_CHARACTERS = 80
EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
EXCEL_DAYS = (20_000, 80_000)
"""Numbers between are days since 1899-12-30, as Excel stores dates: 1954 to 2119."""
LEAST_EPOCH = 10**8
"""Numbers from here on are seconds since 1970; see ``payload.EPOCH_MILLISECONDS``."""
EPOCH_UNITS = ((10**17, 10**9), (10**14, 10**6), (payload.EPOCH_MILLISECONDS, 10**3))
"""From this size on a number counts so many parts of a second."""

_NUMERIC = re.compile(
    rf"(\d{{1,2}})\s?([/.-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}})(?:{TIME_BEHIND})?"
)
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{0,20})?(?:[eE]\+?\d{1,2})?")
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}.{0,20}")
_WEEK = re.compile(r"\d{4}-?W\d{2}")
_NO_DAY = re.compile(
    rf"\d{{4}}|{_WEEK.pattern}|{MONTH}{SEPARATOR}\d{{4}}|\d{{1,2}}[/.-]\d{{4}}|{DAY}?{SEPARATOR}?{MONTH}"
    rf"|{MONTH}{SEPARATOR}{DAY}|q[1-4]{SEPARATOR}\d{{4}}",
    re.I,
)
_AGO = re.compile(
    r"(?:posted |reposted |active )?(?:about )?(\d{1,3}|an?|one)\s?"
    r"(h|d|hours?|hrs?|days?|minutes?|mins?)(?: ago)?",
    re.I,
)
_TODAY = re.compile(r"(?:posted )?(?:just now|just posted|today|new)", re.I)
_YESTERDAY = re.compile(r"(?:posted )?yesterday", re.I)
_LONG_AGO = re.compile(
    r"(?:posted |reposted |active )?(?:about |over |more than )?(?:\d{1,3}|an?|one)\s?\+?\s?"
    r"(?:d|w|mo|y|days?|weeks?|months?|years?)\s?\+?(?: ago)?",
    re.I,
)


def read_date(
    text: str, *, order: DateOrder | None = None, collected: date | None = None
) -> datetime | CellRefusal:
    """UTC time of a cell, or why it is none.

    ``order`` is that of the column, ``collected`` the day that the file is of.
    """
    text = " ".join(text[: MAX_DATE_CHARACTERS + 1].split())
    if len(text) > MAX_DATE_CHARACTERS:
        return CellRefusal.NO_DATE
    for form in (_standard, _number, with_month_name, year_first):
        found = _sensibly(form, text)
        if found is not None:
            return found
    if match := _numeric(text):
        return _ordered(match, order)
    return _relative(text, collected)


def order_shown_by(text: str) -> DateOrder | None:
    """What a cell shows of its column: ``23/10/2026`` that the day is first; else ``None``."""
    match = _numeric(text)
    return _shown_by(match) if match and match[2] != "." else None


def is_numeric(text: str) -> bool:
    """Whether a date's meaning may hang on the order of its column."""
    match = _numeric(text)
    return match is not None and match[2] != "."


def _numeric(text: str) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(text.strip()) if len(text) <= MAX_DATE_CHARACTERS else None


def _shown_by(match: re.Match[str]) -> DateOrder | None:
    first, second = int(match[1]), int(match[3])
    if 12 < first <= 31 and 1 <= second <= 12:
        return "dmy"
    return "mdy" if 12 < second <= 31 and 1 <= first <= 12 else None


def _sensibly(form: Callable[[str], datetime | None], text: str) -> datetime | CellRefusal | None:
    """What a form reads, refused where no such day exists or its year is out of reach."""
    try:
        found = form(text)
    except (ValueError, OverflowError, OSError):
        return CellRefusal.NO_SUCH_DAY
    if found is None or payload.OLDEST_YEAR <= found.year <= payload.NEWEST_YEAR:
        return found
    return CellRefusal.YEAR_OUT_OF_REACH


def _standard(text: str) -> datetime | None:
    """ISO 8601 (``2023-01`` is its first day) and RFC 2822."""
    if _WEEK.fullmatch(text) or (text.isdecimal() and len(text) != len("20260131")):
        return None
    if match := _YEAR_MONTH.fullmatch(text):
        return datetime(int(match[1]), int(match[2]), 1, tzinfo=UTC)
    if found := payload.instant({"at": text}, "at"):
        return found
    if _RFC_2822.fullmatch(text):
        return payload.instant({"at": parsedate_to_datetime(text).isoformat()}, "at")
    return None


def _number(text: str) -> datetime | None:
    """Excel's days, and seconds since 1970 or parts of them."""
    if not (text.isascii() and _NUMBER.fullmatch(text)):
        return None
    value = float(text)
    if EXCEL_DAYS[0] <= value < EXCEL_DAYS[1]:
        return EXCEL_EPOCH + timedelta(seconds=round(value * 86_400))
    if value < LEAST_EPOCH:
        return None
    unit = next((unit for least, unit in EPOCH_UNITS if value >= least), 1)
    return datetime.fromtimestamp(value / unit, UTC)


def _ordered(match: re.Match[str], order: DateOrder | None) -> datetime | CellRefusal:
    """A date of three numbers with the year last."""
    first, second, year = int(match[1]), int(match[3]), year_of(match[4])
    is_by_points = match[2] == "."
    order = (
        (None if is_by_points else order) or _shown_by(match) or ("dmy" if is_by_points else None)
    )
    if order is None and first != second:
        return CellRefusal.AMBIGUOUS_DATE
    day, month = (second, first) if order == "mdy" else (first, second)
    found = _sensibly(lambda _: datetime(year, month, day, tzinfo=UTC), match[0])
    return CellRefusal.NO_DATE if found is None else found


def _relative(text: str, collected: date | None) -> datetime | CellRefusal:
    days = _days_back(text)
    if days is None:
        is_rough = _NO_DAY.fullmatch(text) or _LONG_AGO.fullmatch(text)
        return CellRefusal.NAMES_NO_DAY if is_rough else CellRefusal.NO_DATE
    if collected is None:
        return CellRefusal.RELATIVE_DATE
    return datetime(collected.year, collected.month, collected.day, tzinfo=UTC) - timedelta(days)


def _days_back(text: str) -> int | None:
    if _TODAY.fullmatch(text):
        return 0
    if _YESTERDAY.fullmatch(text):
        return 1
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdecimal() else 1
    unit = match[2].lower()[0]
    return number if unit == "d" else number // 24 if unit == "h" else 0
