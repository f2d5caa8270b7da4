"""Lever's public postings API."""

from typing import Any

from skillscan.domain import Board
from skillscan.sources.lever import postings_api

from .base.listing import Ask
from .base.paged import OffsetSpider


class Lever(OffsetSpider):
    """Domain: api.lever.co (pages of 100 postings with their texts).

    Caveats: without ``Accept: application/json`` it answers HTML; about two requests a second
    are welcome; European accounts stand at api.eu.lever.co: their token is ``eu/acme``. An
    unknown board is 404.
    """

    name = "lever"

    def page(self, board: Board, position: Any) -> Ask:
        """The page that begins at an offset, at the account's own host."""
        part = f"skip={position}&limit={self.limit}"
        return Ask(f"{postings_api(board.token)}?mode=json&{part}")
