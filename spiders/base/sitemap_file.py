"""From the bytes of a sitemap to its entries, or to the named reason why it is not usable.

Scrapy's reader makes the best of a damaged file. Here half a sitemap must not pass for the whole,
for the postings of the other half would count as closed: what is cut, not well-formed or has a
DTD (entities) is refused.
"""

import zlib
from gzip import GzipFile
from io import BytesIO
from typing import Any

from scrapy.utils.sitemap import Sitemap

from skillscan.net.decoding import UnusableResponse

GZIP_MAGIC = b"\x1f\x8b"
KINDS = frozenset({"sitemapindex", "urlset"})


def read_sitemap(body: bytes, max_bytes: int) -> tuple[str, list[dict[str, Any]]]:
    """``sitemapindex`` or ``urlset``, and its entries that have a ``loc``.

    ``body`` may be a gzip file of at most ``max_bytes`` content (``sitemap.xml.gz``; compression
    of the transfer was undone before). Raises ``UnusableResponse``.
    """
    content = gunzip(body, max_bytes) if body.startswith(GZIP_MAGIC) else body
    try:
        sitemap = Sitemap(content)
        entries = list(sitemap)
    except (StopIteration, SyntaxError) as error:  # SyntaxError: lxml's are kinds of it
        raise UnusableResponse("not_xml", str(error) or "no element") from error
    _check_whole(sitemap)
    if sitemap.type not in KINDS:
        raise UnusableResponse("unexpected_shape", f"the root element is {sitemap.type[:60]}")
    return sitemap.type, entries


def gunzip(body: bytes, max_bytes: int) -> bytes:
    """The content of a gzip file, to its very end (Scrapy's keeps silent about a missing one).

    Raises ``UnusableResponse`` when it is cut, damaged or swells past ``max_bytes``.
    """
    try:
        with GzipFile(fileobj=BytesIO(body)) as stream:
            content = stream.read(max_bytes + 1)
    except EOFError as error:
        raise UnusableResponse("cut_body", "the gzip file ends early") from error
    except (OSError, zlib.error) as error:
        raise UnusableResponse("bad_compression", str(error)) from error
    if len(content) > max_bytes:
        raise UnusableResponse("too_large", f"more than {max_bytes} bytes when decompressed")
    return content


def _check_whole(sitemap: Sitemap) -> None:
    errors = sitemap.xmliter.error_log.filter_from_fatals()
    if errors:
        raise UnusableResponse("not_xml", f"line {errors[0].line}: {errors[0].message}")
    if sitemap.xmliter.root.getroottree().docinfo.doctype:
        raise UnusableResponse("not_xml", "it has a DTD")
