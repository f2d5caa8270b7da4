"""Ashby's public job-board API."""

from skillscan.sources.ashby import API

from .base.whole import WholeBoardSpider


class Ashby(WholeBoardSpider):
    """Domain: api.ashbyhq.com (whole board with texts and compensation in one answer).

    Caveats: unlisted jobs may stand in the answer and are refused by the parser; tokens may hold
    blanks. An unknown board is 404.
    """

    name = "ashby"
    address = f"{API}?includeCompensation=true"
    entries_at = ("jobs",)
