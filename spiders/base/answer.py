"""One answer of a source, with the visit it belongs to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from skillscan.collect.board_fetch import Visit
from skillscan.collect.previous_fetch import Page
from skillscan.domain import RawItem
from skillscan.net.decoding import BadAnswerError, decode_json, decode_xml, status_reason

if TYPE_CHECKING:
    from scrapy.http import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``url`` is the original address, whatever the API base made of it."""

    visit: Visit
    url: str
    response: "Response"

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status

    @property
    def body(self) -> bytes:
        """The decompressed body."""
        return self.response.body

    def header(self, name: str) -> str:
        """A header's text, empty where it is absent."""
        return (self.response.headers.get(name) or b"").decode("latin-1")

    def check_status(self) -> None:
        """Raises ``BadAnswerError`` unless the status is 2xx."""
        if reason := status_reason(self.status):
            waits = self.response.meta.get("retry_after_seconds")
            rest = f", Retry-After {waits:g} s" if waits else ""
            raise BadAnswerError(reason, f"{self.url} answered {self.status}{rest}")

    def json(self) -> Any:
        """The JSON of a 2xx answer. Raises ``BadAnswerError``."""
        self.check_status()
        return decode_json(self.body, self.header("Content-Type"))

    def xml(self) -> Element:
        """The root element of a 2xx XML answer. Raises ``BadAnswerError``."""
        self.check_status()
        return decode_xml(self.body)

    def page(self) -> Page | None:
        """The validators of a list page; ``None`` when it has none."""
        etag, last_modified = self.header("ETag") or None, self.header("Last-Modified") or None
        return Page(self.url, etag, last_modified) if etag or last_modified else None

    def item(self, payload: Any) -> RawItem:
        """A raw item of this answer; what is no object is wrapped, so that it is not lost."""
        return RawItem(
            source=self.visit.board.source,
            board=self.visit.board.token,
            url=self.url,
            fetched_at=datetime.now(UTC),
            http_status=self.status,
            payload=payload if isinstance(payload, dict) else {"value": payload},
        )
