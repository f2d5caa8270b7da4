"""Workday: a list entry and its details → posting.

The payload is ``{"entry": …, "detail": {"jobPostingInfo": …}}``. ``postedOn`` is text relative to
the day of asking and ``locationsText`` may be "2 Locations", so date and places come from the
details. ``hiringOrganization`` is a legal entity of the employer ("2100 Acme USA"): the name in the
board list holds. The id is the requisition at the end of the path, with the "-1" of a second
posting of it.
"""

from typing import Any

from skillscan.domain import Parsed, Posting, RawItem, Workplace
from skillscan.sources import fields
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
    entry = fields.value_at(item.payload, "entry")
    info = fields.value_at(item.payload, "detail", "jobPostingInfo")
    native_id = _native_id(entry, info)
    title = fields.line(info, "title") or fields.line(entry, "title")
    text = fields.body(info, "jobDescription")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            url=fields.web_address(info, "externalUrl"),
            locations=_locations(info),
            country=_country(info),
            employment_type=fields.line(info, "timeType") or None,
            workplace=_workplace(fields.line(info, "remoteType").lower()),
            posted_at=fields.instant(info, "startDate"),
            is_closed_by_source=fields.value_at(info, "posted") is False,
        )
    ]


def _native_id(entry: Any, info: Any) -> str:
    path = fields.line(entry, "externalPath") or fields.line(info, "externalUrl")
    last = path.rstrip("/").rpartition("/")[2]
    _, mark, requisition = last.rpartition("_")
    found = requisition if mark and any(char.isdigit() for char in requisition) else last
    return fields.identifier({"id": found}, "id") or fields.identifier(info, "id")


def _locations(info: Any) -> tuple[str, ...]:
    others = (fields.line(place) for place in fields.entries(info, "additionalLocations"))
    return fields.places(fields.line(info, "location"), *others)


def _country(info: Any) -> str | None:
    place = fields.value_at(info, "jobRequisitionLocation")
    return (
        fields.country(place, "country", "alpha2Code")
        or fields.country(info, "country", "alpha2Code")
        or _named_country(fields.line(info, "country", "descriptor"))
    )


def _named_country(name: str) -> str | None:
    return fields.country({"name": name.removesuffix(" of America")}, "name")


def _workplace(remote_type: str) -> Workplace | None:
    return next((name for word, name in WORKPLACES if word in remote_type), None)
