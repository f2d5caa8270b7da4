"""Numbers of a release for a population that it does not publish.

They are estimated from the release alone, as the published ones were: the same definitions, minimum
samples and intervals. Nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import duckdb
import msgspec

from skillscan import resources
from skillscan.errors import SkillscanError
from skillscan.release import database
from skillscan.release.catalog import Release
from skillscan.release.document import PopulationEntry, Publication
from skillscan.release.employer_names import with_employer_names
from skillscan.release.lookup import require_known
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimation import estimate_all
from skillscan.statistics.populations import Population, read_samples
from skillscan.statistics.reading_error import load_evaluation
from skillscan.statistics.slice_estimates import Context
from skillscan.warehouse import queries

_ATTACHED = "published"
_MADE_ANEW = frozenset({"populations", "population_postings", "population_openings", "samples"})
_OF_THE_POPULATION = ("population_postings", "population_openings", "samples")


def narrowed(
    release: Release, catalogue: Catalogue, population: Population, statistics: Sequence[str]
) -> Publication:
    """What the release would say of the population: these statistics, and no other population.

    Statistics that the release has and the catalogue lacks (an operator's own, since removed) are
    left out. Raises SkillscanError where the release was written by a version without the tables.
    """
    with _counted_over(release, catalogue, population) as connection:
        context = Context(
            populations=[population.id],
            evaluation=load_evaluation(),
            kinds=dict(queries.rows(connection, "release/skill_kinds")),
        )
        sample = read_samples(connection, [population.id])[population.id]
        wanted = {key: one for key, one in catalogue.definitions.items() if key in statistics}
        found = estimate_all(connection, _needed(catalogue, wanted), context)
        found.disagreements[:] = with_employer_names(connection, found.disagreements)
    numbers = {
        name: [one for one in getattr(found, name) if one.statistic in wanted]
        for name in (
            *("estimates", "figures", "withheld", "withheld_counts"),
            *("denominators", "disagreements", "sample_differences"),
        )
    }
    return msgspec.structs.replace(
        release.excerpt,
        left_out={},
        statistics=wanted,
        populations={population.id: PopulationEntry(definition=population, sample=sample)},
        examples=[],
        **numbers,
    )


def _needed(catalogue: Catalogue, wanted: Mapping[str, Definition]) -> dict[str, Definition]:
    """The statistics, and those that their figures are made of, in the order of the catalogue."""
    names = set(wanted)
    for definition in wanted.values():
        names |= {str(rule.of).partition(".")[0] for rule in definition.figures.values() if rule.of}
    return {key: one for key, one in catalogue.definitions.items() if key in names}


@contextmanager
def _counted_over(
    release: Release, catalogue: Catalogue, population: Population
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that shows the release's tables with this one population."""
    with release.connect() as published:
        tables = [one.name for one in database.relations(published) if not one.is_view]
    if "population_postings" not in tables:
        raise SkillscanError(
            f"release {release.name} was written by an earlier version, which kept too little for "
            "other populations: `skillscan publish` makes one that has it"
        )
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        path = str(release.database).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS {_ATTACHED} (READ_ONLY)")
        for table in tables:
            if table not in _MADE_ANEW:
                connection.execute(f"CREATE VIEW {table} AS FROM {_ATTACHED}.{table}")
        _require_present(connection, population)
        row = msgspec.structs.asdict(population)
        database.add_table(connection, "populations", [{"population_id": row.pop("id"), **row}])
        connection.execute("CREATE TEMP VIEW posting_facts AS FROM postings")
        for table in _OF_THE_POPULATION:
            query = resources.sql("release", "snapshot", f"{table}.sql").read_text("utf-8")
            connection.execute(f"CREATE TABLE {table} AS {query}")
        database.add_views(connection, catalogue)
        yield connection


def _require_present(connection: duckdb.DuckDBPyConnection, population: Population) -> None:
    """Raises UsageError for a condition that no posting of the release meets."""
    for name in ("occupation", "country", "language", "seniority", "source"):
        if wanted := getattr(population, name):
            query = f"SELECT DISTINCT {name} FROM postings WHERE {name} IS NOT NULL ORDER BY 1"  # noqa: S608
            known = [row[0] for row in connection.execute(query).fetchall()]
            if not set(wanted) & set(known):
                require_known(name, wanted[0], known)
