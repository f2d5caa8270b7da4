"""What the pages of a published release are made of, for tests of parts of the site."""

from collections.abc import Iterator
from contextlib import contextmanager

from skillscan.release.catalog import open_latest, open_release
from skillscan.release.files import Presentation
from skillscan.release.stored import read_publication
from skillscan.settings import Settings
from skillscan.site.content import SiteContent
from skillscan.site.pages import render


@contextmanager
def content_of(settings: Settings, name: str | None = None) -> Iterator[SiteContent]:
    """The content of a release (without a name the latest), whole, while its tables can be read."""
    release = open_release(settings, name) if name else open_latest(settings)
    with release.connect() as connection:
        yield SiteContent(
            publication=read_publication(connection),
            connection=connection,
            shown=Presentation.of(settings, render),
        )
