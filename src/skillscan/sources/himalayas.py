"""Himalayas: one job of the public API → posting.

``guid`` is the job's address and its identity. Every job there is remote;
``locationRestrictions`` (names, or objects with a name) say from where. ``expiryDate`` before the
fetch is the source's word that the job is closed.
"""

import re
from typing import Any

from skillscan.domain import Parsed, Pay, Posting, RawItem
from skillscan.sources import payload, stated_pay
from skillscan.sources.base import feed, missing

_GUID = re.compile(r"https?://[^/\s]{1,100}/companies/([^/\s]{1,200})/jobs/([^/\s]{1,200})/?")


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://himalayas.app/jobs/api``."""
    job = item.payload
    native_id = _native_id(payload.identifier(job, "guid"))
    title = payload.label(job, "title")
    text = payload.unescaped_once(payload.body(job, "description"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.label(job, "companyName") or None,
            url=payload.web_address(job, "guid") or payload.web_address(job, "applicationLink"),
            locations=_locations(job),
            country=_country(job),
            department=next(iter(payload.labels(job, "parentCategories")), None),
            employment_type=payload.joined_labels(job, "employmentType"),
            workplace="remote",
            pay=_pay(job),
            posted_at=payload.instant(job, "pubDate"),
            is_closed_by_source=payload.is_over(item.fetched_at, job, "expiryDate"),
        )
    ]


def _native_id(guid: str) -> str:
    """…/companies/acme/jobs/ml-engineer → acme/ml-engineer."""
    found = _GUID.fullmatch(guid)
    return payload.whole_id(f"{found[1]}/{found[2]}" if found else guid)


def _pay(job: Any) -> Pay | None:
    period = stated_pay.period_named(payload.line(job, "salaryPeriod") or "annual")
    if period is None:
        return None
    return payload.pay_range(job, "minSalary", "maxSalary", "currency", period)


def _locations(job: Any) -> tuple[str, ...]:
    return payload.places(*payload.labels(job, "locationRestrictions"))


def _country(job: Any) -> str | None:
    """Only where the job is open to one country."""
    places = _locations(job)
    return payload.country({"name": places[0]}, "name") if len(places) == 1 else None


SOURCE = feed(
    "himalayas.app",
    name="himalayas",
    parse=parse,
    label="Himalayas",
    page="https://himalayas.app/jobs",
    link="https://himalayas.app/",
)
