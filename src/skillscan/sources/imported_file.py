"""Rows of imported files: one row under our field names → posting.

Every source that has no parser of its own was imported (``skillscan import``). The payload holds
texts as they stood in the file: ``title``, ``text``, ``employer``, ``location``, ``country``,
``default_country``, ``language``, ``posted_at``, ``url``, ``native_id``, ``workplace``, ``pay``,
``department``, ``employment_type``; or ``malformed_row`` with ``problem``.

The country is the stated one, else the one of the location, else the default. Pay counts only
where it is a schema.org MonetaryAmount: free text is somebody's estimate as often as not.
"""

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from skillscan.domain import Parsed, ParseRejection, Pay, PayPeriod, Posting, RawItem, Workplace
from skillscan.sources import payload
from skillscan.sources.base import missing
from skillscan.text.country import country_of

WORKPLACES: dict[str, Workplace] = {
    "remote": "remote",
    "hybrid": "hybrid",
    "onsite": "onsite",
    "on-site": "onsite",
}
PERIODS: dict[str, PayPeriod] = {
    "YEAR": "year",
    "MONTH": "month",
    "WEEK": "week",
    "DAY": "day",
    "HOUR": "hour",
}
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")


def parse(item: RawItem) -> Parsed:
    """One row; a malformed one and one without title or text are refused."""
    row = item.payload
    if "malformed_row" in row:
        return [ParseRejection(reason="malformed_row", detail=payload.line(row, "problem"))]
    native_id = payload.identifier(row, "native_id")
    title, text = payload.line(row, "title"), payload.body(row, "text")
    if refusal := missing(title=title, text=text, id=native_id):
        return [refusal]
    locations = payload.places(payload.body(row, "location"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.line(row, "employer") or None,
            url=payload.web_address(row, "url"),
            locations=locations,
            country=_country(row, locations),
            language=payload.language(row, "language"),
            department=payload.line(row, "department") or None,
            employment_type=payload.line(row, "employment_type") or None,
            workplace=WORKPLACES.get(payload.line(row, "workplace").lower()),
            pay=_pay(payload.body(row, "pay")),
            posted_at=date_of(payload.line(row, "posted_at")),
        )
    ]


def date_of(text: str) -> datetime | None:
    """UTC time of a date in ISO 8601 (``2023-01`` is its first day), RFC 2822 or epoch seconds.

    Anything else, such as ``03/04/2023`` (which month?), is no date.
    """
    text = text.strip()
    if text.replace(".", "", 1).isdecimal() and len(text) >= 9:
        return payload.instant({"at": float(text)}, "at")
    if found := payload.instant({"at": text}, "at"):
        return found
    try:
        if match := _MONTH.fullmatch(text):
            return datetime(int(match[1]), int(match[2]), int(match[3] or 1), tzinfo=UTC)
        return payload.instant({"at": parsedate_to_datetime(text).isoformat()}, "at")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _country(row: Any, locations: tuple[str, ...]) -> str | None:
    stated = payload.country(row, "country")
    read = (country for place in locations if (country := country_of(place)))
    return stated or next(read, None) or payload.country(row, "default_country")


def _pay(text: str) -> Pay | None:
    try:
        amount = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        return None
    value = payload.value_at(amount, "value")
    low = payload.number(value, "minValue")
    high = payload.number(value, "maxValue")
    single = payload.number(value, "value")
    return payload.pay(
        single if low is None and high is None else low,
        single if low is None and high is None else high,
        payload.currency(amount, "currency"),
        PERIODS.get(payload.line(value, "unitText").upper()),
    )
