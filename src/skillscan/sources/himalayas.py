"""Himalayas: one job of the public API → posting.

``guid`` is the job's address and its identity. Every job there is remote;
``locationRestrictions`` (names, or objects with a name) say from where. ``expiryDate`` before the
fetch is the source's word that the job is closed.
"""

from typing import Any

from skillscan.domain import Parsed, PayPeriod, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.base import feed, missing

PERIODS: dict[str, PayPeriod] = {
    "annual": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://himalayas.app/jobs/api``."""
    job = item.payload
    native_id = _native_id(payload.line(job, "guid"))
    title = html_parts.unescaped(payload.line(job, "title"))
    text = payload.unescaped_once(payload.body(job, "description"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    expires_at = payload.instant(job, "expiryDate")
    period = payload.line(job, "salaryPeriod").lower() or "annual"
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=html_parts.unescaped(payload.line(job, "companyName")) or None,
            url=payload.web_address(job, "guid") or payload.web_address(job, "applicationLink"),
            locations=_locations(job),
            country=_country(job),
            department=_first(job, "parentCategories"),
            employment_type=payload.line(job, "employmentType") or None,
            workplace="remote",
            pay=payload.pay(
                payload.number(job, "minSalary"),
                payload.number(job, "maxSalary"),
                payload.currency(job, "currency"),
                PERIODS.get(period),
            ),
            posted_at=payload.instant(job, "pubDate"),
            is_closed_by_source=expires_at is not None and expires_at <= item.fetched_at,
        )
    ]


def _native_id(guid: str) -> str:
    """…/companies/acme/jobs/ml-engineer → acme/ml-engineer."""
    path = guid.rpartition("/companies/")[2].replace("/jobs/", "/")
    return payload.identifier({"id": path}, "id")


def _locations(job: Any) -> tuple[str, ...]:
    listed = payload.entries(job, "locationRestrictions")
    return payload.places(*(payload.line(place) or payload.line(place, "name") for place in listed))


def _country(job: Any) -> str | None:
    """Only where the job is open to one country."""
    places = _locations(job)
    return payload.country({"name": places[0]}, "name") if len(places) == 1 else None


def _first(job: Any, name: str) -> str | None:
    return next(
        (found for entry in payload.entries(job, name) if (found := payload.line(entry))), None
    )


SOURCE = feed(
    "himalayas.app",
    name="himalayas",
    parse=parse,
    label="Himalayas",
    page="https://himalayas.app/jobs",
    link="https://himalayas.app/",
)
