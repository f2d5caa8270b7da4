"""Jobicy: one job of the public feed → posting.

Every job there is remote; ``jobGeo`` says from where. Titles carry HTML entities. Older answers
name the pay ``annualSalaryMin`` and ``annualSalaryMax``.
"""

from typing import Any

from skillscan.domain import Parsed, Pay, Posting, RawItem
from skillscan.sources import payload, stated_pay
from skillscan.sources.base import feed, missing


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://jobicy.com/api/v2/remote-jobs``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = payload.label(job, "jobTitle")
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
            employer=payload.label(job, "companyName") or None,
            url=payload.web_address(job, "url"),
            locations=_locations(payload.labels(job, "jobGeo")),
            department=payload.joined_labels(job, "jobIndustry"),
            employment_type=payload.joined_labels(job, "jobType"),
            workplace="remote",
            pay=_pay(job),
            posted_at=payload.instant(job, "pubDate"),
        )
    ]


def _locations(stated: list[str]) -> tuple[str, ...]:
    """Anywhere is no place."""
    parts = (part for name in stated for part in name.split(","))
    return payload.places(*(part for part in parts if part.strip().lower() != "anywhere"))


def _pay(job: Any) -> Pay | None:
    period = stated_pay.period_named(payload.line(job, "salaryPeriod") or "yearly")
    if period is None:
        return None
    newer = payload.pay_range(job, "salaryMin", "salaryMax", "salaryCurrency", period)
    older = payload.pay_range(job, "annualSalaryMin", "annualSalaryMax", "salaryCurrency", "year")
    return stated_pay.first_usable(newer, older)


SOURCE = feed("jobicy.com", name="jobicy", parse=parse, label="Jobicy", page="https://jobicy.com/")
