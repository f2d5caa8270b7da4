"""Personio's XML feed: one ``position`` → posting.

The payload is ``{"xml": "<position>…</position>"}``; a DTD or an entity is refused. The text is the
``jobDescription`` parts under their own names. ``yearsOfExperience`` and ``seniority`` are buckets
that employers fill in carelessly: the text is read instead.
"""

import re
from urllib.parse import quote
from xml.etree.ElementTree import Element

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.net.decoding import UnusableResponse, decode_xml
from skillscan.sources import html_parts, payload
from skillscan.sources.base import (
    Attribution,
    Probe,
    Source,
    SourceTerms,
    WebAddress,
    missing,
    readable_name,
)
from skillscan.sources.xml_payload import body_of, element_of, label_of, labels_of, line_of

WORLDWIDE = "com/"
"""Tokens that begin so stand at ``jobs.personio.com``, the others at ``jobs.personio.de``."""
ROOT_TAG = "workzag-jobs"
_HOST = re.compile(r"^([a-z0-9][a-z0-9-]{0,62})\.jobs\.personio\.(de|com)$")


def parse(item: RawItem) -> Parsed:
    """One position of ``GET https://{board}.jobs.personio.de/xml?language=en``."""
    position = element_of(item.payload)
    if position is None:
        return [ParseRejection(reason="not_xml", detail="the payload holds no XML element")]
    native_id = payload.identifier({"id": line_of(position, "id")}, "id")
    title = label_of(position, "name")
    text = _body(position)
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=label_of(position, "subcompany") or None,
            url=_address(item.board, native_id),
            locations=_locations(position),
            department=label_of(position, "department") or None,
            employment_type=_employment(position),
            posted_at=payload.instant({"at": line_of(position, "createdAt")}, "at"),
        )
    ]


def _body(position: Element) -> str:
    parts = position.findall("jobDescriptions/jobDescription")[: payload.MAX_LIST_ENTRIES]
    return html_parts.joined((label_of(part, "name"), body_of(part, "value")) for part in parts)


def _locations(position: Element) -> tuple[str, ...]:
    return payload.places(
        *labels_of(position, "office"), *labels_of(position, "additionalOffices/office")
    )


def _employment(position: Element) -> str | None:
    stated = (line_of(position, name) for name in ("employmentType", "schedule"))
    return ", ".join(part for part in stated if part) or None


def _address(board: str, native_id: str) -> str | None:
    return payload.web_address({"url": f"https://{_host(board)}/job/{native_id}"}, "url")


def xml_feed(token: str) -> str:
    """The address of a board's feed, in English where there is one."""
    return f"https://{_host(token)}/xml?language=en"


def _host(token: str) -> str:
    top = "com" if token.startswith(WORLDWIDE) else "de"
    return f"{quote(token.removeprefix(WORLDWIDE), safe='')}.jobs.personio.{top}"


def _recognise(address: WebAddress) -> str | None:
    found = _HOST.match(address.host)
    if not found:
        return None
    return (WORLDWIDE if found.group(2) == "com" else "") + found.group(1)


def _positions(body: bytes) -> int:
    root = decode_xml(body)
    if root.tag != ROOT_TAG:
        raise UnusableResponse("unexpected_shape", f"the root element is {root.tag[:60]}")
    return len(root.findall("position"))


SOURCE = Source(
    name="personio",
    parse=parse,
    recognise=_recognise,
    board_page=lambda token: f"https://{_host(token)}/",
    probe=lambda token: Probe(xml_feed(token), _positions),
    attribution=Attribution("Personio job boards", "https://www.personio.com/"),
    terms=SourceTerms(
        "public XML feed", "one request a board; an unknown board redirects and is refused"
    ),
    employer_name=lambda token: readable_name(token.removeprefix(WORLDWIDE)),
)
