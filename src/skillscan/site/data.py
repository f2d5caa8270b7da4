"""The page for analysts: every file of the release, what its tables hold, how to read and to cite
them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skillscan.release import database
from skillscan.release.analyst import SCHEMA
from skillscan.release.files import PageFile
from skillscan.release.release_folder import (
    CHANGES_FILE,
    COMPLETENESS_FILE,
    DATABASE,
    DATAPACKAGE_FILE,
    GATES_FILE,
    METHODS_FILE,
    SCHEMA_FILE,
)
from skillscan.site.content import SiteContent
from skillscan.site.copy_texts import frame_html
from skillscan.site.embeds import EmbeddedChart, embedded_charts
from skillscan.site.layout import page_file
from skillscan.warehouse import queries

PATH = "data.html"
_FILES = (
    (DATABASE, "All tables with their keys, views, macros and comments, as one DuckDB file."),
    (COMPLETENESS_FILE, "The leading numbers, with all that is said of them."),
    (SCHEMA_FILE, "JSON schema of statistics.json."),
    (METHODS_FILE, "How the numbers were made, as text."),
    (CHANGES_FILE, "What changed since the release before, as text."),
    (DATAPACKAGE_FILE, "Every file of data with its size, SHA-256, columns and keys."),
    ("SHA256SUMS", "Checksums of all files but gates.json: sha256sum --check SHA256SUMS"),
    (GATES_FILE, "Which checks the release passed before readers were given it."),
)
"""Files of every release, and what they are."""
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
    base = (content.shown.base_url or "").rstrip("/")
    embeds = list(embedded_charts(content))
    yield page_file(
        content,
        PATH,
        "data.html.j2",
        styles=("prose.css",),
        files=_FILES,
        statistics=list(publication.statistics.values()),
        tables=list(_tables(content)),
        views=list(_views(content)),
        base_url=base,
        embeds=embeds,
        frame=_frame(content, embeds[0]) if embeds else "",
        place=f"{base}/{publication.release}" if base else "",
        citation=_citation(content),
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


def _citation(content: SiteContent) -> str:
    """How to cite the release, in one sentence."""
    publication = content.publication
    day = f", published {publication.published_at:%Y-%m-%d}" if publication.published_at else ""
    base = (content.shown.base_url or "").rstrip("/")
    place = f" {base}/{publication.release}/." if base else ""
    notice = f" {publication.notice}" if publication.notice else ""
    return (
        f"skillscan {publication.skillscan_version}: “Skills and requirements in public job "
        f"postings”, release {publication.release}, data as of {publication.as_of or 'no day'}"
        f"{day}.{place}{notice}"
    )
