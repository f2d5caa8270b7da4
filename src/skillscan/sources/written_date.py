"""Days as people write them where no order need be told.

By the month's name, the year first, or with points, which put the day first: "Oct 31, 2026",
"31 October 2026", "2026/10/31", "31.10.2026".

Times of day behind them are borne and left out. Numbers whose order somebody has to tell
("07/10/2026") are no day here.
"""

import re
from datetime import UTC, datetime

TIME_BEHIND = (
    r"(?:,?\s(?:at\s)?|T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?(?:[+-]\d{2}:?\d{2}|[A-Za-z]{1,5}))?"
)
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(\d{1,2})(?:st|nd|rd|th)?\.?"
SEPARATOR = r"[\s,/-]{1,2}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}{DAY}{SEPARATOR}(?:of\s)?{MONTH}{SEPARATOR}(\d{{4}}|\d{{2}})(?:{TIME_BEHIND})?",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}{MONTH}{SEPARATOR}{DAY}{SEPARATOR}(\d{{4}})(?:{TIME_BEHIND})?", re.I
)
_YEAR_MONTH_DAY = re.compile(
    rf"(\d{{4}}){SEPARATOR}{MONTH}{SEPARATOR}{DAY}(?:{TIME_BEHIND})?", re.I
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([/.-])(\d{{1,2}})\2(\d{{1,2}})(?:{TIME_BEHIND})?")
_BY_POINTS = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}})(?:{TIME_BEHIND})?")


def day_of(text: str) -> datetime | None:
    """The day of a text in one of these forms, at midnight UTC.

    Raises ``ValueError`` where there is no such day.
    """
    return with_month_name(text) or year_first(text) or _by_points(text)


def with_month_name(text: str) -> datetime | None:
    """A day by the name of its month. Raises ``ValueError`` where the month has no such day."""
    if match := _DAY_MONTH.fullmatch(text):
        day, month, year = match[1], match[2], match[3]
    elif match := _MONTH_DAY.fullmatch(text):
        month, day, year = match[1], match[2], match[3]
    elif match := _YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = match[1], match[2], match[3]
    else:
        return None
    number = _MONTHS.index(month[:3].lower()) + 1
    return datetime(year_of(year), number, int(day), tzinfo=UTC)


def year_first(text: str) -> datetime | None:
    """A day by numbers, the year first. Raises ``ValueError`` where there is no such day."""
    match = _YEAR_FIRST.fullmatch(text)
    return datetime(int(match[1]), int(match[3]), int(match[4]), tzinfo=UTC) if match else None


def year_of(digits: str) -> int:
    """A year of two digits lies between 1970 and 2069."""
    year = int(digits)
    if len(digits) == len("2026"):
        return year
    return year + (2000 if year < 70 else 1900)


def _by_points(text: str) -> datetime | None:
    match = _BY_POINTS.fullmatch(text)
    return datetime(int(match[3]), int(match[2]), int(match[1]), tzinfo=UTC) if match else None
