"""Build the files of a release in a folder: database, Parquet, JSON, page.

Its name is the day and a hash of the content: the rows of its tables, and what the numbers mean
(definitions, populations, caveats, method, notice, versions). The page follows from these, and the
ledger from them and the release before; both are made when the name is known.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from skillscan import __version__
from skillscan.release import database, datapackage, gates
from skillscan.release.analyst import add_analyst_relations
from skillscan.release.catalog import DATABASE, PAGE
from skillscan.release.descriptions import add_comments
from skillscan.release.document import (
    EvaluationEntry,
    PooledHeadline,
    PopulationEntry,
    Publication,
    SourceEntry,
    to_json,
)
from skillscan.release.examples import find_examples
from skillscan.release.freshness import freshness
from skillscan.release.ledger_tables import EarlierRelease, add_ledger
from skillscan.release.publication_tables import add_estimates, add_release
from skillscan.release.release_folder import COMPLETENESS_FILE
from skillscan.release.warehouse_health import WarehouseHealth
from skillscan.sources.registry import attribution_of
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.confounding import confounded, reason
from skillscan.statistics.definitions import Definition, caveats
from skillscan.statistics.estimates import Disagreement
from skillscan.statistics.estimation import Context, estimate_all
from skillscan.statistics.intervals import METHOD
from skillscan.statistics.populations import Population, read_samples
from skillscan.statistics.reading_error import load_evaluation
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import queries

Renderer = Callable[[Publication], str]
"""What makes the page (HTML) of a publication; the step that publishes is handed it."""

HeadlineChoice = Callable[[Sequence[Disagreement]], list[PooledHeadline]]
"""What says of the numbers that pool samples which disagree which are headlines all the same."""

_UNNAMED = "not yet named"


def build(
    staged: Path,
    catalogue: Catalogue,
    populations: Mapping[str, Population],
    health: WarehouseHealth,
    now: datetime,
    notice: str | None,
    render: Renderer,
    progress: Progress = NO_PROGRESS,
    earlier: EarlierRelease = lambda _: None,
    headlines: HeadlineChoice = lambda _: [],
) -> tuple[Publication, gates.Boards]:
    """Write all files of a release but ``gates.json``; the tables of the warehouse are in its file.

    ``earlier`` gives the release that came before the one of a name: with it this one is compared.
    ``headlines`` says which numbers are headlines although their samples disagree.
    Returns what was published and the boards of each population.
    """
    with database.writing(staged / DATABASE) as connection:
        database.add_views(connection, catalogue)
        unnamed = _estimated(connection, catalogue, populations, health, notice, progress)
        pooled = headlines(unnamed.disagreements)
        unnamed = msgspec.structs.replace(unnamed, pooled_headlines=pooled)
        add_estimates(connection, unnamed)
        publication = msgspec.structs.replace(
            unnamed, release=_name(connection, unnamed, now), published_at=now
        )
        add_release(connection, publication)
        progress.begin("compare")
        add_ledger(connection, earlier(publication.release), catalogue)
        add_analyst_relations(connection, catalogue)
        add_comments(connection, catalogue)
        progress.begin("write")
        files = database.write_parquet(connection, staged / "parquet")
        described = datapackage.descriptor(connection, publication, files)
        boards = boards_of(connection)
    (staged / "datapackage.json").write_text(described, encoding="utf-8")
    (staged / PAGE).write_text(render(publication), encoding="utf-8")
    (staged / COMPLETENESS_FILE).write_text(to_json(publication), encoding="utf-8")
    return publication, boards


def _estimated(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    populations: Mapping[str, Population],
    health: WarehouseHealth,
    notice: str | None,
    progress: Progress,
) -> Publication:
    """The publication, but for its name and time."""
    samples = read_samples(connection, list(populations))
    evaluation = load_evaluation()
    unclear = confounded(connection)
    context = Context(
        untrended={key: reason(found) for key, found in unclear.items()},
        populations=list(populations),
        evaluation=evaluation,
        kinds=dict(queries.rows(connection, "release/skill_kinds")),
    )
    definitions = catalogue.definitions
    found = estimate_all(connection, definitions, context, progress)
    return Publication(
        release=_UNNAMED,
        published_at=None,
        as_of=health.as_of,
        notice=notice,
        skillscan_version=__version__,
        pipeline_version=health.pipeline_version,
        own_rules=health.own_entries.get("own_rules", {}),
        own_taxonomy=health.own_entries.get("own_taxonomy", []),
        own_populations=[key for key in catalogue.own_populations if key in populations],
        own_statistics=list(catalogue.own_statistics),
        own_splits=list(catalogue.own_splits),
        method=METHOD,
        evaluation=_evaluation(evaluation, health),
        freshness=freshness(connection),
        statistics=definitions,
        caveats=_used_caveats(definitions),
        populations={
            key: PopulationEntry(definition=population, sample=samples[key])
            for key, population in populations.items()
        },
        sources=_sources(connection),
        withheld=found.withheld,
        withheld_counts=found.withheld_counts,
        denominators=found.denominators,
        disagreements=list(_with_names(connection, found.disagreements)),
        confounded=list(unclear.values()),
        examples=find_examples(connection, definitions, found.estimates),
        figures=found.figures,
        estimates=found.estimates,
    )


def _with_names(
    connection: duckdb.DuckDBPyConnection, found: Iterable[Disagreement]
) -> Iterator[Disagreement]:
    """With the name of the employer, where its absence changes a number."""
    names = dict(queries.rows(connection, "release/employer_names"))
    for one in found:
        if one.kind == "employer":
            part = one.parts[0]
            named = msgspec.structs.replace(part, label=names.get(part.label) or part.label)
            yield msgspec.structs.replace(one, parts=[named])
        else:
            yield one


def _evaluation(evaluation: Mapping[str, Any], health: WarehouseHealth) -> EvaluationEntry | None:
    if not evaluation:
        return None
    return EvaluationEntry(
        postings=evaluation["postings"],
        is_current=evaluation.get("pipeline_version") == health.pipeline_version,
        labels=evaluation.get("set", "development"),
    )


def _name(connection: duckdb.DuckDBPyConnection, unnamed: Publication, now: datetime) -> str:
    """Day, and hash of the tables' rows and of all that is said of them."""
    said = msgspec.to_builtins(unnamed)
    for name in ("release", "published_at", "estimates"):
        del said[name]
    digest = hashlib.sha256(msgspec.json.encode(said))
    for relation in database.relations(connection):
        if not relation.is_view:
            rows = queries.rows(connection, "release/content_hash", relation=relation.name)
            digest.update(f"\n{relation.name} {rows[0][0]}".encode())
    return f"{now:%Y-%m-%d}-{digest.hexdigest()[:12]}"


def _used_caveats(used: Mapping[str, Definition]) -> dict[str, str]:
    keys = {key for definition in used.values() for key in definition.caveats}
    return {key: text for key, text in caveats().items() if key in keys}


def _sources(connection: duckdb.DuckDBPyConnection) -> list[SourceEntry]:
    return [
        SourceEntry(
            source=source,
            label=attribution_of(source).label,
            url=attribution_of(source).url,
            postings=postings,
        )
        for source, postings in queries.rows(connection, "release/postings_by_source")
    ]


def boards_of(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Population to the boards (source/board) of its postings, from a release's database."""
    rows = queries.rows(connection, "release/boards_of_populations")
    return {population: frozenset(boards) for population, boards in rows}
