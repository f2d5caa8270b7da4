"""What a single request brought, or why it brought nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skillscan.net.decoding import decode_html
from skillscan.net.redirects import REDIRECTS


class FetchError(Exception):
    """A page could not be had; ``reason`` is one of the words of fetch reports.

    ``target`` is where a redirect would have led that is not followed. ``is_unreached``: its host
    gave no answer.
    """

    def __init__(
        self, reason: str, detail: str, target: str | None = None, *, is_unreached: bool = False
    ) -> None:
        self.reason = reason
        self.is_unreached = is_unreached
        self.target = target
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A response: ``url`` is where redirects ended, the original address below an API base."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as text, in whichever charset it is."""
        return decode_html(self.body, self.header("Content-Type"))[0]

    @property
    def is_redirect(self) -> bool:
        """Whether it says where to go instead."""
        return self.status in REDIRECTS and bool(self.header("Location"))

    def header(self, name: str) -> str:
        """A header's text, empty where it is absent."""
        return self.headers.get(name) or ""
