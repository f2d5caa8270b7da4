"""Build the files of a release in a folder: its database, and all that follows from its tables.

Its name is the day and a hash of the content: the rows of its tables, and what the numbers mean
(definitions, populations, caveats, method, notice, versions). All other files follow from these and
are made once, when the name is known.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import msgspec

from skillscan import __version__
from skillscan.ledger.change_text import changes_markdown
from skillscan.release import database, gates
from skillscan.release.analyst import add_analyst_relations
from skillscan.release.catalog import Release
from skillscan.release.content import NAME_DIGITS, content_hash, data_hash, table_hashes
from skillscan.release.descriptions import add_comments
from skillscan.release.document import (
    PooledHeadline,
    PopulationEntry,
    Publication,
    SourceEntry,
)
from skillscan.release.employer_names import with_employer_names
from skillscan.release.evaluation_entry import evaluation_entry
from skillscan.release.examples import ChosenExample, choose_examples, quoted_examples
from skillscan.release.export import TABLES as SNAPSHOT
from skillscan.release.files import (
    Presentation,
    write_descriptor,
    write_files,
)
from skillscan.release.freshness import freshness
from skillscan.release.ledger_tables import add_ledger
from skillscan.release.publication_tables import (
    ESTIMATE_TABLES,
    add_estimates,
    add_release,
    append_estimates,
)
from skillscan.release.release_folder import DATABASE
from skillscan.release.schema_sql import add_schema
from skillscan.release.warehouse_health import WarehouseHealth
from skillscan.release.withdrawal import Withdrawal, withdraw, write_withdrawn
from skillscan.release.zero_values import values_held_before, zeros
from skillscan.sources.registry import attribution_of
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.confounding import confounded, reason
from skillscan.statistics.definitions import Definition, caveats
from skillscan.statistics.estimate_rows import EstimateRows
from skillscan.statistics.estimates import Disagreement
from skillscan.statistics.estimation import Estimated, estimate_all
from skillscan.statistics.intervals import METHOD
from skillscan.statistics.populations import Population, read_samples
from skillscan.statistics.reading_error import load_evaluation
from skillscan.statistics.slice_estimates import Context
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import queries
from skillscan.warehouse.held_memory import give_back_freed
from skillscan.warehouse.transaction import transaction

HeadlineChoice = Callable[[Sequence[Disagreement]], list[PooledHeadline]]
"""What says of the numbers that pool samples which disagree which are headlines all the same."""

_UNNAMED = "not yet named"
_UNREADABLE = "# Changes\n\nRelease {name}, the one before, could not be read.\n"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What a release is called. Where its data were published before, ``name`` and
    ``published_at`` are those of then. ``previous`` is the release before it, ``None`` where there
    is none or it cannot be read, and ``previous_name`` is what it is called.
    """

    name: str | None = None
    published_at: datetime
    previous: Release | None = None
    previous_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a release is made with beside the warehouse.

    ``identify`` is asked for its identity when the hash of its data is known; ``withdrawn`` are the
    postings whose quotes are withdrawn; ``headlines`` says which numbers are headlines although
    their samples disagree.
    """

    identify: Callable[[str], Identity]
    shown: Presentation
    notice: str | None = None
    licence: str = "CC-BY-4.0"
    withdrawn: Sequence[Withdrawal] = ()
    headlines: HeadlineChoice = lambda _: []


def build(
    staged: Path,
    catalogue: Catalogue,
    populations: Mapping[str, Population],
    health: WarehouseHealth,
    recipe: Recipe,
    progress: Progress = NO_PROGRESS,
) -> tuple[Publication, gates.Boards]:
    """Write all files of a release but ``gates.json``; the tables of the warehouse are in its file.

    Returns what was published and the boards of each population.
    """
    with database.making(staged / DATABASE) as connection:
        with transaction(connection):
            database.add_views(connection, catalogue)
        # Outside of one: how many rows a table has DuckDB plans with only when it is committed.
        publication, found, context = _estimated(
            connection, catalogue, populations, health, recipe, progress
        )
        with transaction(connection):
            add_estimates(connection, publication)
            append_estimates(connection, found.estimates)
            hashes = table_hashes(connection, [*SNAPSHOT, *ESTIMATE_TABLES])
            data = data_hash(connection, publication, hashes)
            identity = recipe.identify(data)
            progress.begin("compare")
            changes = _compared(connection, publication, identity, catalogue)
            if identity.previous:
                publication = _with_zeros(
                    connection, publication, found, context, identity.previous
                )
                del hashes["estimates"]
            if recipe.withdrawn:
                withdraw(connection, [one.posting_id for one in recipe.withdrawn])
                hashes = {}
            publication = _named(connection, publication, identity, data, hashes)
            add_release(connection, publication, changes)
            add_analyst_relations(connection, catalogue)
            add_comments(connection, catalogue)
            boards = boards_of(connection)
    give_back_freed()
    progress.begin("write")
    add_schema(staged / DATABASE)
    write_files(staged, publication, recipe.shown)
    if recipe.withdrawn:
        write_withdrawn(staged, recipe.withdrawn, publication)
    write_descriptor(staged, publication)
    return publication, boards


def _with_zeros(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    found: Estimated,
    context: Context,
    previous: Release,
) -> Publication:
    """With a row of zero for each value that only the release before had."""
    with previous.connect() as earlier:
        held = values_held_before(earlier)
    added = EstimateRows(zeros(held, publication.statistics, found, context))
    append_estimates(connection, added)
    return msgspec.structs.replace(
        publication, estimates=EstimateRows([*found.estimates.parts, *added.parts])
    )


def _compared(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    identity: Identity,
    catalogue: Catalogue,
) -> str:
    """Add the tables that compare the release with the one before; the text of ``CHANGES.md``."""
    ledger = add_ledger(connection, identity.previous, catalogue)
    if ledger is None and identity.previous_name:
        return _UNREADABLE.format(name=identity.previous_name)
    titles = {key: definition.title for key, definition in publication.statistics.items()}
    return changes_markdown(ledger, titles)


def _named(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    identity: Identity,
    data: str,
    hashes: Mapping[str, str | None],
) -> Publication:
    """With hashes and name: the day, and the first digits of the hash of the content.

    ``hashes`` are those of the tables that were not written to since the hash of the data was made.
    """
    publication = msgspec.structs.replace(publication, previous=identity.previous_name)
    content = content_hash(connection, publication, hashes)
    name = identity.name or f"{identity.published_at:%Y-%m-%d}-{content[:NAME_DIGITS]}"
    return msgspec.structs.replace(
        publication,
        release=name,
        published_at=identity.published_at,
        content_hash=content,
        data_hash=data,
    )


def _estimated(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    populations: Mapping[str, Population],
    health: WarehouseHealth,
    recipe: Recipe,
    progress: Progress,
) -> tuple[Publication, Estimated, Context]:
    """The publication, but for its identity; what it was made of, and with."""
    unclear = confounded(connection)
    context = Context(
        untrended={key: reason(found) for key, found in unclear.items()},
        populations=list(populations),
        evaluation=load_evaluation(),
        kinds=dict(queries.rows(connection, "release/skill_kinds")),
    )
    withdrawn = [one.posting_id for one in recipe.withdrawn]
    chosen: list[ChosenExample] = []

    def choose(definition: Definition, estimated: Estimated) -> None:
        """While its relation is at hand: to make that of pairs once more takes longest."""
        leading = estimated.estimates.of_whole(definition.headline.measure)
        chosen.extend(choose_examples(connection, definition, leading, withdrawn))

    found = estimate_all(connection, catalogue.definitions, context, progress, each=choose)
    publication = msgspec.structs.replace(
        _without_numbers(connection, catalogue, populations, health, recipe),
        evaluation=evaluation_entry(context.evaluation, health.pipeline_version),
        confounded=list(unclear.values()),
        examples=quoted_examples(connection, chosen),
    )
    return _with_numbers(connection, publication, found, recipe), found, context


def _without_numbers(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    populations: Mapping[str, Population],
    health: WarehouseHealth,
    recipe: Recipe,
) -> Publication:
    """What a publication says of itself, of its warehouse and of what its numbers mean."""
    samples = read_samples(connection, list(populations))
    return Publication(
        release=_UNNAMED,
        published_at=None,
        as_of=health.as_of,
        notice=recipe.notice,
        licence=recipe.licence,
        storage_version=database.STORAGE_VERSION,
        skillscan_version=__version__,
        pipeline_version=health.pipeline_version,
        own_rules=health.own_entries.get("own_rules", {}),
        own_taxonomy=health.own_entries.get("own_taxonomy", []),
        own_populations=[key for key in catalogue.own_populations if key in populations],
        own_statistics=list(catalogue.own_statistics),
        own_splits=list(catalogue.own_splits),
        method=METHOD,
        freshness=freshness(connection),
        statistics=catalogue.definitions,
        caveats=_used_caveats(catalogue.definitions),
        populations={
            key: PopulationEntry(definition=population, sample=samples[key])
            for key, population in populations.items()
        },
        sources=_sources(connection),
        withheld=[],
        estimates=[],
    )


def _with_numbers(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    found: Estimated,
    recipe: Recipe,
) -> Publication:
    disagreements = list(with_employer_names(connection, found.disagreements))
    return msgspec.structs.replace(
        publication,
        withheld=found.withheld,
        withheld_counts=found.withheld_counts,
        denominators=found.denominators,
        disagreements=disagreements,
        sample_differences=found.sample_differences,
        pooled_headlines=recipe.headlines(disagreements),
        figures=found.figures,
        estimates=found.estimates,
    )


def _used_caveats(used: Mapping[str, Definition]) -> dict[str, str]:
    keys = {key for one in used.values() for key in (*one.caveats, *one.usage)}
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
