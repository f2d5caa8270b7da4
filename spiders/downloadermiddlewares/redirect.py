"""Redirects stay on their host: an API that sends us elsewhere is not the API we meant."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

from skillscan.net.url_policy import from_base, host_of, is_below, to_base

from ..request_refused import RefusedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class SameHostRedirectMiddleware(RedirectMiddleware):
    """Follows GET redirects within a host (robots.txt: to any public host, as RFC 9309 says).

    A redirected POST is refused: following it would turn it into a GET.
    """

    def _build_redirect_request(
        self,
        source_request: "Request",
        response: "Response",
        *,
        url: str,  # noqa: ARG002 - Scrapy's signature; below an API base it is not enough
        **kwargs: Any,
    ) -> "Request":
        base = self.crawler.settings["API_BASE"]
        location = (response.headers.get("Location") or b"").decode("latin-1")
        asked = from_base(source_request.url, base)
        target = _target(source_request.url, asked, location, base)
        self._check(source_request, response, asked, target)
        redirected = super()._build_redirect_request(
            source_request, response, url=to_base(target, base), **kwargs
        )
        redirected.meta["original_url"] = target
        return redirected

    def _check(self, request: "Request", response: "Response", asked: str, target: str) -> None:
        is_same_host = host_of(asked) == host_of(target) or request.meta.get("is_robots")
        is_downgrade = asked.startswith("https:") and target.startswith("http:")
        if request.method != "GET" or not is_same_host or is_downgrade:
            raise RefusedError(
                "redirect_refused",
                f"{response.status} from {asked} to {target[:300]}",
                response.status,
            )

    def _engine_started(self) -> None:
        """Scrapy would warn here that no referer is sent, which is what we want."""

    def handle_referer(self, request: "Request", response: "Response") -> None:  # noqa: ARG002
        """No referer is ever sent."""
        request.headers.pop("Referer", None)


def _target(url: str, asked: str, location: str, base: str) -> str:
    """Where a redirect leads, as an original address.

    Below an API base, a path counts from the original host (``/v1/…``) or, when it begins with
    that host's segment, from the base.
    """
    resolved = urljoin(url, location)
    target = from_base(resolved, base)
    if base and is_below(resolved, base) and host_of(target) != host_of(asked):
        return urljoin(asked, location)
    return target
