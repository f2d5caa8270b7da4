"""The Muse: one job of the public API → posting.

Levels and categories are the site's own guesses and are left out; "Flexible / Remote" among the
locations means remote, and is no place.
"""

from urllib.parse import quote

from skillscan.domain import Parsed, Posting, RawItem
from skillscan.sources import payload
from skillscan.sources.base import AGGREGATOR, Attribution, Source, WebAddress, missing

REMOTE = "flexible / remote"


def parse(item: RawItem) -> Parsed:
    """One job of ``GET https://www.themuse.com/api/public/jobs``."""
    job = item.payload
    native_id = payload.identifier(job, "id")
    title = payload.label(job, "name")
    text = payload.body(job, "contents")
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    names = payload.labels(job, "locations")
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.label(job, "company") or None,
            url=payload.web_address(job, "refs", "landing_page"),
            locations=payload.places(*(name for name in names if name.lower() != REMOTE)),
            workplace="remote" if any(name.lower() == REMOTE for name in names) else None,
            posted_at=payload.instant(job, "publication_date"),
        )
    ]


def _recognise(address: WebAddress) -> str | None:
    """The category, as the API names it or as the site's pages write it (``data-science``)."""
    if address.host.removeprefix("www.") != "themuse.com":
        return None
    words = (address.after("category") or "").split("-")
    written = " ".join(word if word == "and" else word.capitalize() for word in words)
    return address.asked_for("category") or written


def _page(category: str) -> str:
    return f"https://www.themuse.com/search/category/{quote(category.lower().replace(' ', '-'))}"


SOURCE = Source(
    name="themuse",
    parse=parse,
    recognise=_recognise,
    board_page=_page,
    attribution=Attribution("The Muse", "https://www.themuse.com/"),
    terms=AGGREGATOR,
    has_many_employers=True,
    default_boards=("Data Science", "Data and Analytics", "Software Engineering"),
    total="`total`",
)
