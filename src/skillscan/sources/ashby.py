"""Ashby job-board API: one job object → posting.

``workplaceType`` states the workplace; ``isRemote`` does not (it is true on many hybrid
postings). Only compensation components of type ``Salary`` are base pay: bonus, commission and
equity stand beside them. ``publishedAt`` can be years old on a job that is still open.
"""

from typing import Any

from skillscan.domain import Parsed, ParseRejection, Pay, PayPeriod, Posting, RawItem, Workplace
from skillscan.sources import payload
from skillscan.sources.base import (
    NO_EMPLOYER,
    Attribution,
    Source,
    SourceTerms,
    WebAddress,
    missing,
    page_at,
    probe_at,
)

WORKPLACES: dict[str, Workplace] = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}
PERIODS: dict[str, PayPeriod] = {
    "1 YEAR": "year",
    "1 MONTH": "month",
    "1 WEEK": "week",
    "1 DAY": "day",
    "1 HOUR": "hour",
}
"""``interval`` of a component; others (``1 TIME``, ``NONE``) are no pay per period."""
API = "https://api.ashbyhq.com/posting-api/job-board/{board}"


def parse(item: RawItem) -> Parsed:
    """One job object of ``GET /posting-api/job-board/{board}?includeCompensation=true``."""
    job = item.payload
    if _is_unlisted(job.get("isListed")):
        return [ParseRejection(reason="unlisted", is_expected=True)]
    native_id = payload.identifier(job, "id")
    title = payload.line(job, "title")
    text = payload.html_body(job, "descriptionHtml", "descriptionPlain")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            url=payload.web_address(job, "jobUrl"),
            locations=_locations(job),
            country=payload.country(job, "address", "postalAddress", "addressCountry"),
            department=payload.line(job, "department") or payload.line(job, "team") or None,
            employment_type=payload.line(job, "employmentType") or None,
            workplace=WORKPLACES.get(payload.line(job, "workplaceType").lower()),
            pay=_pay(payload.value_at(job, "compensation")),
            posted_at=payload.instant(job, "publishedAt"),
        )
    ]


def _is_unlisted(value: Any) -> bool:
    """Confidential jobs are not collected, however the source writes "no"."""
    return value is False or value == 0 or str(value).strip().lower() == "false"


def _locations(job: Any) -> tuple[str, ...]:
    others = payload.entries(job, "secondaryLocations")
    return payload.places(
        payload.line(job, "location"),
        *(payload.line(place, "location") or payload.line(place) for place in others),
    )


def _pay(compensation: Any) -> Pay | None:
    """The first base salary: of the summary, or else of the tiers in their order."""
    tiers = payload.entries(compensation, "compensationTiers")
    components = payload.entries(compensation, "summaryComponents") + [
        component for tier in tiers for component in payload.entries(tier, "components")
    ]
    return next((stated for entry in components if (stated := _salary(entry))), None)


def _salary(component: Any) -> Pay | None:
    if payload.line(component, "compensationType").lower() != "salary":
        return None
    period = PERIODS.get(payload.line(component, "interval").upper())
    if period is None:
        return None
    return payload.pay(
        payload.number(component, "minValue"),
        payload.number(component, "maxValue"),
        payload.currency(component, "currencyCode"),
        period,
    )


def _recognise(address: WebAddress) -> str | None:
    if address.host not in ("jobs.ashbyhq.com", "api.ashbyhq.com"):
        return None
    is_api = address.host.startswith("api.")
    token = address.after("job-board") if is_api else address.segment()
    return NO_EMPLOYER if token is None or token.lower() in ("api", "embed") else token


SOURCE = Source(
    name="ashby",
    parse=parse,
    recognise=_recognise,
    board_page=page_at("https://jobs.ashbyhq.com/{board}"),
    probe=probe_at(API, "jobs"),
    attribution=Attribution("Ashby job boards", "https://www.ashbyhq.com/"),
    terms=SourceTerms(
        "public posting API", "one request a board; postings marked unlisted are not collected"
    ),
)
