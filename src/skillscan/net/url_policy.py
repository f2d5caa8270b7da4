"""Where requests go: the rule of ``SKILLSCAN_API_BASE``, and which addresses are public.

With an API base (``http://127.0.0.1:8123``) scheme and host of every address are replaced by it,
and the original host becomes the first segment of the path::

    https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true
    http://127.0.0.1:8123/boards-api.greenhouse.io/v1/boards/acme/jobs?content=true

So one loopback server can speak for all sources (the sample market, tests). ``robots.txt`` is
then asked twice: at the base's root for the rewritten address, and below the original host's
segment for the original one. A missing one (404) allows.
"""

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from skillscan.net.request_refusal import RequestRefusal


def to_base(url: str, api_base: str | None) -> str:
    """The address to ask for: the original one, or the one below the API base."""
    if not api_base or is_below(url, api_base):
        return url
    parts = urlsplit(url)
    path = f"/{parts.netloc}{parts.path or '/'}"
    return api_base.rstrip("/") + urlunsplit(("", "", path, parts.query, ""))


def from_base(url: str, api_base: str | None) -> str:
    """The original (https) address of one below the API base; others unchanged."""
    if not api_base or not is_below(url, api_base):
        return url
    host, _, rest = url[len(api_base.rstrip("/")) + 1 :].partition("/")
    return f"https://{host}/{rest}"


def is_below(url: str, api_base: str) -> bool:
    """Whether the address lies below the API base."""
    return url.startswith(api_base.rstrip("/") + "/")


def destination_refusal(url: str, api_base: str) -> RequestRefusal | None:
    """Why an address must not be asked for, by its own words; ``None`` when it may be.

    Where there is an API base, only what lies below it is asked for; else no host written as a
    private address is. What names lead to is judged by ``private_refusal``.
    """
    if api_base:
        is_inside = is_below(url, api_base)
        detail = f"{url} is not below the API base"
        return None if is_inside else RequestRefusal("other_host", detail)
    host = host_of(url)
    if not host or not url.startswith(("http://", "https://")):
        return RequestRefusal("no_web_address", f"{url[:200]} is no web address")
    return private_refusal(host, host) if is_address(host) else None


def private_refusal(host: str, address: str) -> RequestRefusal | None:
    """Why a host that leads to an IP address must not be asked; ``None`` when it may be."""
    if is_public(address):
        return None
    leads = "is" if host == address else f"leads to {address}, which is"
    detail = f"{host} {leads} no address of the public internet"
    return RequestRefusal("private_address", detail)


def host_of(url: str) -> str:
    """Lower-case host name without port; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; host names are not addresses.

    Private, loopback, link-local, multicast, reserved and shared addresses are not public, nor
    are IPv6 forms of them (``::ffff:10.0.0.1``).
    """
    try:
        ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    return ip.is_global and not ip.is_multicast


def is_address(host: str) -> bool:
    """Whether a host is written as an IP address (also short and numeric IPv4 forms)."""
    bare = host.strip("[]").partition("%")[0]
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        # 127.1, 0x7f000001 and 2130706433 are addresses to the system's resolver.
        last = bare.rstrip(".").rpartition(".")[2].lower()
        return last.isdigit() or last.startswith("0x")
    return True


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by itself and not by asking DNS: ``localhost`` or a loopback
    address.
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
