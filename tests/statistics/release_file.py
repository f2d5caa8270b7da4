"""The file of a release, before anything is estimated."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import duckdb

from skillscan.release import database
from skillscan.release.export import export
from skillscan.settings import Settings
from skillscan.statistics.catalogue import packaged
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimation import Estimated, estimate_all
from skillscan.statistics.populations import Population
from skillscan.statistics.slice_estimates import Context
from skillscan.warehouse.connection import open_warehouse


@contextmanager
def populated(settings: Settings, *populations: Population) -> Iterator[duckdb.DuckDBPyConnection]:
    """A release's file of these populations, from the warehouse, before anything is estimated."""
    path = settings.home / f"{uuid4().hex}.duckdb"
    database.create(path, {p.id: p for p in populations})
    with open_warehouse(settings, read_only=True) as warehouse:
        export(warehouse, path)
    with database.writing(path) as connection:
        database.add_views(connection, packaged())
        yield connection


ALL = Population(id="everybody", label="everybody")


def one_statistic(
    connection: duckdb.DuckDBPyConnection, statistic: str, context: Context
) -> Estimated:
    return estimate_all(connection, {statistic: definitions()[statistic]}, context)
