"""The Muse: one job of the public API → posting.

Levels and categories are the site's own guesses and are left out; "Flexible / Remote" among the
locations means remote, and is no place.
"""

from typing import Any

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import fields, sections
from skillscan.sources.refusal import missing

REMOTE = "flexible / remote"


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://www.themuse.com/api/public/jobs``."""
    job = item.payload
    native_id = fields.identifier(job, "id")
    title = sections.unescaped(fields.line(job, "name"))
    text = fields.body(job, "contents")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    names = _location_names(job)
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=sections.unescaped(fields.line(job, "company", "name")) or None,
            url=fields.web_address(job, "refs", "landing_page"),
            locations=fields.places(*(name for name in names if name.lower() != REMOTE)),
            workplace="remote" if any(name.lower() == REMOTE for name in names) else None,
            posted_at=fields.instant(job, "publication_date"),
        )
    ]


def _location_names(job: Any) -> list[str]:
    return [fields.line(place, "name") for place in fields.entries(job, "locations")]
