"""Workable: one job of the careers widget, or a list entry with its details → posting.

The widget (``details=true``) puts description, requirements and benefits into one ``description``;
the details of ``/api/v2`` keep them apart. ``workplace`` states the workplace; of the widget's
``telecommuting`` only a yes does. Internal and unpublished jobs are not collected, and locations
that the employer hides stay out.
"""

import re
from typing import Any

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem, Workplace
from skillscan.sources import html_parts, payload
from skillscan.sources.base import (
    NO_EMPLOYER,
    SYSTEM_NAMES,
    Attribution,
    Source,
    SourceTerms,
    WebAddress,
    missing,
    page_at,
    probe_at,
)
from skillscan.sources.smartrecruiters import merged

UNPUBLISHED = frozenset({"draft", "internal", "closed", "archived"})
"""Of ``state`` in the details; in the widget ``state`` is a part of the address."""
PARTS = (("", "description"), ("Requirements", "requirements"), ("Benefits", "benefits"))
API = "https://apply.workable.com/api/v1/widget/accounts/{board}"
_HOST = re.compile(r"^([a-z0-9][a-z0-9-]{0,62})\.workable\.com$")


def parse(item: RawItem) -> Parsed:
    """One job of ``GET /api/v1/widget/accounts/{board}?details=true`` or of ``/api/v2``."""
    job = merged(item.payload)
    state = payload.line(job, "state").lower()
    if payload.flag(job, "isInternal") or state in UNPUBLISHED:
        return [
            ParseRejection(
                reason="unlisted",
                detail=state if state in UNPUBLISHED else "internal",
                is_expected=True,
            )
        ]
    native_id = payload.identifier(job, "shortcode")
    title = payload.label(job, "title")
    text = html_parts.joined((heading, payload.body(job, name)) for heading, name in PARTS)
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            url=_address(job, item.board, native_id),
            locations=_locations(job),
            country=_country(job),
            language=payload.language(job, "language"),
            department=next(iter(payload.labels(job, "department")), None),
            employment_type=payload.joined_labels(job, "employment_type")
            or payload.joined_labels(job, "type"),
            workplace=_workplace(job),
            posted_at=payload.instant(job, "published") or payload.instant(job, "published_on"),
        )
    ]


def _places(job: Any) -> list[Any]:
    """The job's places: of the list, or else of its own fields."""
    listed = payload.entries(job, "locations")
    shown = [place for place in listed if not payload.flag(place, "hidden")]
    if listed:
        return shown
    return [job["location"]] if isinstance(job.get("location"), dict) else [job]


def _locations(job: Any) -> tuple[str, ...]:
    names = [
        ", ".join(
            part
            for part in (
                payload.label(place, "city"),
                payload.label(place, "region") or payload.label(place, "state"),
                payload.label(place, "country"),
            )
            if part
        )
        or payload.label(place)
        for place in _places(job)
    ]
    return payload.places(*names) or payload.places(*payload.labels(job, "location"))


def _country(job: Any) -> str | None:
    codes = (
        payload.country(place, "countryCode") or payload.country(place, "country")
        for place in _places(job)
    )
    return next((code for code in codes if code), None)


def _workplace(job: Any) -> Workplace | None:
    stated = payload.workplace(job, "workplace")
    is_remote = payload.flag(job, "telecommuting") or payload.flag(job, "remote")
    return stated or ("remote" if is_remote else None)


def _address(job: Any, board: str, native_id: str) -> str | None:
    built = {"url": f"https://apply.workable.com/{board}/j/{native_id}/"}
    return payload.web_address(job, "url") or payload.web_address(built, "url")


def _recognise(address: WebAddress) -> str | None:
    found = _HOST.match(address.host)
    if not found:
        return None
    behind = address.after("accounts")
    if behind is not None:
        return behind
    token = address.segment() if address.host == "apply.workable.com" else found.group(1)
    return NO_EMPLOYER if token.lower() in SYSTEM_NAMES else token


SOURCE = Source(
    name="workable",
    parse=parse,
    recognise=_recognise,
    board_page=page_at("https://apply.workable.com/{board}/"),
    probe=probe_at(API, "jobs"),
    attribution=Attribution("Workable job boards", "https://www.workable.com/"),
    terms=SourceTerms("public board API", "answers 429 readily: back off 5, 15, 30, 60 s"),
)
