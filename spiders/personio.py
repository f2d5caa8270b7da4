"""Personio's public XML feed."""

from typing import Any

from skillscan.domain import Board
from skillscan.sources.personio import ROOT_TAG, xml_feed

from .base.feed import XmlMixin
from .base.listing import Ask
from .base.whole import WholeBoardSpider


class Personio(XmlMixin, WholeBoardSpider):
    """Domain: jobs.personio.de and jobs.personio.com (whole board in one XML answer).

    Caveats: an unknown board redirects to another host, which is refused; some employers have
    switched the feed off. Boards of jobs.personio.com have tokens such as ``com/acme``.
    """

    name = "personio"
    budget = "personio"
    entry_tag = "position"
    root_tags = frozenset({ROOT_TAG})

    def page(self, board: Board, position: Any) -> Ask:  # noqa: ARG002
        """The board's one feed."""
        return Ask(xml_feed(board.token))
