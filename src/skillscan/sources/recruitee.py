"""Recruitee careers API: one offer → posting.

The text is ``description`` and ``requirements``. Amounts of ``salary`` are numbers written as text.
``remote``, ``hybrid`` and ``on_site`` may hold together: the most remote one that a candidate may
choose counts. ``close_at`` before the fetch is the source's word that the offer is closed.
"""

import re
from typing import Any

from skillscan.domain import Parsed, ParseRejection, Pay, Posting, RawItem, Workplace
from skillscan.sources import html_parts, payload, stated_pay
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

WORKPLACES: tuple[tuple[str, Workplace], ...] = (
    ("remote", "remote"),
    ("hybrid", "hybrid"),
    ("on_site", "onsite"),
)
API = "https://{board}.recruitee.com/api/offers/"
_HOST = re.compile(r"^([a-z0-9][a-z0-9-]{0,62})\.recruitee\.com$")


def parse(item: RawItem) -> Parsed:
    """One offer of ``GET https://{board}.recruitee.com/api/offers/``."""
    offer = item.payload
    status = payload.line(offer, "status").lower()
    if status not in ("", "published"):
        return [ParseRejection(reason="unlisted", detail=status, is_expected=True)]
    native_id = payload.identifier(offer, "id")
    title = payload.label(offer, "title")
    text = _body(offer)
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.label(offer, "company_name") or None,
            url=payload.web_address(offer, "careers_url"),
            locations=_locations(offer),
            country=payload.country(offer, "country_code") or payload.country(offer, "country"),
            language=_language(offer),
            department=payload.label(offer, "department") or None,
            employment_type=payload.joined_labels(offer, "employment_type_code"),
            workplace=next((name for key, name in WORKPLACES if payload.flag(offer, key)), None),
            pay=_pay(offer.get("salary")),
            posted_at=payload.instant(offer, "published_at"),
            is_closed_by_source=payload.is_over(item.fetched_at, offer, "close_at"),
        )
    ]


def _body(offer: Any) -> str:
    parts = (("", "description"), ("Requirements", "requirements"))
    return html_parts.joined((heading, payload.body(offer, name)) for heading, name in parts)


def _locations(offer: Any) -> tuple[str, ...]:
    listed = [
        ", ".join(
            part for part in (payload.label(place, name) for name in ("city", "country")) if part
        )
        or payload.label(place)
        for place in payload.entries(offer, "locations")
    ]
    stated = payload.labels(offer, "location") or payload.labels(offer, "city")
    return payload.places(*listed) or payload.places(*stated)


def _language(offer: Any) -> str | None:
    """The language of the only translation; with several nobody can tell which one is shown."""
    translations = offer.get("translations")
    if not isinstance(translations, dict) or len(translations) != 1:
        return None
    return payload.language({"tag": next(iter(translations))}, "tag")


def _pay(salary: Any) -> Pay | None:
    period = stated_pay.period_named(payload.line(salary, "period"))
    if period is None:
        return None
    return payload.pay_range(salary, "min", "max", "currency", period)


def _recognise(address: WebAddress) -> str | None:
    found = _HOST.match(address.host)
    if not found:
        return None
    return NO_EMPLOYER if found.group(1) in SYSTEM_NAMES else found.group(1)


SOURCE = Source(
    name="recruitee",
    parse=parse,
    recognise=_recognise,
    board_page=page_at("https://{board}.recruitee.com/"),
    probe=probe_at(API, "offers"),
    attribution=Attribution("Recruitee job boards", "https://recruitee.com/"),
    terms=SourceTerms("public offers API", "one request a board"),
)
