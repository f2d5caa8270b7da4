"""Arbeitnow: one job of the public feed → posting.

``slug`` is the id. ``remote`` is trusted where it says yes; a no may be a hybrid job. Many postings
are German. ``created_at`` are seconds since 1970.
"""

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.base import feed, missing


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://www.arbeitnow.com/api/job-board-api``."""
    job = item.payload
    native_id = payload.identifier(job, "slug")
    title = html_parts.unescaped(payload.line(job, "title"))
    text = payload.unescaped_once(payload.body(job, "description"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    kinds = (payload.line(kind) for kind in payload.entries(job, "job_types"))
    tags = (payload.line(tag) for tag in payload.entries(job, "tags"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=html_parts.unescaped(payload.line(job, "company_name")) or None,
            url=payload.web_address(job, "url"),
            locations=payload.places(payload.line(job, "location")),
            department=next((tag for tag in tags if tag), None),
            employment_type=", ".join(kind for kind in kinds if kind) or None,
            workplace="remote" if job.get("remote") is True else None,
            posted_at=payload.instant(job, "created_at"),
        )
    ]


SOURCE = feed(
    "arbeitnow.com",
    name="arbeitnow",
    parse=parse,
    label="Arbeitnow",
    page="https://www.arbeitnow.com/",
)
