"""The page for analysts: every file of the release, what its tables hold, how to read and to cite
them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skillscan.release import database
from skillscan.release.analyst import SCHEMA
from skillscan.release.files import PageFile
from skillscan.release.release_folder import FILES, PAGE, WITHDRAWN_FILE
from skillscan.release.statistic_files import citation_of_release
from skillscan.site.content import SiteContent
from skillscan.site.copy_texts import frame_html
from skillscan.site.embeds import EmbeddedChart, embedded_charts
from skillscan.site.layout import page_file
from skillscan.warehouse import queries

PATH = "data.html"
_SHOWN_ELSEWHERE = frozenset({PAGE, WITHDRAWN_FILE})
"""The page that leads here, and what the page of revisions tells."""
_SHORT = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}


@dataclass(frozen=True, kw_only=True)
class ColumnEntry:
    """A column of a table: what it is called, what type it has, what it means."""

    name: str
    kind: str
    comment: str


@dataclass(frozen=True, kw_only=True)
class TableEntry:
    """A table or view; ``rows`` is ``None`` of a view."""

    name: str
    comment: str
    columns: tuple[ColumnEntry, ...]
    rows: int | None = None


def files(content: SiteContent) -> Iterator[PageFile]:
    """``data.html``."""
    publication = content.publication
    base = content.shown.base_url or ""
    embeds = list(embedded_charts(content))
    yield page_file(
        content,
        PATH,
        "data.html.j2",
        styles=("prose.css",),
        files=[(name, said) for name, said in FILES.items() if name not in _SHOWN_ELSEWHERE],
        statistics=list(publication.statistics.values()),
        tables=list(_tables(content)),
        views=list(_views(content)),
        base_url=base,
        embeds=embeds,
        frame=_frame(content, embeds[0]) if embeds else "",
        place=f"{base}/{publication.release}" if base else "",
        citation=citation_of_release(publication, content.shown.base_url),
    )


def _frame(content: SiteContent, one: EmbeddedChart) -> str:
    return frame_html(content, one.name, one.title, one.height)


def _tables(content: SiteContent) -> Iterator[TableEntry]:
    rows = dict(queries.rows(content.connection, "release/row_counts"))
    for one in database.relations(content.connection):
        if not one.is_view and one.name in rows:
            yield _entry(content, "main", one.name, one.columns.items(), rows[one.name])


def _views(content: SiteContent) -> Iterator[TableEntry]:
    """Those of the schema for analysts; releases of the first versions have none."""
    for kind, name, columns, types in queries.rows(
        content.connection, "comments/relations", schema=SCHEMA
    ):
        if kind == "VIEW":
            yield _entry(content, SCHEMA, name, zip(columns, types, strict=True), None)


def _entry(
    content: SiteContent,
    schema: str,
    name: str,
    columns: Iterable[tuple[str, str]],
    rows: int | None,
) -> TableEntry:
    said = dict(
        queries.rows(content.connection, "comments/of_relation", schema=schema, relation=name)
    )
    return TableEntry(
        name=name,
        comment=said.get(None) or "",
        columns=tuple(
            ColumnEntry(name=column, kind=_short(kind), comment=said.get(column) or "")
            for column, kind in columns
        ),
        rows=rows,
    )


def _short(kind: str) -> str:
    for long, short in _SHORT.items():
        kind = kind.replace(long, short)
    return kind
