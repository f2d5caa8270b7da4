"""The page of sources: where the postings come from, with the link back that each asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from skillscan.release.document import BoardsRead, SourceEntry
from skillscan.release.files import PageFile
from skillscan.site.content import SiteContent
from skillscan.site.layout import page_file
from skillscan.site.sample_words import sample_sentence
from skillscan.warehouse import queries

PATH = "sources.html"


class SourceShare(msgspec.Struct, frozen=True, kw_only=True):
    """What a source gives one population; days are UTC."""

    source: str
    postings: int
    openings: int
    boards: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source: its postings in all populations, what it gives the leading one (``None``: nothing),
    and how its boards were read (``None``: an imported file has none).
    """

    source: SourceEntry
    leading: SourceShare | None
    share: float
    """Of the leading population's postings."""
    boards: BoardsRead | None


def files(content: SiteContent) -> Iterator[PageFile]:
    """``sources.html``."""
    entry = content.publication.populations[content.population]
    rows = _rows(content)
    yield page_file(
        content,
        PATH,
        "sources.html.j2",
        scripts=("tables.js",),
        styles=("prose.css",),
        rows=rows,
        leading=entry,
        sample=sample_sentence(content.publication, entry),
        freshness=content.publication.freshness,
    )


def _rows(content: SiteContent) -> list[SourceRow]:
    publication = content.publication
    given = {
        one.source: one
        for one in queries.records(
            content.connection,
            "release/sources_of_population",
            SourceShare,
            population=content.population,
        )
    }
    whole = sum(one.postings for one in given.values())
    boards = publication.freshness.boards if publication.freshness else []
    read = {one.source: one for one in boards}
    return [
        SourceRow(
            source=source,
            leading=(found := given.get(source.source)),
            share=found.postings / whole if found else 0.0,
            boards=read.get(source.source),
        )
        for source in sorted(publication.sources, key=lambda one: (-one.postings, one.source))
    ]
