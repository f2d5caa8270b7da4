"""schema.org ``JobPosting`` of any page → posting.

The payload holds the page's JSON-LD scripts (``{"jsonld": […]}``, below ``detail`` when it comes
from a sitemap), the whole page (``{"html": …}``) or the JSON-LD object itself. Scripts are read
by extruct, one by one: a broken one hides no other. The posting's identity is the page's address,
because ``identifier`` is often the employer's. ``description`` may be escaped several times over.
``experienceRequirements.monthsOfExperience`` is on some sites a seniority bucket that contradicts
the text: it is not read. ``validThrough`` before the fetch closes the posting.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from extruct.jsonld import JsonLdExtractor

from skillscan.domain import Parsed, ParseRejection, Pay, PayPeriod, Posting, RawItem, Workplace
from skillscan.sources import html_parts, payload
from skillscan.sources.jsonld_scripts import jsonld_scripts
from skillscan.sources.refusal import missing

MAX_DEPTH = 8
MAX_NODES = 20_000
MAX_POSTINGS = 20
MAX_SCRIPT_CHARACTERS = 2_000_000
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
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_TAG = re.compile(r"<\s?/?[a-zA-Z][^<>]{0,500}>")
_ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;\s?/?[a-zA-Z]")


def parse(item: RawItem) -> Parsed:
    """All job postings of one page."""
    data, broken = _data(item.payload)
    found = list(_job_postings(data))[:MAX_POSTINGS]
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


def _data(content: Any) -> tuple[list[Any], str]:
    """The JSON-LD values of a payload, and what was wrong with the scripts that are left out."""
    holder = content.get("detail") if isinstance(content.get("detail"), dict) else content
    if "@type" in holder or "@graph" in holder:
        return [holder], ""
    page = holder.get("html")
    scripts = jsonld_scripts(page) if isinstance(page, str) else payload.entries(holder, "jsonld")
    data, broken = [], ""
    for script in scripts:
        try:
            data += _read_script(script)
        except (ValueError, TypeError, RecursionError) as error:
            broken = f"{type(error).__name__}: {error}"[: payload.MAX_LINE_CHARACTERS]
    return data, broken


def _read_script(script: Any) -> list[Any]:
    """The values of one script. Raises ``ValueError`` when it is no JSON."""
    if not isinstance(script, str) or len(script) > MAX_SCRIPT_CHARACTERS:
        raise TypeError("a JSON-LD script must be text of sensible size")
    if not script.strip():
        return []
    try:
        return _extract(script)
    except ValueError:
        return _extract(_TRAILING_COMMA.sub(r"\1", script))


def _extract(script: str) -> list[Any]:
    page = f'<script type="application/ld+json">{script}</script>'
    return list(JsonLdExtractor().extract(page))


def _job_postings(data: Any) -> Iterator[dict[str, Any]]:
    """Objects of type ``JobPosting`` at any depth (``@graph``, lists, ``mainEntity``)."""
    waiting, seen = [(data, 0)], 0
    while waiting and seen < MAX_NODES:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            if _is_job_posting(value.get("@type")):
                yield value
                continue
            inner: list[Any] = list(value.values())
        elif isinstance(value, list):
            inner = value
        else:
            continue
        if depth < MAX_DEPTH:
            waiting += [(part, depth + 1) for part in reversed(inner)]


def _is_job_posting(kind: Any) -> bool:
    names = kind if isinstance(kind, list) else [kind]
    return any(isinstance(n, str) and n.rpartition("/")[2] == "JobPosting" for n in names)


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
    text = _unescaped(payload.body(job, "description"))
    extras = [(heading, _unescaped(payload.body(job, name))) for heading, name in EXTRA_PARTS]
    return html_parts.joined(
        [("", text), *((heading, extra) for heading, extra in extras if extra not in text)]
    )


def _unescaped(text: str) -> str:
    r"""Markup that was escaped once or more becomes markup, a written ``\n`` a line end."""
    for _ in range(3):
        if _TAG.search(text) or not _ESCAPED_TAG.search(text):
            break
        text = html.unescape(text)
    return text.replace("\\n", "\n").replace("\\r", "")


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
