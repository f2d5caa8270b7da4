"""The data between two releases: the earlier one's postings by today's rules, and the boards that
both of them read.

From an earlier release to a later one a number goes in steps:

* *before*: as the earlier release published it;
* *replayed*: of the same postings, as today's rules read, group and count them. What separates the
  two is method. Nothing that was seen only since then comes in: what was seen, posted and closed is
  taken as it was known then. A text that its employer has changed since was read by today's rules
  in its new form only: there stays what the earlier release had read;
* *common_before* and *common_after*: the replayed postings and those of the later release, on the
  boards that were read in both. What separates these two is the market;
* *after*: as the later release publishes it. What market and method do not explain is coverage:
  boards that came, went or were no longer read, and imported files.

Each of the three steps in the middle is a schema of a database in memory (``ledger``); statistics
are evaluated in it by the files that made the later release. Both releases are only read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from skillscan import resources
from skillscan.boards.schedule import UNREAD_AFTER
from skillscan.domain import IMPORT_BOARD
from skillscan.errors import SkillscanError
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.slices import split_openings

REPLAYED, COMMON_BEFORE, COMMON_AFTER = "replayed", "common_before", "common_after"
PATHS = {
    REPLAYED: ("replayed",),
    COMMON_BEFORE: ("common_before", "replayed"),
    COMMON_AFTER: ("common_after",),
}
"""Step to the schemas that hold it; what none of them has is the later release's."""
_OUTSIDE = "SET search_path = 'ledger.main'"
_SINCE_FIRST = ("boards", "board_months", "figures", "denominators")
"""Tables that the first releases lack: they have nothing of the kind."""
_GROWN = ("estimates", "withheld", *_SINCE_FIRST)
"""Tables that have had further columns since."""
MACROS = ("annual_pay", "utc_day")
"""Macros of ``sql/macros`` that statistics use."""
_COPIED = ("board_months", "boards")
"""Facts of the crawl, as they were known then."""


@contextmanager
def between(
    earlier: Path,
    release: duckdb.DuckDBPyConnection,
    catalog: str,
    catalogue: Catalogue,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the three steps between an earlier release's database and the one that is
    open (committed, maybe still to be added to) under the name ``catalog``; in UTC.

    ``catalogue`` has the statistics to evaluate. The view ``earlier_<table>`` has what the earlier
    release's table of that name holds, with the columns of the later one's.
    """
    connection = release.cursor()
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(
            f"ATTACH ':memory:' AS ledger; ATTACH '{quoted(earlier)}' AS earlier (READ_ONLY)"
        )
        connection.execute(_OUTSIDE)
        for schema in (*PATHS, "models", "later"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for name in _relations(connection, catalog):
            connection.execute(f'CREATE VIEW later."{name}" AS FROM "{catalog}".main."{name}"')
        for name in MACROS:
            connection.execute(resources.sql("macros", f"{name}.sql").read_text("utf-8"))
        _show_both(connection)
        _make(connection, "board_changes", unread_days=UNREAD_AFTER.days, import_board=IMPORT_BOARD)
        _replay(connection)
        _evaluate(connection, REPLAYED, catalogue)
        for step in (COMMON_BEFORE, COMMON_AFTER):
            _restrict(connection, step, catalogue)
        connection.execute(_OUTSIDE)
        yield connection
    finally:
        connection.execute(f'USE "{catalog}"')
        for name in ("ledger", "earlier"):
            connection.execute(f"DETACH DATABASE IF EXISTS {name}")
        connection.close()


@contextmanager
def at(
    connection: duckdb.DuckDBPyConnection, step: str, parted: Sequence[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection at a step, where relations mean that step's; openings are parted by the named
    splits (``split_openings``).
    """
    _go_to(connection, step)
    split_openings(connection, parted)
    try:
        yield connection
    finally:
        connection.execute(_OUTSIDE)


def _go_to(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    schemas = ",".join(f"ledger.{schema}" for schema in (*PATHS[step], "main", "later"))
    connection.execute(f"SET search_path = '{schemas}'")


def _show_both(connection: duckdb.DuckDBPyConnection) -> None:
    if "population_postings" not in _relations(connection, "ledger", "later"):
        raise SkillscanError(
            "the later release was made by a version of skillscan that kept too little for a "
            "ledger: compare a newer one, or `skillscan publish` a new one"
        )
    present = _relations(connection, "earlier")
    for table in _GROWN:
        held = f" UNION ALL BY NAME FROM earlier.{table}" if table in present else ""
        connection.execute(
            f"CREATE VIEW earlier_{table} AS FROM later.{table} WHERE FALSE{held};"
            f"CREATE VIEW later_{table} AS FROM later.{table}"
        )


def _relations(
    connection: duckdb.DuckDBPyConnection, catalog: str, schema: str = "main"
) -> set[str]:
    """The tables and views of an attached database."""
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables "
        "WHERE table_catalog = ? AND table_schema = ?",
        [catalog, schema],
    ).fetchall()
    return {name for (name,) in rows}


def _replay(connection: duckdb.DuckDBPyConnection) -> None:
    """What the earlier release took from its warehouse, once more by today's rules."""
    _go_to(connection, REPLAYED)
    _make(connection, "postings", "replayed_postings")
    connection.execute("CREATE VIEW posting_facts AS FROM postings")
    model = resources.sql("models", "openings.sql").read_text("utf-8")
    connection.execute("SET search_path = 'ledger.models,ledger.replayed'")
    connection.execute(model)
    connection.execute("CREATE TABLE replayed.openings AS FROM models.openings")
    _go_to(connection, REPLAYED)
    connection.execute("CREATE VIEW opening_facts AS FROM openings")
    _make(connection, "opening_skills", "replayed_skills")
    for table in _COPIED:
        connection.execute(f"CREATE TABLE {table} AS FROM earlier_{table}")
    for table in ("population_postings", "population_openings", "samples"):
        _snapshot(connection, table)
    _make_view(connection, "new_openings")


def _evaluate(connection: duckdb.DuckDBPyConnection, step: str, catalogue: Catalogue) -> None:
    _go_to(connection, step)
    for name, select in catalogue.splits.items():
        _fill(connection, f"openings_by_{name}", select)
    for name, file in catalogue.files.items():
        _fill(connection, name, file.select)


def _restrict(connection: duckdb.DuckDBPyConnection, step: str, catalogue: Catalogue) -> None:
    """The openings of a step that stand on boards read in both releases.

    What an opening holds is what it holds in the whole; only sums over employers or populations are
    made anew.
    """
    _go_to(connection, step)
    _make(connection, "population_postings", "common_postings")
    for table in ("population_openings", "samples"):
        _snapshot(connection, table)
    _make_view(connection, "new_openings")
    for name, file in catalogue.files.items():
        if file.definition.unit == "opening":
            _make(connection, name, "common_rows", statistic=name)
        else:
            _fill(connection, name, file.select)


def _make(
    connection: duckdb.DuckDBPyConnection, table: str, file: str = "", **parameters: object
) -> None:
    query = resources.sql("ledger", f"{file or table}.sql").read_text("utf-8")
    _fill(connection, table, query, **parameters)


def _snapshot(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    query = resources.sql("release", "snapshot", f"{table}.sql").read_text("utf-8")
    _fill(connection, table, query)


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, query: str, **parameters: object
) -> None:
    connection.execute(f"CREATE TABLE {table} AS {query}", parameters or None)


def _make_view(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    connection.execute(resources.sql("release", "views", f"{view}.sql").read_text("utf-8"))


def quoted(path: Path) -> str:
    """A path as a literal of SQL takes it."""
    return str(path).replace("'", "''")
