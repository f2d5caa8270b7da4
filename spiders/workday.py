"""Workday's career sites."""

from typing import Any
from urllib.parse import quote

from skillscan.domain import Board
from skillscan.net.decoding import UnusableResponse
from skillscan.sources.workday import CareerSite, listing

from .base.detail import DetailMixin
from .base.listing import Ask
from .base.paged import OffsetSpider

MOST_RESULTS = 2_000


class Workday(DetailMixin, OffsetSpider):
    """Domain: myworkdayjobs.com, a host for each tenant (20 entries a page, then each posting).

    Caveats: the token is ``tenant.wdN/site``, or ``wdN/tenant/site`` at myworkdaysite.com; some
    tenants stop at 2,000 results, and then the fetch is partial, because what is missing may
    be open; a page of more than 20 is refused (400).
    """

    name = "workday"
    limit = 20
    entries_at = ("jobPostings",)
    entry_id = "externalPath"

    def page(self, board: Board, position: Any) -> Ask:
        """A page of the unfiltered list."""
        return Ask(*listing(board.token, self.limit, position))

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:
        """The next offset; later pages say ``total: 0``, so only a short page ends the list."""
        following: int = position + count
        if count < self.limit or following == self.total(data):
            return None
        if following >= MOST_RESULTS:
            raise UnusableResponse("result_limit", f"the list stops at {MOST_RESULTS} results")
        return following

    def total(self, data: Any) -> int | None:
        """``total`` of a first page below the limit."""
        total = data.get("total") if isinstance(data, dict) else None
        return total if isinstance(total, int) and 0 < total < MOST_RESULTS else None

    def detail(self, board: Board, entry: Any) -> Ask | None:
        """The posting with its text."""
        path = entry.get("externalPath") if isinstance(entry, dict) else None
        if not isinstance(path, str) or not path.startswith("/"):
            return None
        return Ask(CareerSite.of(board.token).api + quote(path, safe="/-_.~%"))
