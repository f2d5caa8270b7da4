"""schema.org ``JobPosting`` of any page → posting.

What the payload may hold, ``jsonld_objects`` says. The posting's identity is the page's address,
because ``identifier`` is often the employer's. ``description`` may be escaped several times over.
``experienceRequirements.monthsOfExperience`` is on some sites a seniority bucket that contradicts
the text: it is not read. ``validThrough`` before the fetch closes the posting.
"""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from skillscan.domain import Parsed, ParseRejection, Pay, PayPeriod, Posting, RawItem, Workplace
from skillscan.net.url_policy import host_of
from skillscan.sources import html_parts, payload
from skillscan.sources.base import Attribution, Source, SourceTerms, missing
from skillscan.sources.jsonld_objects import job_postings

PERIODS: dict[str, PayPeriod] = {
    "year": "year",
    "annual": "year",
    "annually": "year",
    "yearly": "year",
    "month": "month",
    "monthly": "month",
    "week": "week",
    "weekly": "week",
    "day": "day",
    "daily": "day",
    "hour": "hour",
    "hourly": "hour",
}
EXTRA_PARTS = (
    ("Responsibilities", "responsibilities"),
    ("Qualifications", "qualifications"),
    ("Skills", "skills"),
    ("Experience", "experienceRequirements"),
    ("Education", "educationRequirements"),
)


def parse(item: RawItem) -> Parsed:
    """All job postings of one page."""
    found, broken = job_postings(item.payload)
    if not found:
        reason = "broken_jsonld" if broken else "no_jobposting"
        return [
            ParseRejection(reason=reason, detail=broken or "no schema.org JobPosting on the page")
        ]
    return [_posting(item, job, number) for number, job in enumerate(found)]


def _posting(item: RawItem, job: dict[str, Any], number: int) -> Posting | ParseRejection:
    native_id = _native_id(item, job, number)
    title = html_parts.unescaped(payload.line(job, "title") or payload.line(job, "name"))
    text = _body(job)
    if refusal := missing(id=native_id, title=title, text=text):
        return refusal
    valid_until = payload.instant(job, "validThrough")
    return Posting(
        source=item.source,
        board=item.board,
        native_id=native_id,
        title=title,
        body=text,
        employer=_name(job.get("hiringOrganization")),
        url=payload.web_address({"url": item.url}, "url") or payload.web_address(job, "url"),
        locations=_locations(job),
        country=_country(job),
        language=payload.language(job, "inLanguage") or payload.language(job, "inLanguage", "name"),
        employment_type=_employment(job.get("employmentType")),
        workplace=_workplace(job),
        pay=_pay(job.get("baseSalary")),
        posted_at=payload.instant(job, "datePosted"),
        is_closed_by_source=valid_until is not None and valid_until <= item.fetched_at,
    )


def _native_id(item: RawItem, job: Any, number: int) -> str:
    """The page's path; the identifier where the address says nothing."""
    try:
        parts = urlsplit(item.url)
    except ValueError:
        parts = urlsplit("")
    path = parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")
    identity = path or _identifier(job.get("identifier"))
    if len(identity) > payload.MAX_ID_CHARACTERS - 10:
        identity = hashlib.sha256(identity.encode()).hexdigest()
    return f"{identity}#{number}" if identity and number else identity


def _identifier(stated: Any) -> str:
    return payload.identifier({"id": stated}, "id") or payload.identifier(stated, "value")


def _body(job: Any) -> str:
    text = html_parts.markup_of(payload.body(job, "description"))
    extras = [
        (heading, html_parts.markup_of(payload.body(job, name))) for heading, name in EXTRA_PARTS
    ]
    return html_parts.joined(
        [("", text), *((heading, extra) for heading, extra in extras if extra not in text)]
    )


def _name(organisation: Any) -> str | None:
    first = organisation[0] if isinstance(organisation, list) and organisation else organisation
    name = payload.line({"name": first}, "name") or payload.line(first, "name")
    return html_parts.unescaped(name) or None


def _listed(value: Any) -> list[Any]:
    return value[: payload.MAX_LIST_ENTRIES] if isinstance(value, list) else [value]


def _locations(job: Any) -> tuple[str, ...]:
    stated = payload.places(*(_place(place) for place in _listed(job.get("jobLocation"))))
    allowed = _listed(job.get("applicantLocationRequirements"))
    return stated or payload.places(*(_name(place) or "" for place in allowed))


def _place(place: Any) -> str:
    """Berlin, BE, DE of a place; its name where it has no address."""
    address = payload.value_at(place, "address")
    if not isinstance(address, dict):
        return payload.line(place, "address") or _name(place) or ""
    parts = [payload.line(address, "addressLocality"), payload.line(address, "addressRegion")]
    parts.append(_name(address.get("addressCountry")) or "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _country(job: Any) -> str | None:
    """The only country of the places, or of those where applicants may live."""
    places = _listed(job.get("jobLocation"))
    stated = {_country_of(payload.value_at(p, "address", "addressCountry")) for p in places}
    allowed = {_country_of(p) for p in _listed(job.get("applicantLocationRequirements"))}
    for found in (stated - {None}, allowed - {None}):
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _country_of(value: Any) -> str | None:
    return payload.country({"name": _name(value) or ""}, "name")


def _employment(stated: Any) -> str | None:
    found = (payload.line({"kind": kind}, "kind") for kind in _listed(stated))
    return ", ".join(kind for kind in found if kind)[: payload.MAX_LINE_CHARACTERS] or None


def _workplace(job: Any) -> Workplace | None:
    kinds = (payload.line({"kind": k}, "kind").upper() for k in _listed(job.get("jobLocationType")))
    return "remote" if "TELECOMMUTE" in kinds else None


def _pay(stated: Any) -> Pay | None:
    """``baseSalary`` with a unit; an amount without one may be anything."""
    first = _listed(stated)[0] if stated else None
    value = payload.value_at(first, "value")
    unit = payload.line(value, "unitText") or payload.line(first, "unitText")
    period = PERIODS.get(unit.lower())
    if period is None:
        return None
    exact = payload.number(value, "value") or payload.number({"value": value}, "value")
    low, high = payload.number(value, "minValue"), payload.number(value, "maxValue")
    low, high = (low, high) if low or high else (exact, exact)
    code = payload.currency(first, "currency") or payload.currency(value, "currency")
    return payload.pay(low, high, code, period)


def _site(token: str) -> str:
    """The host of a site, a sitemap or a page."""
    return host_of(token if "://" in token else f"https://{token}")


SOURCE = Source(
    name="jsonld",
    parse=parse,
    board_page=lambda token: f"https://{_site(token)}/",
    attribution=Attribution(
        "Employers' own pages (schema.org JobPosting)", "https://schema.org/JobPosting"
    ),
    terms=SourceTerms(
        "`JobPosting` data that employers publish for search engines",
        "sitemaps or given URLs only",
    ),
    has_many_employers=True,
    employer_name=lambda token: _site(token).removeprefix("www."),
)
"""Recognises no address: only a look at a page tells whether a site has postings of its own."""
