"""Himalayas' public jobs API."""

from typing import Any
from urllib.parse import quote

from skillscan.domain import Board
from skillscan.net.decoding import list_at

from .base.listing import Ask, ListingSpider

MOST_JOBS = 1_000


class Himalayas(ListingSpider):
    """Domain: himalayas.app (pages of 20 jobs with texts, the newest first, by cursor).

    Caveats: it lists some 100,000 jobs; only the newest thousand are asked for, so absence closes
    nothing. It wants a visible link back (the site's source list has it).
    """

    name = "himalayas"
    address = "https://himalayas.app/jobs/api?limit=20"
    entry_id = "guid"
    newest_only = True

    def page(self, board: Board, position: Any) -> Ask:  # noqa: ARG002
        """The first page, or the one behind a cursor."""
        cursor, _ = position or (None, 0)
        return Ask(self.address + (f"&cursor={quote(cursor, safe='')}" if cursor else ""))

    def entries(self, data: Any) -> list[Any]:
        """The jobs of a page."""
        return list_at(data, "jobs")

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:
        """The next cursor with the number of jobs so far."""
        reached = (position[1] if position else 0) + count
        cursor = data.get("nextCursor") if isinstance(data, dict) else None
        goes_on = count and isinstance(cursor, str) and cursor and reached < MOST_JOBS
        return (cursor, reached) if goes_on else None
