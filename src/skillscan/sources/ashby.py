"""Ashby job-board API: one job object → posting.

``workplaceType`` states the workplace; ``isRemote`` does not (it is true on many hybrid
postings). Only compensation components of type ``Salary`` are base pay: bonus, commission and
equity stand beside them; of several tiers the lowest minimum and
the highest maximum count. ``publishedAt`` can be years old on a job that is still open.
"""

from typing import Any

from skillscan.domain import Parsed, ParseRejection, Pay, Posting, RawItem
from skillscan.sources import payload, stated_pay
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

ADDRESS_KEYS = ("addressLocality", "addressRegion", "addressCountry")
API = "https://api.ashbyhq.com/posting-api/job-board/{board}"


def parse(item: RawItem) -> Parsed:
    """One job object of ``GET /posting-api/job-board/{board}?includeCompensation=true``."""
    job = item.payload
    if payload.flag(job, "isListed") is False:
        return [ParseRejection(reason="unlisted", is_expected=True)]
    native_id = payload.identifier(job, "id")
    title = payload.label(job, "title")
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
            department=payload.label(job, "department") or payload.label(job, "team") or None,
            employment_type=payload.joined_labels(job, "employmentType"),
            workplace=payload.workplace(job, "workplaceType"),
            pay=_pay(payload.value_at(job, "compensation")),
            posted_at=payload.instant(job, "publishedAt"),
        )
    ]


def _locations(job: Any) -> tuple[str, ...]:
    others = payload.entries(job, "secondaryLocations")
    return payload.places(
        *(payload.labels(job, "location") or [_address(job)]),
        *(
            payload.label(place, "location") or payload.label(place) or _address(place)
            for place in others
        ),
    )


def _address(holder: Any) -> str:
    """Berlin, BE, Germany; empty where the address is."""
    stated = payload.value_at(holder, "address", "postalAddress")
    parts = [payload.label(stated, key) for key in ADDRESS_KEYS]
    return ", ".join(part for part in parts if part)


def _pay(compensation: Any) -> Pay | None:
    """Base pay of the summary, which spans all tiers, or else of the tiers themselves: without the
    summary where a tier is earnings on target, which it spans as well.
    """
    tiers = payload.entries(compensation, "compensationTiers")
    base = [tier for tier in tiers if not _is_on_target(tier)]
    components = (part for tier in base for part in payload.entries(tier, "components"))
    summary = payload.entries(compensation, "summaryComponents") if base == tiers else ()
    return stated_pay.first_usable(
        stated_pay.of_zones(map(_salary, summary)), stated_pay.of_zones(map(_salary, components))
    )


def _is_on_target(tier: Any) -> bool:
    notes = (payload.line(tier, "title"), payload.line(tier, "additionalInformation"))
    return any(map(stated_pay.is_on_target, notes))


def _salary(component: Any) -> Pay | None:
    if payload.line(component, "compensationType").lower() != "salary":
        return None
    period = stated_pay.period_named(payload.line(component, "interval"))
    if period is None:  # "1 TIME", "NONE": no pay per period
        return None
    return payload.pay_range(component, "minValue", "maxValue", "currencyCode", period)


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
