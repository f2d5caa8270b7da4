"""Personio's public XML feed."""

from typing import Any
from urllib.parse import quote

from skillscan.domain import Board

from .base.feed import XmlMixin
from .base.listing import Ask
from .base.whole import WholeBoardSpider

WORLDWIDE = "com/"
"""Tokens that begin so belong to boards at ``jobs.personio.com``."""


class Personio(XmlMixin, WholeBoardSpider):
    """Domain: jobs.personio.de and jobs.personio.com (whole board in one XML answer).

    Caveats: an unknown board redirects to another host, which is refused; some employers have
    switched the feed off. Boards of jobs.personio.com have tokens such as ``com/acme``.
    """

    name = "personio"
    address = "https://{board}.jobs.personio.{top}/xml?language=en"
    budget = "personio"
    entry_tag = "position"
    root_tags = frozenset({"workzag-jobs"})

    def page(self, board: Board, position: Any) -> Ask:  # noqa: ARG002
        """The feed in English where there is one."""
        top = "com" if board.token.startswith(WORLDWIDE) else "de"
        name = quote(board.token.removeprefix(WORLDWIDE), safe="")
        return Ask(self.address.format(board=name, top=top))
