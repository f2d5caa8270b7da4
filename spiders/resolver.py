"""Host names must lead to the public internet, whatever their DNS says at the moment."""

from typing import TYPE_CHECKING, Any, Self

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from skillscan.net.proxies import trusted_hosts
from skillscan.net.url_policy import private_refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which refuses names that resolve to private addresses.

    The address checked is the one connected to. The API base and the proxies of the environment
    were chosen by the operator and may be private.
    """

    trusted: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> Self:
        """Scrapy's constructor."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.trusted = trusted_hosts(crawler.settings["API_BASE"] or "")
        return resolver

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: "Sequence[int]" = ()
    ) -> "Deferred[str]":
        """The IPv4 address of a name; fails where it is not public."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        if name not in self.trusted:
            found.addCallback(self._public, name)
        return found

    def _public(self, address: Any, name: str) -> Any:
        if refusal := private_refusal(name, str(address)):
            raise DNSLookupError(refusal.detail)
        return address
