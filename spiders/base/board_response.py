"""One response of a source, with the fetch it belongs to."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from skillscan.collect.board_fetch import BoardFetch
from skillscan.domain import PageValidators, RawItem
from skillscan.net.decoding import UnusableResponse, decode_json, decode_xml, status_reason

if TYPE_CHECKING:
    from scrapy.http import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardResponse:
    """``url`` is the original address, whatever the API base made of it; ``received_at`` is UTC."""

    fetch: BoardFetch
    url: str
    scrapy_response: "Response"
    received_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.scrapy_response.status

    @property
    def body(self) -> bytes:
        """The decompressed body."""
        return self.scrapy_response.body

    def header(self, name: str) -> str:
        """A header's text, empty where it is absent."""
        return (self.scrapy_response.headers.get(name) or b"").decode("latin-1")

    def check_status(self) -> None:
        """Raises ``UnusableResponse`` unless the status is 2xx."""
        if reason := status_reason(self.status):
            waits = self.scrapy_response.meta.get("retry_after_seconds")
            rest = f", Retry-After {waits:g} s" if waits else ""
            raise UnusableResponse(reason, f"{self.url} answered {self.status}{rest}")

    def json(self) -> Any:
        """The JSON of a 2xx response. Raises ``UnusableResponse``."""
        self.check_status()
        return decode_json(self.body, self.header("Content-Type"))

    def xml(self) -> Element:
        """The root element of a 2xx XML response. Raises ``UnusableResponse``."""
        self.check_status()
        return decode_xml(self.body)

    def page(self) -> PageValidators | None:
        """The validators of a list page; ``None`` when it has none."""
        etag, last_modified = self.header("ETag") or None, self.header("Last-Modified") or None
        return PageValidators(self.url, etag, last_modified) if etag or last_modified else None

    def item(self, payload: Any) -> RawItem:
        """A raw item of this response; what is no object is wrapped, so that it is not lost."""
        return RawItem(
            source=self.fetch.board.source,
            board=self.fetch.board.token,
            url=self.url,
            fetched_at=self.received_at,
            http_status=self.status,
            payload=payload if isinstance(payload, dict) else {"value": payload},
        )
