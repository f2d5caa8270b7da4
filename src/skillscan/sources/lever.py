"""Lever postings API: one posting object → posting.

The body is ``description``, then ``lists`` (the requirements live there) under their headings,
then ``additional`` and ``salaryDescription``. ``createdAt`` (milliseconds) dates the posting.
"""

import html
import re
from typing import Any
from urllib.parse import quote

from skillscan.domain import Parsed, Pay, PayPeriod, Posting, RawItem, Workplace
from skillscan.sources import payload
from skillscan.sources.base import (
    NO_EMPLOYER,
    Attribution,
    Probe,
    Source,
    SourceTerms,
    WebAddress,
    count_at,
    missing,
    readable_name,
)

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
EUROPE = "eu/"
"""Tokens that begin so belong to European accounts, which hosts of their own serve."""
_HOST = re.compile(r"^(?:jobs|api)(\.eu)?\.lever\.co$")


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


def postings_api(token: str) -> str:
    """The API's address of a board's postings."""
    region, name = _account(token)
    return f"https://api.{region}lever.co/v0/postings/{quote(name, safe='')}"


def _account(token: str) -> tuple[str, str]:
    """The region in host names (``eu.`` or nothing), and the account's name."""
    return ("eu." if token.startswith(EUROPE) else ""), token.removeprefix(EUROPE)


def _recognise(address: WebAddress) -> str | None:
    found = _HOST.match(address.host)
    if not found:
        return None
    is_api = address.host.startswith("api.")
    name = address.after("postings") if is_api else address.segment()
    return f"{EUROPE}{name}" if name and found.group(1) else name or NO_EMPLOYER


def _page(token: str) -> str:
    region, name = _account(token)
    return f"https://jobs.{region}lever.co/{quote(name, safe='')}"


SOURCE = Source(
    name="lever",
    parse=parse,
    recognise=_recognise,
    board_page=_page,
    probe=lambda token: Probe(f"{postings_api(token)}?mode=json&limit=1", count_at),
    attribution=Attribution("Lever job boards", "https://www.lever.co/"),
    terms=SourceTerms("public postings API", "about two requests a second"),
    employer_name=lambda token: readable_name(_account(token)[1]),
)
