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
    title = payload.label(job, "title")
    text = payload.body(job, "description")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    salary = html.escape(payload.label(job, "salary"))
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=html_parts.joined((("", text), ("Salary", salary))),
            employer=payload.label(job, "company_name") or None,
            url=payload.web_address(job, "url"),
            locations=payload.places(*payload.labels(job, "candidate_required_location")),
            department=payload.joined_labels(job, "category"),
            employment_type=payload.joined_labels(job, "job_type"),
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
