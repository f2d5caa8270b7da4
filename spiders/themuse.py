"""The Muse's public jobs API."""

from typing import Any

from .base.paged import PageNumberSpider

LAST_PAGE = 99


class TheMuse(PageNumberSpider):
    """Domain: www.themuse.com (pages of 20 jobs with texts; the boards are its categories).

    Caveats: it gives a hundred pages at most; a longer category is read partially, and nothing of
    it closes. 500 requests an hour are free.
    """

    name = "themuse"
    address = "https://www.themuse.com/api/public/jobs?category={board}&page={page}&descending=true"
    entries_at = ("results",)
    first_position = 0

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:
        """The next page up to ``page_count``, and as far as the API goes."""
        pages = data.get("page_count") if isinstance(data, dict) else None
        last = min(pages - 1, LAST_PAGE) if isinstance(pages, int) else position
        return position + 1 if count and position < last else None

    def total(self, data: Any) -> int | None:
        """``total``: a category of more than a hundred pages is not read whole."""
        total = data.get("total") if isinstance(data, dict) else None
        return total if isinstance(total, int) else None
