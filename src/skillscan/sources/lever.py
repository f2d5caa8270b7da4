"""Lever postings API: one posting object → posting.

The body is ``description``, then ``lists`` (the requirements live there) under their headings,
then ``additional`` and ``salaryDescription``. ``createdAt`` (milliseconds) dates the posting.
"""

import html
from typing import Any

from skillscan.domain import Parsed, Pay, PayPeriod, Posting, RawItem, Workplace
from skillscan.sources import payload
from skillscan.sources.refusal import missing

WORKPLACES: dict[str, Workplace] = {"remote": "remote", "hybrid": "hybrid", "on-site": "onsite"}
"""``workplaceType``; ``unspecified`` and anything else states nothing."""
PERIODS: dict[str, PayPeriod] = {
    "per-year-salary": "year",
    "per-month-salary": "month",
    "per-week-salary": "week",
    "per-day-wage": "day",
    "per-hour-wage": "hour",
}
"""``salaryRange.interval``; others (one-time, bi-weekly, …) have no period of ours."""


def parse(item: RawItem) -> Parsed:
    """One posting object of ``GET /v0/postings/{board}?mode=json``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = payload.line(job, "text")
    text = _body(job)
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            url=payload.web_address(job, "hostedUrl"),
            locations=_locations(job),
            country=payload.country(job, "country"),
            department=payload.line(job, "categories", "department")
            or payload.line(job, "categories", "team")
            or None,
            employment_type=payload.line(job, "categories", "commitment") or None,
            workplace=WORKPLACES.get(payload.line(job, "workplaceType").lower()),
            pay=_pay(payload.value_at(job, "salaryRange")),
            posted_at=payload.instant(job, "createdAt"),
        )
    ]


def _body(job: Any) -> str:
    parts = [payload.html_body(job, "description", "descriptionPlain")]
    parts += [_list(entry) for entry in payload.entries(job, "lists")]
    parts.append(payload.html_body(job, "additional", "additionalPlain"))
    parts.append(payload.html_body(job, "salaryDescription", "salaryDescriptionPlain"))
    return "\n".join(part for part in parts if part)[: payload.MAX_BODY_CHARACTERS]


def _list(entry: Any) -> str:
    heading, content = payload.line(entry, "text"), payload.body(entry, "content")
    if "<li" in content and not any(tag in content for tag in ("<ul", "<ol")):
        content = f"<ul>{content}</ul>"
    return f"<h3>{html.escape(heading)}</h3>\n{content}" if heading else content


def _locations(job: Any) -> tuple[str, ...]:
    first = payload.line(job, "categories", "location")
    others = payload.entries(job, "categories", "allLocations")
    return payload.places(first, *(payload.line(place) for place in others))


def _pay(stated: Any) -> Pay | None:
    """Base pay, unless its interval has no period (a one-time sum is no pay per period)."""
    interval = payload.line(stated, "interval").lower()
    if interval and interval not in PERIODS:
        return None
    return payload.pay(
        payload.number(stated, "min"),
        payload.number(stated, "max"),
        payload.currency(stated, "currency"),
        PERIODS.get(interval),
    )
