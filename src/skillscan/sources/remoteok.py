"""Remote OK: one element of the public feed → posting.

The first element is a legal notice (link back, name the source: the site's source list does). Each
job there is remote. ``salary_min`` and ``salary_max`` are US dollars a year; 0 means unknown. Some
texts arrive as UTF-8 that was decoded as Latin-1 on the way ("MecÃ¡nico"): what can be mended is.
"""

import re

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.sources import payload
from skillscan.sources.base import SourceTerms, feed, missing

_TWICE_ENCODED = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]{1,3}"
)


def parse(item: RawItem) -> Parsed:
    """One element of ``GET https://remoteok.com/api``."""
    job = item.payload
    if "legal" in job and "position" not in job:
        return [ParseRejection(reason="legal_notice", is_expected=True)]
    native_id = payload.identifier(job, "id")
    title = payload.decoded(_repaired(payload.line(job, "position")))
    text = _repaired(payload.body(job, "description"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.decoded(_repaired(payload.line(job, "company"))) or None,
            url=payload.web_address(job, "url"),
            locations=payload.places(*map(_repaired, payload.labels(job, "location"))),
            workplace="remote",
            pay=payload.pay(
                payload.number(job, "salary_min"), payload.number(job, "salary_max"), "USD", "year"
            ),
            posted_at=payload.instant(job, "date") or payload.instant(job, "epoch"),
        )
    ]


def _repaired(text: str) -> str:
    return _TWICE_ENCODED.sub(_decoded, text)


def _decoded(found: re.Match[str]) -> str:
    try:
        octets = b"".join(_octet(char) for char in found.group(0))
        return octets.decode("utf-8")
    except UnicodeError:
        return found.group(0)


def _octet(char: str) -> bytes:
    return char.encode("latin-1" if ord(char) < 0x100 else "cp1252")


SOURCE = feed(
    "remoteok.com",
    "remoteok.io",
    name="remoteok",
    parse=parse,
    label="Remote OK",
    page="https://remoteok.com/",
    terms=SourceTerms(
        "public feed",
        "a link back is shown in the site's source list; its legal notice is the first element",
    ),
)
