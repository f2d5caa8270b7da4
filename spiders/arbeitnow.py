"""Arbeitnow's public feed."""

from typing import Any

from .base.paged import PageNumberSpider


class Arbeitnow(PageNumberSpider):
    """Domain: www.arbeitnow.com (pages of about 100 jobs with texts).

    Caveats: an aggregator, mostly of jobs in Germany and in German.
    """

    name = "arbeitnow"
    address = "https://www.arbeitnow.com/api/job-board-api?page={page}"
    entries_at = ("data",)
    entry_id = "slug"

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:
        """The next page, as long as ``links.next`` names one."""
        links = data.get("links") if isinstance(data, dict) else None
        has_next = isinstance(links, dict) and bool(links.get("next"))
        return position + 1 if count and has_next else None
