"""We Work Remotely: one item of the RSS feed → posting.

The title is "Employer: Title"; ``region`` says from where. Every job there is remote. The
``guid`` (the job's address) is its identity; ``pubDate`` is written as in e-mails.
"""

from datetime import datetime
from email.utils import parsedate_to_datetime

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.base import feed, missing
from skillscan.sources.xml_payload import body_of, element_of, line_of


def parse(item: RawItem) -> Parsed:
    """One item of ``GET https://weworkremotely.com/remote-jobs.rss``."""
    entry = element_of(item.payload)
    if entry is None:
        return [ParseRejection(reason="not_xml", detail="the payload holds no XML element")]
    address = line_of(entry, "guid") or line_of(entry, "link")
    native_id = address.rstrip("/").rpartition("/")[2][: payload.MAX_ID_CHARACTERS]
    employer, _, title = html_parts.unescaped(line_of(entry, "title")).partition(": ")
    if not title:
        employer, title = "", employer
    text = body_of(entry, "description")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    expires_at = _time(line_of(entry, "expires_at"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=employer or None,
            url=payload.web_address({"url": address}, "url"),
            locations=payload.places(line_of(entry, "region")),
            department=line_of(entry, "category") or None,
            employment_type=line_of(entry, "type") or None,
            workplace="remote",
            posted_at=_time(line_of(entry, "pubDate")),
            is_closed_by_source=expires_at is not None and expires_at <= item.fetched_at,
        )
    ]


def _time(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written[:60]).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        found = written
    return payload.instant({"at": found}, "at")


SOURCE = feed(
    "weworkremotely.com",
    name="weworkremotely",
    parse=parse,
    label="We Work Remotely",
    page="https://weworkremotely.com/",
)
