"""The files of a release that follow from its tables: so they can be made again from them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import duckdb

from skillscan import resources
from skillscan.release import database
from skillscan.release.datapackage import descriptor
from skillscan.release.document import Publication, to_json
from skillscan.release.excerpt import excerpt
from skillscan.release.methods import methods_text
from skillscan.release.release_folder import (
    CHANGES_FILE,
    COMPLETENESS_FILE,
    DATABASE,
    DATAPACKAGE_FILE,
    METHODS_FILE,
    PARQUET,
    SCHEMA_FILE,
    STATISTICS,
)
from skillscan.release.statistic_files import write_statistics
from skillscan.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """A file of the pages that show a release; ``path`` is below the release's folder."""

    path: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """What shows a release beside its content.

    ``render`` makes the pages; ``base_url`` is where releases can be had, without a slash at
    its end (``None``: nowhere but here); ``schedule`` (cron, UTC) says when the next one is due;
    ``home`` may hold skills of one's own, whose words are found as well.
    """

    render: "Renderer"
    base_url: str | None
    schedule: str
    home: Path

    def __post_init__(self) -> None:
        if self.base_url:
            object.__setattr__(self, "base_url", self.base_url.rstrip("/"))

    @classmethod
    def of(cls, settings: Settings, render: "Renderer") -> Self:
        """What the settings say of it."""
        return cls(
            render=render,
            base_url=settings.releases_base_url,
            schedule=settings.release_schedule,
            home=settings.home,
        )


Renderer = Callable[[Publication, duckdb.DuckDBPyConnection, Presentation], Iterable[PageFile]]
"""What makes the pages of a publication, of which the connection has all tables; the step that
publishes is handed it (``site.pages.render``)."""


def write_files(staged: Path, publication: Publication, shown: Presentation) -> None:
    """Write, of the database that lies there, every table to Parquet, and what is read without
    DuckDB: statistics, pages, methods, changes, and the schema of statistics.json.
    """
    (staged / PARQUET).mkdir(exist_ok=True)
    with database.reading(staged / DATABASE) as connection:
        database.bound_memory(connection)
        database.write_parquet(connection, staged / PARQUET)
        write_texts(connection, publication, staged, shown)


def write_texts(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    staged: Path,
    shown: Presentation,
) -> None:
    """Write all of these but Parquet."""
    write_statistics(connection, publication, staged / STATISTICS, shown.base_url)
    ((changes,),) = connection.execute("SELECT changes_text FROM release").fetchall()
    texts = {
        CHANGES_FILE: changes,
        METHODS_FILE: methods_text(publication),
        SCHEMA_FILE: resources.data(SCHEMA_FILE).read_text("utf-8"),
        COMPLETENESS_FILE: to_json(excerpt(publication)),
    }
    for name, text in texts.items():
        (staged / name).write_text(text, encoding="utf-8")
    write_pages(connection, publication, staged, shown)


def write_pages(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    staged: Path,
    shown: Presentation,
) -> None:
    """Write the pages alone."""
    for file in shown.render(publication, connection, shown):
        place = staged / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)


def write_descriptor(staged: Path, publication: Publication) -> None:
    """Write ``datapackage.json``, which has the hashes of all the others; nobody writes them."""
    with database.reading(staged / DATABASE) as connection:
        described = descriptor(connection, publication, staged)
    (staged / DATAPACKAGE_FILE).write_text(described, encoding="utf-8")
