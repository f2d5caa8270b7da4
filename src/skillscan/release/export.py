"""What a release takes from the warehouse: tables, made in the release's own file.

The file is attached to the warehouse's connection, so that rows go over within DuckDB; but for the
findings, which get their quotes on the way. The warehouse is only read, and given back before
anything is estimated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from skillscan import resources
from skillscan.release.database import attach, bound_memory
from skillscan.release.findings import cut_findings
from skillscan.warehouse.transaction import transaction

TABLES = (
    "postings",
    "closures",
    "boards",
    "board_months",
    "openings",
    "opening_skills",
    "skills",
    "population_postings",
    "population_openings",
    "samples",
    "opening_findings",
)
"""The tables made by ``sql/release/snapshot``; each may use those before it. The last one is stored
by a single thread.
"""

_IN_BATCHES = "opening_findings"
_IN_WAREHOUSE = {"postings": "posting_facts"}
"""The warehouse's table ``postings`` holds less than a release's."""
_FILE = "release_file"


def export(warehouse: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Fill the release's file, made by ``database.create``, from the warehouse.

    Temporary tables and views are made in the connection, and a single thread is left to it: it
    must be closed afterwards.
    """
    bound_memory(warehouse)
    with _attached(warehouse, database), transaction(warehouse):
        _show(warehouse, "populations", "populations")
        for table in TABLES:
            query = resources.sql("release", "snapshot", f"{table}.sql").read_text("utf-8")
            make = f"CREATE TABLE {_FILE}.{table} AS"
            for _ in _batches(warehouse) if table == _IN_BATCHES else [None]:
                warehouse.execute(f"{make} {query}")
                make = f"INSERT INTO {_FILE}.{table}"
            _show(warehouse, table, _IN_WAREHOUSE.get(table, table))


def _batches(warehouse: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let the query of findings see one batch of them after the other. One thread stores them from
    here on: with two, the file of a hundred thousand openings is twice as large, and what is
    written twice takes two thirds more of the processor's time.
    """
    warehouse.execute("SET threads = 1")
    for rows in cut_findings(warehouse):
        warehouse.register("cut_findings", rows)
        yield
        warehouse.unregister("cut_findings")


def _show(warehouse: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    """Let later queries read what was made instead of making it again."""
    warehouse.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM {_FILE}.{table}")


@contextmanager
def _attached(warehouse: duckdb.DuckDBPyConnection, database: Path) -> Iterator[None]:
    attach(warehouse, database, _FILE)
    yield
    warehouse.execute(f"DETACH {_FILE}")
