"""One module per source: pure functions, raw item → postings or refusals with their reason.

A parser knows no network, no clock and no settings, and raises on no JSON-shaped payload. A
source that is not listed here was imported from a file (``sources/file.py``).
"""

from collections.abc import Callable

from skillscan.posting import Parsed, RawItem
from skillscan.sources import ashby, greenhouse, lever

PARSERS: dict[str, Callable[[RawItem], Parsed]] = {
    "ashby": ashby.parse,
    "greenhouse": greenhouse.parse,
    "lever": lever.parse,
}
"""Source name to parser."""
