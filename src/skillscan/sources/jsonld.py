"""schema.org ``JobPosting`` of any page → posting.

What the payload may hold, ``jsonld_objects`` says. The posting's identity is the page's address,
because ``identifier`` is often the employer's; it only tells the postings of one page apart.
``description`` may be escaped several times over. ``experienceRequirements.monthsOfExperience`` is
on some sites a seniority bucket that contradicts the text, as is ``credentialCategory``: they are
not read. ``validThrough`` before the fetch closes the posting; pay reads ``jsonld_pay``.
"""

import html
from typing import Any
from urllib.parse import urlsplit

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem, Workplace
from skillscan.net.url_policy import host_of
from skillscan.sources import html_parts, payload
from skillscan.sources.base import Attribution, Source, SourceTerms, missing
from skillscan.sources.jsonld_objects import job_postings
from skillscan.sources.jsonld_pay import pay_of, unread_text

MAX_POSTINGS = 200
ADDRESS_KEYS = ("addressLocality", "addressRegion", "addressCountry")
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
    left_out = len(found) - MAX_POSTINGS
    found = found[:MAX_POSTINGS]
    if not found:
        reason = "broken_jsonld" if broken else "no_jobposting"
        return [
            ParseRejection(reason=reason, detail=broken or "no schema.org JobPosting on the page")
        ]
    read = [_posting(item, job, mark) for job, mark in zip(found, _marks(found), strict=True)]
    return read if left_out <= 0 else [*read, _too_many(left_out)]


def _too_many(left_out: int) -> ParseRejection:
    detail = f"{left_out} postings of the page beyond the first {MAX_POSTINGS} are not read"
    return ParseRejection(reason="too_many_postings", detail=detail)


def _posting(item: RawItem, job: dict[str, Any], mark: str) -> Posting | ParseRejection:
    native_id = _native_id(item, job, mark)
    title = payload.label(job, "title") or payload.label(job, "name")
    text = _body(job)
    if refusal := missing(id=native_id, title=title, text=text):
        return refusal
    return Posting(
        source=item.source,
        board=item.board,
        native_id=native_id,
        title=title,
        body=text,
        employer=payload.label(job, "hiringOrganization")
        or payload.label(job, "hiringOrganization", "legalName")
        or None,
        url=payload.web_address({"url": item.url}, "url") or payload.web_address(job, "url"),
        locations=_locations(job),
        country=_country(job),
        language=payload.language(job, "inLanguage") or payload.language(job, "inLanguage", "name"),
        employment_type=payload.joined_labels(job, "employmentType"),
        workplace=_workplace(job),
        pay=pay_of(job),
        posted_at=payload.instant(job, "datePosted"),
        is_closed_by_source=payload.is_over(item.fetched_at, job, "validThrough"),
    )


def _marks(found: list[dict[str, Any]]) -> list[str]:
    """What tells the postings of a page apart: their own identifiers or addresses, else numbers.

    A posting that is alone on its page has no mark.
    """
    own = [_identifier(job.get("identifier")) or payload.line(job, "url") for job in found]
    if len(found) > 1 and all(own) and len(set(own)) == len(own):
        return own
    return ["", *map(str, range(1, len(found)))]


def _native_id(item: RawItem, job: Any, mark: str) -> str:
    """The page's path; the identifier where the address says nothing."""
    try:
        parts = urlsplit(item.url)
    except ValueError:
        parts = urlsplit("")
    path = parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")
    identity = path or _identifier(job.get("identifier"))
    if len(mark) < payload.ID_SUFFIX_CHARACTERS:
        identity = payload.whole_id(identity)
    if not identity or mark in ("", identity):
        return payload.whole_id(identity)
    marked = f"{identity}#{mark}"
    return marked if len(marked) <= payload.MAX_ID_CHARACTERS else payload.whole_id(marked)


def _identifier(stated: Any) -> str:
    return payload.identifier({"id": stated}, "id") or payload.identifier(stated, "value")


def _body(job: Any) -> str:
    text = html_parts.markup_of(payload.body(job, "description"))
    extras = [
        (heading, html_parts.markup_of(payload.body(job, name))) for heading, name in EXTRA_PARTS
    ]
    if pay_of(job) is None:
        extras.append(("Salary", html.escape(unread_text(job))))
    return html_parts.joined(
        [("", text), *((heading, extra) for heading, extra in extras if extra not in text)]
    )


def _locations(job: Any) -> tuple[str, ...]:
    """The addresses of the places; names where places of several names have one address."""
    found = payload.entries(job, "jobLocation")
    names_at: dict[str, set[str]] = {}
    for place in found:
        for address in _addresses(place):
            names_at.setdefault(address, set()).add(payload.label(place))
    stated = [
        payload.label(place) if len(names_at[address] - {""}) > 1 else address
        for place in found
        for address in _addresses(place)
    ]
    return payload.places(*stated) or payload.places(
        *payload.labels(job, "applicantLocationRequirements")
    )


def _addresses(place: Any) -> list[str]:
    """Berlin, BE, DE of each address of a place; its name where it has none."""
    found = [name for address in _stated_addresses(place) for name in _address_names(address)]
    return [name for name in found if name] or [payload.label(place)]


def _stated_addresses(place: Any) -> list[Any]:
    """The addresses of a place, which may be an address itself."""
    is_address = isinstance(place, dict) and any(key in place for key in ADDRESS_KEYS)
    return payload.entries(place, "address") or ([place] if is_address else [])


def _address_names(address: Any) -> list[str]:
    """Berlin, BE, DE; of several cities in one address each."""
    cities = payload.labels(address, ADDRESS_KEYS[0]) or [""]
    around = [payload.label(address, key) for key in ADDRESS_KEYS[1:]]
    names = [", ".join(dict.fromkeys(part for part in (c, *around) if part)) for c in cities]
    return [name for name in names if name] or [payload.label(address)]


def _country(job: Any) -> str | None:
    """The only country of the places, or of those where applicants may live."""
    places = payload.entries(job, "jobLocation")
    addresses = [address for place in places for address in _stated_addresses(place)]
    stated = [payload.value_at(address, "addressCountry") for address in addresses]
    allowed = payload.entries(job, "applicantLocationRequirements")
    return _only_country(stated) if any(map(_countries, stated)) else _only_country(allowed)


def _only_country(stated: list[Any]) -> str | None:
    found = {code for value in stated for code in _countries(value)}
    return found.pop() if len(found) == 1 else None


def _countries(value: Any) -> set[str]:
    """The countries that a value names: one, or a list of them."""
    names = [name for entry in _flat(value) for name in payload.labels(entry)]
    return {code for name in names if (code := payload.country(name))}


def _flat(value: Any) -> list[Any]:
    """A country's names: ``{"name": ["USA", "USA"]}`` has them in a list."""
    names = payload.value_at(value, "name")
    return names if isinstance(names, list) else [value]


def _workplace(job: Any) -> Workplace | None:
    kinds = (kind.upper() for kind in payload.labels(job, "jobLocationType"))
    return "remote" if "TELECOMMUTE" in kinds else None


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
    provider=_site,
)
"""Recognises no address: only a look at a page tells whether a site has postings of its own."""
