"""The files of a release that follow from its tables: so they can be made again from them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
    PAGE,
    PARQUET,
    SCHEMA_FILE,
    STATISTICS,
)
from skillscan.release.statistic_files import write_statistics

Renderer = Callable[[Publication], str]
"""What makes the page (HTML) of a publication; the step that publishes is handed it."""


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """What shows a release beside its content: ``render`` makes the page, ``base_url`` is where
    releases can be had (``None``: nowhere but here).
    """

    render: Renderer
    base_url: str | None = None


def write_files(staged: Path, publication: Publication, shown: Presentation) -> None:
    """Write, of the database that lies there, every table to Parquet, and what is read without
    DuckDB: statistics, page, methods, changes, and the schema of statistics.json.
    """
    (staged / PARQUET).mkdir(exist_ok=True)
    with database.reading(staged / DATABASE) as connection:
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
        PAGE: shown.render(excerpt(publication)),
        COMPLETENESS_FILE: to_json(excerpt(publication)),
    }
    for name, text in texts.items():
        (staged / name).write_text(text, encoding="utf-8")


def write_descriptor(staged: Path, publication: Publication) -> None:
    """Write ``datapackage.json``, which has the hashes of all the others; nobody writes them."""
    with database.reading(staged / DATABASE) as connection:
        described = descriptor(connection, publication, staged)
    (staged / DATAPACKAGE_FILE).write_text(described, encoding="utf-8")
