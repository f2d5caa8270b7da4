"""Recruitee's public careers API."""

from skillscan.sources.recruitee import API

from .base.whole import WholeBoardSpider


class Recruitee(WholeBoardSpider):
    """Domain: recruitee.com, one host for each employer (whole board with texts in one answer).

    Caveats: employers may show the board under a host of their own; the token is the name before
    ``.recruitee.com``. An unknown board is 404.
    """

    name = "recruitee"
    address = API
    budget = "recruitee.com"
    entries_at = ("offers",)
