"""Host names must lead to the public internet, whatever their DNS says at the moment."""

import os
from typing import TYPE_CHECKING, Any, Self

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from skillscan.net.url_policy import host_of, is_public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

PROXY_VARIABLES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")


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
        chosen = [crawler.settings["API_BASE"] or ""]
        chosen += [os.environ.get(name, "") for name in PROXY_VARIABLES]
        resolver.trusted = frozenset(host_of(url) for url in chosen if url)
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
        if not is_public(str(address)):
            raise DNSLookupError(f"{name} leads to {address}, which is no public address")
        return address
