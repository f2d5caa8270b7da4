"""Lists in pages: by offset, by page number, or by a token that each page gives for the next."""

from typing import Any, ClassVar
from urllib.parse import quote

from skillscan.domain import Board
from skillscan.net.decoding import list_at

from .listing import Ask, ListingSpider


class OffsetSpider(ListingSpider):
    """GET pages by offset: ``address`` holds ``{board}``, ``{offset}`` and ``{limit}``.

    Ends at a short page; where the source says the total (and may give less than was asked for
    at a time), when that is reached.
    """

    first_position = 0
    address: ClassVar[str]
    limit: ClassVar[int] = 100
    entries_at: ClassVar[tuple[str, ...]] = ()

    def page(self, board: Board, position: Any) -> Ask:
        """The page that begins at an offset."""
        token = quote(board.token, safe="")
        return Ask(self.address.format(board=token, offset=position, limit=self.limit))

    def entries(self, data: Any) -> list[Any]:
        """The list in the response."""
        return list_at(data, *self.entries_at)

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:
        """The next offset, until the end."""
        reached, total = position + count, self.total(data)
        is_end = count < self.limit if total is None else reached >= total
        return None if is_end or not count else reached


class PageNumberSpider(OffsetSpider):
    """GET pages by number, from 1: ``address`` holds ``{page}`` (and ``{limit}``)."""

    first_position = 1

    def page(self, board: Board, position: Any) -> Ask:
        """The page with a number."""
        token = quote(board.token, safe="")
        return Ask(self.address.format(board=token, page=position, limit=self.limit))

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:  # noqa: ARG002
        """The next number, until a short page."""
        return position + 1 if count >= self.limit else None


class TokenSpider(ListingSpider):
    """POST pages by token: the body of the next page holds the token this one gave."""

    address: ClassVar[str]
    body: ClassVar[dict[str, Any]] = {}
    sent_as: ClassVar[str] = "token"
    next_at: ClassVar[str] = "nextPage"
    entries_at: ClassVar[tuple[str, ...]] = ()

    def page(self, board: Board, position: Any) -> Ask:
        """The first page, or the one a token stands for."""
        token = {} if position is None else {self.sent_as: position}
        url = self.address.format(board=quote(board.token, safe=""))
        return Ask(url, {**self.body, **token})

    def entries(self, data: Any) -> list[Any]:
        """The list in the response."""
        return list_at(data, *self.entries_at)

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:
        """The token for the next page; none after an empty page or a repeated token."""
        token = data.get(self.next_at) if isinstance(data, dict) else None
        return token if count and token and token != position else None
