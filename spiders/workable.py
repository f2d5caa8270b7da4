"""Workable's public careers widget."""

from skillscan.sources.workable import API

from .base.whole import WholeBoardSpider


class Workable(WholeBoardSpider):
    """Domain: apply.workable.com (whole board with texts in one answer).

    Caveats: it answers 429 readily and wants to be left alone for a while then. The widget is used
    rather than ``/api/v3`` (ten entries a page, each text asked for by itself): one request a
    board. An unknown board is 404.
    """

    name = "workable"
    address = f"{API}?details=true"
    entries_at = ("jobs",)
    entry_id = "shortcode"
