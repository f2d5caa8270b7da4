"""Remotive: one job of the public feed → posting.

Every job there is remote; where from, ``candidate_required_location`` says. ``salary`` is free text
and goes to the end of the body, where pay is read like any other statement of the text.
"""

import html

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.base import SourceTerms, feed, missing


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://remotive.com/api/remote-jobs``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = html_parts.unescaped(payload.line(job, "title"))
    text = payload.body(job, "description")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    salary = html.escape(payload.line(job, "salary"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=html_parts.joined((("", text), ("Salary", salary))),
            employer=html_parts.unescaped(payload.line(job, "company_name")) or None,
            url=payload.web_address(job, "url"),
            locations=payload.places(payload.line(job, "candidate_required_location")),
            department=payload.line(job, "category") or None,
            employment_type=payload.line(job, "job_type") or None,
            workplace="remote",
            posted_at=payload.instant(job, "publication_date"),
        )
    ]


SOURCE = feed(
    "remotive.com",
    name="remotive",
    parse=parse,
    label="Remotive",
    page="https://remotive.com/",
    terms=SourceTerms(
        "public feed",
        "about four reads a day, never above two a minute; a link back is shown in the site's "
        "source list",
    ),
)
