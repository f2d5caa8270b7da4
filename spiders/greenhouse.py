"""Greenhouse's public job-board API."""

from typing import Any

from skillscan.sources.greenhouse import API

from .base.whole import WholeBoardSpider


class Greenhouse(WholeBoardSpider):
    """Domain: boards-api.greenhouse.io (whole board with texts in one answer).

    Caveats: pay ranges stand only in single-job answers, which are not asked for; ``content``
    is entity-escaped HTML. An unknown board is 404.
    """

    name = "greenhouse"
    address = f"{API}?content=true"
    entries_at = ("jobs",)

    def total(self, data: Any) -> int | None:
        """``meta.total``: an answer that lists fewer jobs is not complete."""
        meta = data.get("meta") if isinstance(data, dict) else None
        total = meta.get("total") if isinstance(meta, dict) else None
        return total if isinstance(total, int) else None
