"""Lever's public postings API."""

from typing import Any
from urllib.parse import quote

from skillscan.domain import Board

from .base.listing import Ask
from .base.paged import OffsetSpider

EUROPE = "eu/"
"""Tokens that begin so belong to European accounts, which another host serves."""


class Lever(OffsetSpider):
    """Domain: api.lever.co (pages of 100 postings with their texts).

    Caveats: without ``Accept: application/json`` it answers HTML; about two requests a second
    are welcome; European accounts stand at api.eu.lever.co: their token is ``eu/acme``. An
    unknown board is 404.
    """

    name = "lever"
    address = "https://{host}/v0/postings/{board}?mode=json&skip={offset}&limit={limit}"

    def page(self, board: Board, position: Any) -> Ask:
        """The page that begins at an offset, at the account's own host."""
        is_europe = board.token.startswith(EUROPE)
        return Ask(
            self.address.format(
                host="api.eu.lever.co" if is_europe else "api.lever.co",
                board=quote(board.token.removeprefix(EUROPE), safe=""),
                offset=position,
                limit=self.limit,
            )
        )
