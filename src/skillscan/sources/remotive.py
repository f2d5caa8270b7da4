"""Remotive: one job of the public feed → posting.

Every job there is remote; where from, ``candidate_required_location`` says. ``salary`` is free text
and goes to the end of the body, where pay is read like any other statement of the text.
"""

import html

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import fields, sections
from skillscan.sources.refusal import missing


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://remotive.com/api/remote-jobs``."""
    job = item.payload
    native_id = fields.identifier(job, "id")
    title = sections.unescaped(fields.line(job, "title"))
    text = fields.body(job, "description")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    salary = html.escape(fields.line(job, "salary"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=sections.joined((("", text), ("Salary", salary))),
            employer=sections.unescaped(fields.line(job, "company_name")) or None,
            url=fields.web_address(job, "url"),
            locations=fields.places(fields.line(job, "candidate_required_location")),
            department=fields.line(job, "category") or None,
            employment_type=fields.line(job, "job_type") or None,
            workplace="remote",
            posted_at=fields.instant(job, "publication_date"),
        )
    ]
