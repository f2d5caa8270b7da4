"""Workday: a list entry and its details → posting.

The payload is ``{"entry": …, "detail": {"jobPostingInfo": …}}``. ``postedOn`` is text relative to
the day of asking and ``locationsText`` may be "2 Locations", so date and places come from the
details. ``hiringOrganization`` is a legal entity of the employer ("2100 Acme USA"): the name in the
board list holds. The id is the requisition at the end of the path, with the "-1" of a second
posting of it.
"""

from typing import Any

from skillscan.domain import Parsed, Posting, RawItem, Workplace
from skillscan.sources import payload
from skillscan.sources.refusal import missing

WORKPLACES: tuple[tuple[str, Workplace], ...] = (
    ("hybrid", "hybrid"),
    ("remote", "remote"),
    ("on-site", "onsite"),
    ("onsite", "onsite"),
    ("on site", "onsite"),
)


def parse(item: RawItem) -> Parsed:
    """One posting of ``GET /wday/cxs/{tenant}/{site}{externalPath}``."""
    entry = payload.value_at(item.payload, "entry")
    info = payload.value_at(item.payload, "detail", "jobPostingInfo")
    native_id = _native_id(entry, info)
    title = payload.line(info, "title") or payload.line(entry, "title")
    text = payload.body(info, "jobDescription")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            url=payload.web_address(info, "externalUrl"),
            locations=_locations(info),
            country=_country(info),
            employment_type=payload.line(info, "timeType") or None,
            workplace=_workplace(payload.line(info, "remoteType").lower()),
            posted_at=payload.instant(info, "startDate"),
            is_closed_by_source=payload.value_at(info, "posted") is False,
        )
    ]


def _native_id(entry: Any, info: Any) -> str:
    path = payload.line(entry, "externalPath") or payload.line(info, "externalUrl")
    last = path.rstrip("/").rpartition("/")[2]
    _, mark, requisition = last.rpartition("_")
    found = requisition if mark and any(char.isdigit() for char in requisition) else last
    return payload.identifier({"id": found}, "id") or payload.identifier(info, "id")


def _locations(info: Any) -> tuple[str, ...]:
    others = (payload.line(place) for place in payload.entries(info, "additionalLocations"))
    return payload.places(payload.line(info, "location"), *others)


def _country(info: Any) -> str | None:
    place = payload.value_at(info, "jobRequisitionLocation")
    return (
        payload.country(place, "country", "alpha2Code")
        or payload.country(info, "country", "alpha2Code")
        or _named_country(payload.line(info, "country", "descriptor"))
    )


def _named_country(name: str) -> str | None:
    return payload.country({"name": name.removesuffix(" of America")}, "name")


def _workplace(remote_type: str) -> Workplace | None:
    return next((name for word, name in WORKPLACES if word in remote_type), None)
