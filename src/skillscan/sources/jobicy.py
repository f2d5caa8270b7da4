"""Jobicy: one job of the public feed → posting.

Every job there is remote; ``jobGeo`` says from where. Titles carry HTML entities. Older answers
name the pay ``annualSalaryMin`` and ``annualSalaryMax``.
"""

from typing import Any

from skillscan.domain import Parsed, Pay, PayPeriod, Posting, RawItem
from skillscan.sources import fields, sections
from skillscan.sources.refusal import missing

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
    native_id = fields.identifier(job, "id")
    title = sections.unescaped(fields.line(job, "jobTitle"))
    text = fields.unescaped_once(fields.body(job, "jobDescription"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=sections.unescaped(fields.line(job, "companyName")) or None,
            url=fields.web_address(job, "url"),
            locations=_locations(fields.line(job, "jobGeo")),
            department=_listed(job, "jobIndustry"),
            employment_type=_listed(job, "jobType"),
            workplace="remote",
            pay=_pay(job),
            posted_at=fields.instant(job, "pubDate"),
        )
    ]


def _locations(stated: str) -> tuple[str, ...]:
    """Anywhere is no place."""
    return fields.places(
        *(part for part in stated.split(",") if part.strip().lower() != "anywhere")
    )


def _listed(job: Any, name: str) -> str | None:
    found = (sections.unescaped(fields.line(entry)) for entry in fields.entries(job, name))
    return ", ".join(entry for entry in found if entry) or fields.line(job, name) or None


def _pay(job: Any) -> Pay | None:
    period = PERIODS.get(fields.line(job, "salaryPeriod").lower() or "yearly")
    low = fields.number(job, "salaryMin") or fields.number(job, "annualSalaryMin")
    high = fields.number(job, "salaryMax") or fields.number(job, "annualSalaryMax")
    return fields.pay(low, high, fields.currency(job, "salaryCurrency"), period)
