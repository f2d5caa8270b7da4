"""What a release takes from the warehouse: tables, made in the release's own file.

The file is attached to the warehouse's connection, so that rows go over within DuckDB. The
warehouse is only read, and given back before anything is estimated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from skillscan import resources
from skillscan.release.database import attach, bound_memory
from skillscan.warehouse import queries
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
"""The tables made by ``sql/release/snapshot``; each may use those before it."""

_IN_PIECES = "opening_findings"
"""The table that is made of the texts, some openings after the others: they take most memory."""
_OPENINGS = 5_000
"""Of which a piece is made."""
_IN_WAREHOUSE = {"postings": "posting_facts"}
"""The warehouse's table ``postings`` holds less than a release's."""
_FILE = "release_file"


def export(warehouse: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Fill the release's file, made by ``database.create``, from the warehouse.

    Temporary views are made in the connection, which must be closed afterwards.
    """
    bound_memory(warehouse)
    with _attached(warehouse, database), transaction(warehouse):
        _show(warehouse, "populations", "populations")
        for table in TABLES:
            query = resources.sql("release", "snapshot", f"{table}.sql").read_text("utf-8")
            make = f"CREATE TABLE {_FILE}.{table} AS"
            for piece in _pieces(warehouse) if table == _IN_PIECES else [{}]:
                warehouse.execute(f"{make} {query}", piece)
                make = f"INSERT INTO {_FILE}.{table}"
            _show(warehouse, table, _IN_WAREHOUSE.get(table, table))


def _pieces(warehouse: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """The ends of each piece of the openings, as queries take them; one where there are none."""
    names = ("first_opening", "last_opening")
    ends = queries.rows(warehouse, "release/pieces_of_openings", size=_OPENINGS)
    return [dict(zip(names, one, strict=True)) for one in ends or [("", "")]]


def _show(warehouse: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    """Let later queries read what was made instead of making it again."""
    warehouse.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM {_FILE}.{table}")


@contextmanager
def _attached(warehouse: duckdb.DuckDBPyConnection, database: Path) -> Iterator[None]:
    attach(warehouse, database, _FILE)
    yield
    warehouse.execute(f"DETACH {_FILE}")
