"""Which redirects are followed: GET only, never from https to http, and by default on one host.

An API that sends us elsewhere is not the API we meant; who may be sent further (a robots.txt, an
employer's careers page) says so with a predicate.
"""

from collections.abc import Callable
from urllib.parse import urljoin

from skillscan.net.request_refusal import RequestRefusal
from skillscan.net.url_policy import from_base, host_of, is_below

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses that send us elsewhere, given a ``Location``."""

MayLead = Callable[[str, str], bool]
"""Whether a redirect from one original address may lead to another."""


def is_same_host(asked: str, target: str) -> bool:
    """Whether two addresses are on one host."""
    return host_of(asked) == host_of(target)


def anywhere(asked: str, target: str) -> bool:  # noqa: ARG001 - one kind of MayLead
    """For robots.txt, whose redirects lead to any public host (RFC 9309)."""
    return True


def redirect_target(url: str, asked: str, location: str, api_base: str) -> str:
    """Where a redirect leads, as an original address; ``asked`` is the original one of ``url``.

    Below an API base, a path counts from the original host (``/v1/…``) or, when it begins with
    that host's segment, from the base.
    """
    try:
        resolved = urljoin(url, location)
    except ValueError:
        return location
    target = from_base(resolved, api_base)
    if api_base and is_below(resolved, api_base) and not is_same_host(target, asked):
        return urljoin(asked, location)
    return target


def redirect_refusal(
    status: int, method: str, asked: str, target: str, may_lead: MayLead = is_same_host
) -> RequestRefusal | None:
    """Why a redirect is not followed; ``None`` when it is."""
    is_downgrade = asked.startswith("https:") and target.startswith("http:")
    is_web = target.startswith(("http://", "https://")) and bool(host_of(target))
    if method == "GET" and is_web and not is_downgrade and may_lead(asked, target):
        return None
    detail = f"{status} from {asked} to {target[:300]}"
    return RequestRefusal("redirect_refused", detail, status)
