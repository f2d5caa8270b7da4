"""Feeds: one public response with the postings of many employers, in JSON or XML."""

from typing import Any, ClassVar
from xml.etree.ElementTree import Element, tostring

from skillscan.net.decoding import UnusableResponse

from .board_response import BoardResponse
from .listing import ListingSpider
from .whole import WholeBoardSpider


class FeedSpider(WholeBoardSpider):
    """One GET for everybody: without arguments it fetches the source's default boards.

    Where ``address`` holds ``{board}``, boards are the feed's categories.
    """


class XmlMixin(ListingSpider):
    """Goes before a listing spider among the bases; lands ``{"xml": "<job>…</job>"}``.

    ``entry_tag`` is the element that holds one posting, at any depth.
    """

    accept = "application/xml, text/xml;q=0.9, */*;q=0.1"
    entry_tag: ClassVar[str]
    root_tags: ClassVar[frozenset[str]] = frozenset()
    """What the root element may be called; empty: anything. An error page in XML is no board."""

    def decode(self, response: BoardResponse) -> Any:
        """The root element."""
        root = response.xml()
        if self.root_tags and root.tag not in self.root_tags:
            raise UnusableResponse("unexpected_shape", f"the root element is {root.tag[:60]}")
        return root

    def entries(self, data: Element) -> list[Any]:
        """One object for each entry element, with its id where it has one."""
        return [self.entry(element) for element in data.iter(self.entry_tag)]

    def entry(self, element: Element) -> dict[str, Any]:
        """The payload of one element."""
        payload = {"xml": tostring(element, encoding="unicode")}
        native_id = element.findtext(self.entry_id)
        return payload | ({self.entry_id: native_id.strip()} if native_id else {})
