"""What a robots.txt allows, and what its absence means (RFC 9309).

A 4xx (but 429) allows. A robots.txt that cannot be had (5xx, 429, a lost redirect) means *not
now*. A ``Crawl-delay`` is kept for the host's whole budget; a very long one refuses.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from skillscan.net.manners import MAX_CRAWL_DELAY_SECONDS
from skillscan.net.request_refusal import RequestRefusal
from skillscan.net.url_policy import to_base
from skillscan.net.user_agent import ROBOTS_NAME

MAX_ROBOTS_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB; what follows is not read."""


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one robots.txt, for us."""

    url: str
    protego: Protego

    @property
    def crawl_delay_seconds(self) -> float:
        """The pause it asks for; 0 where it asks for none."""
        return max(0.0, float(self.protego.crawl_delay(ROBOTS_NAME) or 0.0))

    def refusal(
        self, url: str, max_delay_seconds: float = MAX_CRAWL_DELAY_SECONDS
    ) -> RequestRefusal | None:
        """Why an address is not asked for; ``None`` when it may be."""
        if not self.protego.can_fetch(url, ROBOTS_NAME):
            return RequestRefusal("robots_disallowed", f"{self.url} forbids {url}")
        delay = self.crawl_delay_seconds
        if delay > max_delay_seconds:
            return RequestRefusal("crawl_delay_too_long", f"Crawl-delay: {delay:g} seconds")
        return None


def robots_urls(original: str, api_base: str) -> list[tuple[str, str]]:
    """Which robots.txt judges which address; two of them below an API base."""
    sent = urlsplit(to_base(original, api_base))
    found = [(f"{sent.scheme}://{sent.netloc}/robots.txt", sent.geturl())]
    if api_base:
        found.append((f"{api_base}/{urlsplit(original).netloc}/robots.txt", original))
    return found


def read_robots(url: str, status: int, body: bytes) -> RobotsRules | RequestRefusal:
    """The rules of a response, or why its host is not asked now."""
    if 200 <= status < 300:
        text = body[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace")
        return RobotsRules(url, Protego.parse(text))
    if 400 <= status < 500 and status != 429:
        return RobotsRules(url, Protego.parse(""))
    return RequestRefusal("robots_unavailable", f"{url} answered {status}: try again later", status)
