"""The Muse: one job of the public API → posting.

Levels and categories are the site's own guesses and are left out; "Flexible / Remote" among the
locations means remote, and is no place.
"""

from typing import Any

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import html_parts, payload
from skillscan.sources.refusal import missing

REMOTE = "flexible / remote"


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://www.themuse.com/api/public/jobs``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = html_parts.unescaped(payload.line(job, "name"))
    text = payload.body(job, "contents")
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
            employer=html_parts.unescaped(payload.line(job, "company", "name")) or None,
            url=payload.web_address(job, "refs", "landing_page"),
            locations=payload.places(*(name for name in names if name.lower() != REMOTE)),
            workplace="remote" if any(name.lower() == REMOTE for name in names) else None,
            posted_at=payload.instant(job, "publication_date"),
        )
    ]


def _location_names(job: Any) -> list[str]:
    return [payload.line(place, "name") for place in payload.entries(job, "locations")]
