"""Jobicy: one job of the public feed → posting.

Every job there is remote; ``jobGeo`` says from where. Titles carry HTML entities. Older answers
name the pay ``annualSalaryMin`` and ``annualSalaryMax``.
"""

from typing import Any

from skillscan.domain import Parsed, Pay, PayPeriod, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.base import feed, missing

PERIODS: dict[str, PayPeriod] = {
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://jobicy.com/api/v2/remote-jobs``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = html_parts.unescaped(payload.line(job, "jobTitle"))
    text = payload.unescaped_once(payload.body(job, "jobDescription"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=html_parts.unescaped(payload.line(job, "companyName")) or None,
            url=payload.web_address(job, "url"),
            locations=_locations(payload.line(job, "jobGeo")),
            department=_listed(job, "jobIndustry"),
            employment_type=_listed(job, "jobType"),
            workplace="remote",
            pay=_pay(job),
            posted_at=payload.instant(job, "pubDate"),
        )
    ]


def _locations(stated: str) -> tuple[str, ...]:
    """Anywhere is no place."""
    return payload.places(
        *(part for part in stated.split(",") if part.strip().lower() != "anywhere")
    )


def _listed(job: Any, name: str) -> str | None:
    found = (html_parts.unescaped(payload.line(entry)) for entry in payload.entries(job, name))
    return ", ".join(entry for entry in found if entry) or payload.line(job, name) or None


def _pay(job: Any) -> Pay | None:
    period = PERIODS.get(payload.line(job, "salaryPeriod").lower() or "yearly")
    low = payload.number(job, "salaryMin") or payload.number(job, "annualSalaryMin")
    high = payload.number(job, "salaryMax") or payload.number(job, "annualSalaryMax")
    return payload.pay(low, high, payload.currency(job, "salaryCurrency"), period)


SOURCE = feed("jobicy.com", name="jobicy", parse=parse, label="Jobicy", page="https://jobicy.com/")
