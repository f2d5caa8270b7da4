"""Build the files of a release in a folder: database, Parquet, JSON, page.

Its name follows from the content: everything but the name itself and the time of publication.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from skillscan import __version__
from skillscan.release import database, datapackage, export, gates
from skillscan.release.catalog import DATABASE, PAGE
from skillscan.release.document import (
    EvaluationEntry,
    PopulationEntry,
    Publication,
    SourceEntry,
    to_json,
)
from skillscan.release.store import MARK
from skillscan.sources.registry import attribution_of
from skillscan.statistics.definitions import Definition, caveats, definitions
from skillscan.statistics.intervals import METHOD
from skillscan.statistics.populations import Population, read_samples
from skillscan.statistics.reading_error import load_evaluation

Renderer = Callable[[Publication], str]
"""What makes the page (HTML) of a publication; the step that publishes is handed it."""

_UNNAMED = "not yet named"


def build(
    staged: Path,
    populations: Mapping[str, Population],
    condition: export.Condition,
    now: datetime,
    notice: str | None,
    render: Renderer,
) -> tuple[Publication, gates.Boards]:
    """Write all files of a release but ``gates.json``; the snapshot lies in ``staged/parquet``.

    Returns what was published and the boards of each population.
    """
    parquet = staged / "parquet"
    with database.create(staged / DATABASE, parquet) as connection:
        database.add_views(connection, definitions())
        unnamed = _estimated(connection, populations, condition, notice)
        publication = unnamed.model_copy(
            update={"release": _name(unnamed, parquet, now, render), "published_at": now}
        )
        database.add_publication(connection, publication)
        for table in ("statistics", "estimates", "withheld"):
            export.write_parquet(connection, f"FROM {table}", parquet / f"{table}.parquet")
        files = {
            export.RELATIONS.get(path.stem, path.stem): path
            for path in sorted(parquet.glob("*.parquet"))
        }
        described = datapackage.descriptor(connection, publication, files)
        boards = boards_of(connection)
    (staged / "datapackage.json").write_text(described, encoding="utf-8")
    (staged / PAGE).write_text(render(publication), encoding="utf-8")
    (staged / MARK).write_text(to_json(publication), encoding="utf-8")
    return publication, boards


def _estimated(
    connection: duckdb.DuckDBPyConnection,
    populations: Mapping[str, Population],
    condition: export.Condition,
    notice: str | None,
) -> Publication:
    """The publication, but for its name and time."""
    samples = read_samples(connection, list(populations))
    evaluation = load_evaluation()
    estimates, withheld = database.estimate_all(
        connection, definitions(), list(populations), evaluation
    )
    return Publication(
        release=_UNNAMED,
        published_at=None,
        as_of=condition.as_of,
        notice=notice,
        skillscan_version=__version__,
        pipeline_version=condition.pipeline_version,
        method=METHOD,
        evaluation=_evaluation(evaluation, condition),
        statistics=definitions(),
        caveats=_used_caveats(definitions()),
        populations={
            key: PopulationEntry(definition=population, sample=samples[key])
            for key, population in populations.items()
        },
        sources=_sources(connection),
        withheld=withheld,
        estimates=estimates,
    )


def _evaluation(
    evaluation: Mapping[str, Any], condition: export.Condition
) -> EvaluationEntry | None:
    if not evaluation:
        return None
    return EvaluationEntry(
        postings=evaluation["postings"],
        is_current=evaluation.get("pipeline_version") == condition.pipeline_version,
    )


def _name(unnamed: Publication, parquet: Path, now: datetime, render: Renderer) -> str:
    """Day and hash of all content that does not depend on the name or the time."""
    digest = hashlib.sha256(to_json(unnamed).encode())
    digest.update(render(unnamed).encode())
    for path in sorted(parquet.glob("*.parquet")):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{now:%Y-%m-%d}-{digest.hexdigest()[:12]}"


def _used_caveats(used: Mapping[str, Definition]) -> dict[str, str]:
    keys = {key for definition in used.values() for key in definition.caveats}
    return {key: text for key, text in caveats().items() if key in keys}


def _sources(connection: duckdb.DuckDBPyConnection) -> list[SourceEntry]:
    rows = connection.execute(
        "SELECT source, count(*) FROM posting_facts WHERE opening_id IN "
        "(SELECT opening_id FROM population_openings) GROUP BY source ORDER BY source"
    ).fetchall()
    return [
        SourceEntry(
            source=source,
            label=attribution_of(source).label,
            url=attribution_of(source).url,
            postings=postings,
        )
        for source, postings in rows
    ]


def boards_of(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Population to the boards (source/board) of its postings, from a release's database."""
    rows = connection.execute(
        "SELECT p.population_id, list(DISTINCT concat_ws('/', f.source, f.board)) "
        "FROM population_openings AS p JOIN posting_facts AS f USING (opening_id) GROUP BY ALL"
    ).fetchall()
    return {population: frozenset(boards) for population, boards in rows}
