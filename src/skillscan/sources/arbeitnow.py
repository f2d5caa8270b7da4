"""Arbeitnow: one job of the public feed → posting.

``slug`` is the id. ``remote`` is trusted where it says yes; a no may be a hybrid job. Many postings
are German. ``created_at`` are seconds since 1970.
"""

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import payload
from skillscan.sources.base import feed, missing


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://www.arbeitnow.com/api/job-board-api``."""
    job = item.payload
    native_id = payload.identifier(job, "slug")
    title = payload.label(job, "title")
    text = payload.unescaped_once(payload.body(job, "description"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.label(job, "company_name") or None,
            url=payload.web_address(job, "url"),
            locations=payload.places(*payload.labels(job, "location")),
            department=next(iter(payload.labels(job, "tags")), None),
            employment_type=payload.joined_labels(job, "job_types"),
            workplace="remote" if payload.flag(job, "remote") else None,
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
