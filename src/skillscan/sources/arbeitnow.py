"""Arbeitnow: one job of the public feed → posting.

``slug`` is the id. ``remote`` is trusted where it says yes; a no may be a hybrid job. Many postings
are German. ``created_at`` are seconds since 1970.
"""

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import fields, sections
from skillscan.sources.refusal import missing


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://www.arbeitnow.com/api/job-board-api``."""
    job = item.payload
    native_id = fields.identifier(job, "slug")
    title = sections.unescaped(fields.line(job, "title"))
    text = fields.unescaped_once(fields.body(job, "description"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    kinds = (fields.line(kind) for kind in fields.entries(job, "job_types"))
    tags = (fields.line(tag) for tag in fields.entries(job, "tags"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=sections.unescaped(fields.line(job, "company_name")) or None,
            url=fields.web_address(job, "url"),
            locations=fields.places(fields.line(job, "location")),
            department=next((tag for tag in tags if tag), None),
            employment_type=", ".join(kind for kind in kinds if kind) or None,
            workplace="remote" if job.get("remote") is True else None,
            posted_at=fields.instant(job, "created_at"),
        )
    ]
