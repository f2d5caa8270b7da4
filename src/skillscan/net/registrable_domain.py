"""Which hosts are one site: those below one registrable domain, as the Public Suffix List has it.

``acme.co.uk`` and ``careers.acme.co.uk`` are one site, ``acme.co.uk`` and ``other.co.uk`` are two,
and so are two tenants of ``github.io``. The list comes with ``tldextract``; nothing is downloaded
and nothing is written.
"""

from functools import cache
from typing import TYPE_CHECKING

from skillscan.net.url_policy import host_of, is_address

if TYPE_CHECKING:
    from tldextract import TLDExtract


def registrable_domain(host: str) -> str:
    """The domain that somebody registered; an IP address or a bare suffix is its own site.

    Below an ending that the list does not know, it is the last two labels.
    """
    name = host.lower().rstrip(".")
    if not name or is_address(name):
        return name
    found = _extract()(name)
    if not found.suffix:
        return ".".join(name.split(".")[-2:])
    return found.top_domain_under_public_suffix or name


def is_same_site(asked: str, target: str) -> bool:
    """Whether two addresses are on one site."""
    site = registrable_domain(host_of(asked))
    return bool(site) and site == registrable_domain(host_of(target))


@cache
def _extract() -> "TLDExtract":
    from tldextract import TLDExtract  # a seventh of a crawl's start, which hardly ever needs it

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
