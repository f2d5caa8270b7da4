"""Redirects stay on their host: an API that sends us elsewhere is not the API we meant."""

from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

from skillscan.net.redirects import (
    MayLead,
    anywhere,
    is_same_host,
    redirect_refusal,
    redirect_target,
)
from skillscan.net.registrable_domain import is_same_site
from skillscan.net.url_policy import from_base, to_base

from ..request_refused import RefusedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class SameHostRedirectMiddleware(RedirectMiddleware):
    """Follows GET redirects within a host (robots.txt: to any public host, as RFC 9309 says; a file
    of reservations: within the site).

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
        target = redirect_target(source_request.url, asked, location, base)
        may_lead = _may_lead(source_request)
        method = source_request.method
        if refusal := redirect_refusal(response.status, method, asked, target, may_lead):
            raise RefusedError(*refusal)
        redirected = super()._build_redirect_request(
            source_request, response, url=to_base(target, base), **kwargs
        )
        redirected.meta["original_url"] = target
        return redirected

    def _engine_started(self) -> None:
        """Scrapy would warn here that no referer is sent, which is what we want."""

    def handle_referer(self, request: "Request", response: "Response") -> None:  # noqa: ARG002
        """No referer is ever sent."""
        request.headers.pop("Referer", None)


def _may_lead(request: "Request") -> MayLead:
    if request.meta.get("is_robots"):
        return anywhere
    return is_same_site if request.meta.get("is_tdm_file") else is_same_host
