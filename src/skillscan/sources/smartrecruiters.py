"""SmartRecruiters postings API: a list entry and its details → posting.

The payload is ``{"entry": …, "detail": …}`` (or the details alone): the list has no text. The text
is the sections of ``jobAd`` under their own titles. ``location.remote`` and ``location.hybrid`` say
yes reliably; both being false says nothing (many boards never set them). Only ``visibility`` PUBLIC
is collected; ``active: false`` is the source's word that the posting is closed.
"""

from typing import Any

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem, Workplace
from skillscan.sources import html_parts, payload
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

SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
API = "https://api.smartrecruiters.com/v1/companies/{board}/postings"
OWN_NAMES = frozenset({"oneclick-ui", "sr-jobs", "external-referrals"})
"""Paths that stand where an employer's name would."""


def parse(item: RawItem) -> Parsed:
    """One posting of ``GET /v1/companies/{board}/postings/{id}``."""
    job = merged(item.payload)
    visibility = payload.line(job, "visibility").upper()
    if visibility not in ("", "PUBLIC"):
        return [ParseRejection(reason="unlisted", detail=visibility, is_expected=True)]
    native_id = payload.identifier(job, "id")
    title = payload.label(job, "name")
    text = _body(payload.value_at(job, "jobAd", "sections"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.label(job, "company") or None,
            url=payload.web_address(job, "postingUrl") or _address(item.board, native_id),
            locations=_locations(payload.value_at(job, "location")),
            country=payload.country(job, "location", "country"),
            language=payload.language(job, "language", "code"),
            department=payload.label(job, "department") or None,
            employment_type=payload.label(job, "typeOfEmployment") or None,
            workplace=_workplace(payload.value_at(job, "location")),
            posted_at=payload.instant(job, "releasedDate"),
            is_closed_by_source=payload.flag(job, "active") is False,
        )
    ]


def merged(content: Any) -> dict[str, Any]:
    """The details over the list entry; what is no object counts as empty."""
    if "entry" not in content and "detail" not in content:
        return dict(content)
    entry, detail = content.get("entry"), content.get("detail")
    return {
        **(entry if isinstance(entry, dict) else {}),
        **(detail if isinstance(detail, dict) else {}),
    }


def _body(found: Any) -> str:
    """The sections that the API has, in their order; a list of them as it stands."""
    if isinstance(found, dict):
        return html_parts.joined(_section(payload.value_at(found, name)) for name in SECTIONS)
    return html_parts.joined(map(_section, payload.entries(found)))


def _section(stated: Any) -> tuple[str, str]:
    """Title and text of a section; one that is no object of these is text itself."""
    if isinstance(stated, dict):
        return payload.label(stated, "title"), payload.body(stated, "text")
    return "", payload.body(stated)


def _locations(location: Any) -> tuple[str, ...]:
    stated = payload.label(location, "fullLocation") or payload.label(location)
    parts = [payload.label(location, name) for name in ("city", "region")]
    parts.append(payload.country(location, "country") or "")
    return payload.places(stated or ", ".join(part for part in parts if part))


def _workplace(location: Any) -> Workplace | None:
    if payload.flag(location, "remote"):
        return "remote"
    return "hybrid" if payload.flag(location, "hybrid") else None


def _address(board: str, native_id: str) -> str | None:
    url = f"https://jobs.smartrecruiters.com/{board}/{native_id}"
    return payload.web_address({"url": url}, "url")


def _recognise(address: WebAddress) -> str | None:
    if address.host == "api.smartrecruiters.com":
        return address.after("companies") or NO_EMPLOYER
    if address.host not in ("careers.smartrecruiters.com", "jobs.smartrecruiters.com"):
        return None
    token = address.segment()
    return NO_EMPLOYER if token.lower() in OWN_NAMES else token


SOURCE = Source(
    name="smartrecruiters",
    parse=parse,
    recognise=_recognise,
    board_page=page_at("https://careers.smartrecruiters.com/{board}"),
    probe=probe_at(f"{API}?limit=1", "totalFound"),
    attribution=Attribution("SmartRecruiters job boards", "https://www.smartrecruiters.com/"),
    terms=SourceTerms("public posting API", "list, then one request a posting"),
    total="`totalFound`",
)
