"""What the pages of a published release are made of, for tests of parts of the site."""

from collections.abc import Iterator
from contextlib import contextmanager

from skillscan.release.catalog import open_latest
from skillscan.release.files import Presentation
from skillscan.release.stored import read_publication
from skillscan.settings import Settings
from skillscan.site.content import SiteContent
from skillscan.site.pages import render


@contextmanager
def latest_content(settings: Settings) -> Iterator[SiteContent]:
    """The content of the latest release, whole, while its tables can be read."""
    with open_latest(settings).connect() as connection:
        yield SiteContent(
            publication=read_publication(connection),
            connection=connection,
            shown=Presentation.of(settings, render),
        )
