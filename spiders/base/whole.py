"""Whole board in one response."""

from typing import Any, ClassVar
from urllib.parse import quote

from skillscan.domain import Board
from skillscan.net.decoding import list_at

from .listing import Ask, ListingSpider


class WholeBoardSpider(ListingSpider):
    """One GET brings everything; ``address`` holds ``{board}`` for the quoted token."""

    address: ClassVar[str]
    entries_at: ClassVar[tuple[str, ...]] = ()
    """The keys that lead to the list; none for a bare list."""

    def page(self, board: Board, position: Any) -> Ask:  # noqa: ARG002
        """The board's one page."""
        return Ask(self.address.format(board=quote(board.token, safe="")))

    def entries(self, data: Any) -> list[Any]:
        """The list in the response."""
        return list_at(data, *self.entries_at)
