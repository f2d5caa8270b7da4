"""Personio's XML feed: one ``position`` → posting.

The payload is ``{"xml": "<position>…</position>"}``; a DTD or an entity is refused. The text is the
``jobDescription`` parts under their own names. ``yearsOfExperience`` and ``seniority`` are buckets
that employers fill in carelessly: the text is read instead.
"""

from xml.etree.ElementTree import Element

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.refusal import missing
from skillscan.sources.xml_payload import body_of, element_of, line_of

WORLDWIDE = "com/"
"""Tokens that begin so stand at ``jobs.personio.com``, the others at ``jobs.personio.de``."""


def parse(item: RawItem) -> Parsed:
    """One position of ``GET https://{board}.jobs.personio.de/xml?language=en``."""
    position = element_of(item.payload)
    if position is None:
        return [ParseRejection(reason="not_xml", detail="the payload holds no XML element")]
    native_id = line_of(position, "id")
    title = line_of(position, "name")
    text = _body(position)
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id[: payload.MAX_ID_CHARACTERS],
            title=title,
            body=text,
            employer=line_of(position, "subcompany") or None,
            url=_address(item.board, native_id),
            locations=_locations(position),
            department=line_of(position, "department") or None,
            employment_type=_employment(position),
            posted_at=payload.instant({"at": line_of(position, "createdAt")}, "at"),
        )
    ]


def _body(position: Element) -> str:
    parts = position.findall("jobDescriptions/jobDescription")[: payload.MAX_LIST_ENTRIES]
    return html_parts.joined((line_of(part, "name"), body_of(part, "value")) for part in parts)


def _locations(position: Element) -> tuple[str, ...]:
    others = position.findall("additionalOffices/office")[: payload.MAX_LIST_ENTRIES]
    return payload.places(line_of(position, "office"), *(line_of(office, ".") for office in others))


def _employment(position: Element) -> str | None:
    stated = (line_of(position, name) for name in ("employmentType", "schedule"))
    return ", ".join(part for part in stated if part) or None


def _address(board: str, native_id: str) -> str | None:
    top = "com" if board.startswith(WORLDWIDE) else "de"
    host = f"{board.removeprefix(WORLDWIDE)}.jobs.personio.{top}"
    return payload.web_address({"url": f"https://{host}/job/{native_id}"}, "url")
