"""Workday: a list entry and its details → posting.

The payload is ``{"entry": …, "detail": {"jobPostingInfo": …}}``. ``postedOn`` is text relative to
the day of asking and ``locationsText`` may be "2 Locations", so date and places come from the
details. ``hiringOrganization`` is a legal entity of the employer ("2100 Acme USA"): the name in the
board list holds.

The id is the requisition in the last part of the path with all that follows it, such as the "-1" or
"_2" of a second posting: ``ML-Engineer_JR-0001_2`` → ``JR-0001_2``. It begins where ``jobReqId``
stands there, else behind the first underscore, for Workday writes titles there with hyphens; so it
survives a new title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from skillscan.domain import Parsed, Posting, RawItem, Workplace
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

WORKPLACES: tuple[tuple[str, Workplace], ...] = (
    ("hybrid", "hybrid"),
    ("remote", "remote"),
    ("on-site", "onsite"),
    ("onsite", "onsite"),
    ("on site", "onsite"),
)
MIN_REQUISITION_CHARACTERS = 4
"""A shorter one may stand in the path by chance."""
_LOCALE = re.compile(r"^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$")
_POD = re.compile(r"wd\d{1,4}")
_OWN_HOST = re.compile(r"^([a-z0-9_-]{1,63})\.(wd\d{1,4})\.myworkdayjobs(?:-impl)?\.com$")
_SHARED_HOST = re.compile(r"^(wd\d{1,4})\.myworkdaysite\.com$")


def parse(item: RawItem) -> Parsed:
    """One posting of ``GET /wday/cxs/{tenant}/{site}{externalPath}``."""
    entry = payload.value_at(item.payload, "entry")
    info = payload.value_at(item.payload, "detail", "jobPostingInfo")
    native_id = _native_id(entry, info)
    title = payload.label(info, "title") or payload.label(entry, "title")
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
            employment_type=payload.label(info, "timeType") or None,
            workplace=_workplace(payload.line(info, "remoteType").lower()),
            posted_at=payload.instant(info, "startDate"),
            is_closed_by_source=payload.flag(info, "posted") is False,
        )
    ]


def _native_id(entry: Any, info: Any) -> str:
    """The requisition in the path's last part, whole; the last part itself where none is there."""
    paths = (payload.value_at(entry, "externalPath"), payload.value_at(info, "externalUrl"))
    path = next((path for path in paths if isinstance(path, str) and path.strip()), "")
    last = re.split(r"[?#]", path.strip())[0].rstrip("/").rpartition("/")[2]
    found = _from_requisition(last, payload.identifier(info, "jobReqId"))
    found = found or last.partition("_")[2]
    whole = found if any(char.isdigit() for char in found) else last
    return payload.whole_id(" ".join(whole.split())) or payload.identifier(info, "id")


def _from_requisition(last: str, requisition: str) -> str:
    """What begins with the requisition as a part of its own; empty where it is not there."""
    before, _, rest = last.partition(f"_{requisition}")
    is_there = len(requisition) >= MIN_REQUISITION_CHARACTERS and len(before) < len(last)
    return requisition + rest if is_there and rest[:1] in ("", "-", "_") else ""


def _locations(info: Any) -> tuple[str, ...]:
    names = (payload.labels(info, key) for key in ("location", "additionalLocations"))
    return payload.places(*(name for listed in names for name in listed))


def _country(info: Any) -> str | None:
    place = payload.value_at(info, "jobRequisitionLocation")
    return (
        payload.country(place, "country", "alpha2Code")
        or payload.country(info, "country", "alpha2Code")
        or _named_country(payload.label(info, "country"))
    )


def _named_country(name: str) -> str | None:
    return payload.country({"name": name.removesuffix(" of America")}, "name")


def _workplace(remote_type: str) -> Workplace | None:
    return next((name for word, name in WORKPLACES if word in remote_type), None)


@dataclass(frozen=True, slots=True)
class CareerSite:
    """A tenant's site. Its token is ``acme.wd5/Careers`` (a host of the tenant's own) or
    ``wd3/acme/Careers`` (at the host that tenants share).
    """

    host: str
    tenant: str
    name: str

    @classmethod
    def of(cls, token: str) -> Self:
        """The site of a token."""
        first, _, rest = token.partition("/")
        host = quote(first, safe="")
        if "." in first:
            return cls(f"{host}.myworkdayjobs.com", first.partition(".")[0], rest)
        tenant, _, name = rest.partition("/")
        return cls(f"{host}.myworkdaysite.com", tenant, name)

    @property
    def provider(self) -> str:
        """The data centre (``wd5``) that its tenants share."""
        pod = next((part for part in self.host.split(".") if _POD.fullmatch(part)), "")
        return f"workday {pod}".strip()

    @property
    def api(self) -> str:
        """The address below which the site's own API lies."""
        tenant, name = quote(self.tenant, safe=""), quote(self.name, safe="")
        return f"https://{self.host}/wday/cxs/{tenant}/{name}"

    @property
    def page(self) -> str:
        """What people see."""
        name = quote(self.name, safe="")
        if self.host.endswith(".myworkdayjobs.com"):
            return f"https://{self.host}/{name}"
        return f"https://{self.host}/recruiting/{quote(self.tenant, safe='')}/{name}"


def listing(token: str, limit: int, offset: int) -> tuple[str, dict[str, Any]]:
    """Address and JSON body of a part of the unfiltered list."""
    body = {"appliedFacets": {}, "limit": limit, "offset": offset, "searchText": ""}
    return f"{CareerSite.of(token).api}/jobs", body


def _recognise(address: WebAddress) -> str | None:
    if shared := _SHARED_HOST.match(address.host):
        named = _without_locale(address.segments)
        behind = named[1:] if named and named[0].lower() == "recruiting" else named[2:]
        return f"{shared.group(1)}/{behind[0]}/{behind[1]}" if len(behind) > 1 else NO_EMPLOYER
    if own := _OWN_HOST.match(address.host):
        site = _site_in(_without_locale(address.segments))
        return f"{own.group(1)}.{own.group(2)}/{site}" if site else NO_EMPLOYER
    return None


def _without_locale(segments: Sequence[str]) -> Sequence[str]:
    """The path without ``en-US`` before it; a single ``en`` may be a site's name."""
    is_locale = bool(segments) and bool(_LOCALE.match(segments[0]))
    return segments[1:] if is_locale and (len(segments) > 1 or "-" in segments[0]) else segments


def _site_in(named: Sequence[str]) -> str:
    """The site's name in a path: behind ``/wday/cxs/{tenant}`` of the API, else the first."""
    is_api = [part.lower() for part in named[:2]] == ["wday", "cxs"]
    site = named[3] if is_api and len(named) > 3 else "".join(named[:1])
    return "" if site.lower() in ("wday", "job", "login", "userhome") else site


def _probe(token: str) -> Probe:
    url, body = listing(token, limit=1, offset=0)
    return Probe(url, lambda answer: count_at(answer, "total"), body)


SOURCE = Source(
    name="workday",
    parse=parse,
    recognise=_recognise,
    board_page=lambda token: CareerSite.of(token).page,
    probe=_probe,
    attribution=Attribution("Workday job boards", "https://www.workday.com/"),
    terms=SourceTerms("the career site's own JSON", "20 a page, a 303 is never followed"),
    employer_name=lambda token: readable_name(CareerSite.of(token).tenant),
    provider=lambda token: CareerSite.of(token).provider,
    total="`total` of the first page, below 2,000",
)
