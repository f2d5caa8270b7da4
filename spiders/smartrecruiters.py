"""SmartRecruiters' public postings API."""

from typing import Any
from urllib.parse import quote

from skillscan.domain import Board
from skillscan.net.decoding import UnusableResponse
from skillscan.sources.smartrecruiters import API

from .base.detail import DetailMixin
from .base.listing import Ask
from .base.paged import OffsetSpider


class SmartRecruiters(DetailMixin, OffsetSpider):
    """Domain: api.smartrecruiters.com (pages of 100 postings without text, then each posting).

    Caveats: an unknown company answers 200 with no postings, so an empty answer proves nothing and
    the fetch fails instead of closing everything.
    """

    name = "smartrecruiters"
    address = API + "?limit={limit}&offset={offset}"
    entries_at = ("content",)

    def total(self, data: Any) -> int | None:
        """``totalFound``."""
        total = data.get("totalFound") if isinstance(data, dict) else None
        return total if isinstance(total, int) else None

    def entries(self, data: Any) -> list[Any]:
        """The postings of a page. Raises ``UnusableResponse`` when the whole list is empty."""
        if self.total(data) == 0:
            raise UnusableResponse("empty_proves_nothing", "no postings, or no such company")
        return super().entries(data)

    def detail(self, board: Board, entry: Any) -> Ask | None:
        """The posting with its text."""
        native_id = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(native_id, (str, int)):
            return None
        postings = API.format(board=quote(board.token, safe=""))
        return Ask(f"{postings}/{quote(str(native_id), safe='')}")
