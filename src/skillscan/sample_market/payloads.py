"""The market in the JSON shapes of the three APIs.

Field names and quirks are those of the real ones: greenhouse escapes its HTML once more, joins
intro, posting and conclusion, and marks prospect posts by ``internal_job_id: null``; lever keeps
the lists apart; ashby says ``isListed`` and often sets ``isRemote`` on hybrid postings.
"""

import html
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from skillscan.sample_market.config import SampleCity
from skillscan.sample_market.listing import MarketPosting
from skillscan.sample_market.rendering import list_items, render, render_plain
from skillscan.sample_market.template import TemplateSection, plain_text

Payload = dict[str, Any]
_COUNTRY_NAMES = {
    "US": "United States",
    "GB": "United Kingdom",
    "CA": "Canada",
    "DE": "Germany",
    "FR": "France",
    "ES": "Spain",
    "IN": "India",
}
_LEVER_WORKPLACE = {"remote": "remote", "hybrid": "hybrid", "onsite": "on-site"}
_LEVER_INTERVAL = {"year": "per-year-salary", "hour": "per-hour-wage"}
_ASHBY_WORKPLACE = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "OnSite"}


def posted_at(posting: MarketPosting, first_day: date) -> datetime:
    """When the posting went up (UTC), counted back from the first day of the market."""
    noon = datetime.combine(first_day, time(9, 30), tzinfo=UTC)
    return noon - timedelta(days=posting.age_days)


def greenhouse_job(posting: MarketPosting, first_day: date) -> Payload:
    """One element of ``jobs`` of the job board API."""
    number, employer = int(posting.native_id), posting.employer
    intro, *rest = posting.template.sections
    parts = (
        '<div class="content-intro">' + render([intro], employer.style) + "</div>",
        render(rest[:-1], employer.style),
        '<div class="content-conclusion">' + render(rest[-1:], employer.style) + "</div>",
    )
    return {
        "absolute_url": f"https://boards.greenhouse.io/{posting.board}/jobs/{number}",
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": number // 2 if posting.is_collected else None,
        "location": {"name": " | ".join(posting.places)},
        "metadata": None,
        "id": number,
        "updated_at": posted_at(posting, first_day).isoformat(),
        "requisition_id": f"REQ-{number % 10_000}" if posting.is_collected else None,
        "title": plain_text(posting.template.title),
        "company_name": employer.name,
        "first_published": posted_at(posting, first_day).isoformat(),
        "language": posting.plan.language,
        "content": html.escape("".join(parts)),
        "departments": [{"id": 1, "name": posting.plan.team or "Company", "parent_id": None}],
        "offices": [
            {"id": index, "name": city.city, "location": city.place}
            for index, city in enumerate(posting.cities, 1)
        ],
        "education": "education_optional",
    }


def _split(
    sections: Sequence[TemplateSection],
) -> tuple[list[TemplateSection], list[TemplateSection], list[TemplateSection]]:
    """Sections before the first list, the lists, and what follows them."""
    lists = [part for part in sections if part.is_list and part.kind != "benefits"]
    first = sections.index(lists[0])
    before = list(sections[:first])
    rest = [part for part in sections[first:] if part not in lists]
    return before, lists, rest


def lever_posting(posting: MarketPosting, first_day: date) -> Payload:
    """One element of the bare list that lever answers with."""
    before, lists, rest = _split(posting.template.sections)
    pay_and_workplace, plan = posting.pay_and_workplace, posting.plan
    url = f"https://jobs.lever.co/{posting.board}/{posting.native_id}"
    style = posting.employer.style
    payload: Payload = {
        "id": posting.native_id,
        "text": plain_text(posting.template.title),
        "hostedUrl": url,
        "applyUrl": f"{url}/apply",
        "categories": {
            "commitment": "Full-time",
            "department": "Company",
            "location": posting.places[0],
            "team": plan.team or "Company",
            "allLocations": list(posting.places),
        },
        "country": plan.country,
        "workplaceType": _LEVER_WORKPLACE[pay_and_workplace.workplace]
        if pay_and_workplace.workplace and pay_and_workplace.is_workplace_structured
        else "unspecified",
        "createdAt": int(posted_at(posting, first_day).timestamp() * 1000),
        "description": render(before, style),
        "descriptionPlain": render_plain(before),
        "lists": [{"text": part.heading, "content": list_items(part)} for part in lists],
        "additional": render(rest, style),
        "additionalPlain": render_plain(rest),
    }
    if pay_and_workplace.pay and pay_and_workplace.is_pay_structured:
        payload["salaryRange"] = {
            "min": pay_and_workplace.pay.low,
            "max": pay_and_workplace.pay.high,
            "currency": pay_and_workplace.pay.currency,
            "interval": _LEVER_INTERVAL[pay_and_workplace.pay.period],
        }
    return payload


def _postal_address(city: SampleCity, country: str) -> Payload:
    return {
        "postalAddress": {
            "addressRegion": city.region,
            "addressCountry": _COUNTRY_NAMES[country],
            "addressLocality": city.city,
        }
    }


def _compensation(posting: MarketPosting) -> Payload:
    pay = posting.pay_and_workplace.pay
    if pay is None or not posting.pay_and_workplace.is_pay_structured:
        return {
            "compensationTierSummary": None,
            "scrapeableCompensationSalarySummary": None,
            "compensationTiers": [],
            "summaryComponents": [],
        }
    component = {
        "id": f"{posting.native_id}-pay",
        "summary": f"{pay.currency} {pay.low:,} – {pay.high:,}",
        "compensationType": "Salary",
        "interval": f"1 {pay.period.upper()}",
        "currencyCode": pay.currency,
        "minValue": pay.low,
        "maxValue": pay.high,
    }
    return {
        "compensationTierSummary": component["summary"],
        "scrapeableCompensationSalarySummary": component["summary"],
        "compensationTiers": [
            {"id": "1", "tierSummary": component["summary"], "components": [component]}
        ],
        "summaryComponents": [component],
    }


def ashby_job(posting: MarketPosting, first_day: date) -> Payload:
    """One element of ``jobs`` of the posting API."""
    pay_and_workplace, plan = posting.pay_and_workplace, posting.plan
    has_field = (
        pay_and_workplace.workplace is not None and pay_and_workplace.is_workplace_structured
    )
    url = f"https://jobs.ashbyhq.com/{posting.board}/{posting.native_id}"
    first, *others = posting.cities
    return {
        "id": posting.native_id,
        "title": plain_text(posting.template.title),
        "department": "Company",
        "team": plan.team or "Company",
        "employmentType": "Intern" if plan.seniority == "intern" else "FullTime",
        "location": posting.places[0],
        "shouldDisplayCompensationOnJobPostings": pay_and_workplace.is_pay_structured,
        "secondaryLocations": [
            {"location": city.place, "address": _postal_address(city, plan.country)}
            for city in others
        ],
        "publishedAt": posted_at(posting, first_day).isoformat(timespec="milliseconds"),
        "isListed": posting.is_collected,
        "isRemote": pay_and_workplace.workplace in ("remote", "hybrid") if has_field else None,
        "workplaceType": _ASHBY_WORKPLACE[pay_and_workplace.workplace]
        if pay_and_workplace.workplace and has_field
        else None,
        "address": _postal_address(first, plan.country),
        "jobUrl": url,
        "applyUrl": f"{url}/application",
        "descriptionHtml": render(posting.template.sections, posting.employer.style),
        "descriptionPlain": render_plain(posting.template.sections),
        "compensation": _compensation(posting),
    }


SHAPES: dict[str, Callable[[MarketPosting, date], Payload]] = {
    "greenhouse": greenhouse_job,
    "lever": lever_posting,
    "ashby": ashby_job,
}
"""Source → the function that shapes one of its postings."""
