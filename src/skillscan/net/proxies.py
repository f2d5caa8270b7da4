"""The proxies of the environment (``HTTPS_PROXY`` and the like), as Scrapy uses them."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from skillscan.net.url_policy import host_of


def proxy_for(url: str) -> str | None:
    """The address of the proxy that a URL is asked through; ``None``: it is asked directly."""
    proxy = getproxies().get(urlsplit(url).scheme)
    if not proxy or proxy_bypass(host_of(url)):
        return None
    return proxy if "//" in proxy else f"http://{proxy}"


def trusted_hosts(api_base: str) -> frozenset[str]:
    """Hosts that the operator chose, which may be private: the API base's and the proxies'."""
    chosen = [api_base, *(proxy for name, proxy in getproxies().items() if name != "no")]
    return frozenset(host_of(url if "//" in url else f"//{url}") for url in chosen if url)
