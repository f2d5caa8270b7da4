"""We Work Remotely: one item of the RSS feed → posting.

The title is "Employer: Title"; ``region`` says from where. Every job there is remote. The
``guid`` (the job's address) is its identity; ``pubDate`` is written as in e-mails.
"""

import re
from email.utils import parsedate_to_datetime

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.sources import payload
from skillscan.sources.base import feed, missing
from skillscan.sources.xml_payload import body_of, element_of, label_of, labels_of, line_of

_GUID = re.compile(r"https?://(?:www\.)?weworkremotely\.com/(?:[a-z-]{1,40}/)?([^/\s]{1,2000})/?")


def parse(item: RawItem) -> Parsed:
    """One item of ``GET https://weworkremotely.com/remote-jobs.rss``."""
    entry = element_of(item.payload)
    if entry is None:
        return [ParseRejection(reason="not_xml", detail="the payload holds no XML element")]
    address = line_of(entry, "guid") or line_of(entry, "link")
    native_id = _native_id(address)
    employer, _, title = label_of(entry, "title").partition(": ")
    if not title:
        employer, title = "", employer
    text = body_of(entry, "description")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=employer or None,
            url=payload.web_address({"url": address}, "url"),
            locations=payload.places(*labels_of(entry, "region")),
            department=", ".join(labels_of(entry, "category")) or None,
            employment_type=", ".join(labels_of(entry, "type")) or None,
            workplace="remote",
            posted_at=payload.instant({"at": _iso(line_of(entry, "pubDate"))}, "at"),
            is_closed_by_source=payload.is_over(
                item.fetched_at, {"at": _iso(line_of(entry, "expires_at"))}, "at"
            ),
        )
    ]


def _native_id(address: str) -> str:
    """…/remote-jobs/acme-ml-engineer → acme-ml-engineer; any other address as a whole."""
    found = _GUID.fullmatch(address)
    return payload.whole_id(found[1] if found else address)


def _iso(written: str) -> str:
    """A time of an e-mail in ISO 8601; anything else as it is."""
    try:
        return parsedate_to_datetime(written[:60]).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return written


SOURCE = feed(
    "weworkremotely.com",
    name="weworkremotely",
    parse=parse,
    label="We Work Remotely",
    page="https://weworkremotely.com/",
)
