"""The pages of a release: files that load nothing from elsewhere and work from ``file://``.

The same publication, with the same presentation, gives the same bytes. What strangers wrote is
escaped (``site.document``).
"""

from collections.abc import Callable, Iterator

import duckdb

from skillscan.release.document import Publication
from skillscan.release.files import PageFile, Presentation
from skillscan.site import (
    compare,
    data,
    embeds,
    home,
    methods,
    revisions,
    skill_pages,
    sources,
    statistic_pages,
)
from skillscan.site.content import SiteContent

Part = Callable[[SiteContent], Iterator[PageFile]]
"""Some pages of the site, or other files that these lead to."""

_PARTS: tuple[Part, ...] = (
    home.files,
    statistic_pages.files,
    skill_pages.files,
    compare.files,
    methods.files,
    sources.files,
    revisions.files,
    data.files,
    embeds.files,
)


def render(
    publication: Publication, connection: duckdb.DuckDBPyConnection, shown: Presentation
) -> Iterator[PageFile]:
    """All pages of a publication; ``connection`` has its tables."""
    content = SiteContent(publication=publication, connection=connection, shown=shown)
    for part in _PARTS:
        yield from part(content)
