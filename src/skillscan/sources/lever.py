"""Lever postings API: one posting object → posting.

The body is ``description``, then ``lists`` (the requirements live there) under their headings,
then ``additional`` and ``salaryDescription``. ``createdAt`` (milliseconds) dates the posting.
"""

import html
import re
from typing import Any
from urllib.parse import quote

from skillscan.domain import Parsed, Pay, Posting, RawItem
from skillscan.sources import payload, stated_pay
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

EUROPE = "eu/"
"""Tokens that begin so belong to European accounts, which hosts of their own serve."""
_HOST = re.compile(r"^(?:jobs|api)(\.eu)?\.lever\.co$")


def parse(item: RawItem) -> Parsed:
    """One posting object of ``GET /v0/postings/{board}?mode=json``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = payload.label(job, "text")
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
            department=payload.label(job, "categories", "department")
            or payload.label(job, "categories", "team")
            or None,
            employment_type=payload.joined_labels(job, "categories", "commitment"),
            workplace=payload.workplace(job, "workplaceType"),
            pay=_pay(job),
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
    heading, content = payload.label(entry, "text"), payload.body(entry, "content")
    if "<li" in content and not any(tag in content for tag in ("<ul", "<ol")):
        content = f"<ul>{content}</ul>"
    return f"<h3>{html.escape(heading)}</h3>\n{content}" if heading else content


def _locations(job: Any) -> tuple[str, ...]:
    names = (payload.labels(job, "categories", key) for key in ("location", "allLocations"))
    return payload.places(*(name for listed in names for name in listed))


def _pay(job: Any) -> Pay | None:
    """Base pay, unless it is described as OTE or the like, or its interval has no period of ours.

    (One-time and bi-weekly sums are no pay per period.)
    """
    stated = payload.value_at(job, "salaryRange")
    interval = payload.line(stated, "interval")
    period = stated_pay.period_named(interval)
    about = payload.body(job, "salaryDescriptionPlain") or payload.body(job, "salaryDescription")
    if (interval and period is None) or not stated_pay.is_described_as_base_pay(about):
        return None
    return payload.pay_range(stated, "min", "max", "currency", period)


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
    provider=lambda token: "lever (eu)" if token.startswith(EUROPE) else "lever",
)
