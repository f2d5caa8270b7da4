"""The DuckDB file of a release: written once, then only read.

It is written in a storage format that DuckDB 1.4 can read, so that analysts need not follow our
version. Its tables, the Parquet files beside it and the files of ``sql/release`` bear one name.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import msgspec

from skillscan import resources
from skillscan.errors import UsageError
from skillscan.statistics.catalogue import SPLITS_FOLDER, Catalogue
from skillscan.statistics.populations import Population
from skillscan.warehouse import queries
from skillscan.warehouse.connection import most_memory
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)
Result = TypeVar("Result")
STORAGE_VERSION = "v1.4.0"
ROWS_AT_ONCE = 20_000
"""That are made from Python: of an estimate, a row takes ten times what it is made of."""
BESIDE = "release_file"
"""The name under which a release's file is attached."""
EARLIER_NAMES = {
    "postings": "posting_facts",
    "openings": "opening_facts",
    "opening_findings": "findings",
}
"""Table to its name in the first releases, which a release keeps as a view."""
MACROS = ("annual_pay",)
"""Macros of ``sql/macros`` that a release's file has as well."""
LATER_TABLES = ("population_postings", "sample_differences")
"""Tables that the first releases lack; ``sql/release/earlier`` makes them of what they have."""
_LEAST_MEMORY = 512 * 2**20
_SMALL = 256 * 2**20
"""Bytes: the warehouse of ten thousand openings has half as many."""
_DOUBLED: ContextVar[int] = ContextVar("how often the bound of memory was doubled", default=0)
_VIEWS = ("new_openings",)
SPLIT_COLUMNS = frozenset({"population_id", "opening_id", "group_value", "group_label"})
"""What the relation of a split gives."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A table or view of a release's file; ``columns`` maps names to types, in their order."""

    name: str
    is_view: bool
    columns: Mapping[str, str]


def create(path: Path, populations: Mapping[str, Population]) -> None:
    """Make the file, with the table ``populations``."""
    with writing(path) as connection:
        add_populations(connection, populations)


def add_populations(
    connection: duckdb.DuckDBPyConnection, populations: Mapping[str, Population]
) -> None:
    """Make the table ``populations`` and fill it."""
    rows = [msgspec.structs.asdict(population) for population in populations.values()]
    add_table(connection, "populations", [{"population_id": row.pop("id"), **row} for row in rows])


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the file, in UTC; what the block does is committed and checkpointed."""
    with making(path) as connection, transaction(connection):
        yield connection


@contextmanager
def making(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, but each statement is committed by itself: one that fails ends no other (since
    version 2 DuckDB takes back a whole transaction).
    """
    connection = duckdb.connect(
        str(path), config={"storage_compatibility_version": STORAGE_VERSION}
    )
    try:
        connection.execute("SET TimeZone = 'UTC'")
        bound_memory(connection)
        yield connection
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def bound_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB hold 512 MiB, or an eighth of a large database, or more within
    ``with_more_memory``; what is more goes to temporary files beside it. By itself it takes four
    fifths of the machine. With a small one a single thread works: several take a sixth more of the
    processor's time, and write the pieces of a table that another thread began a second time.
    """
    size = "SELECT max(block_size * total_blocks) FROM pragma_database_size()"
    ((held,),) = connection.execute(size).fetchall()
    bound = max(_LEAST_MEMORY, (held or 0) // 8) << _DOUBLED.get()
    connection.execute(f"SET memory_limit = '{min(bound, most_memory())}B'")
    # Nobody knows how large a DuckLake is, or what is yet to be filled.
    if 0 < (held or 0) < _SMALL:
        connection.execute("SET threads = 1")


def with_more_memory(work: Callable[[], Result]) -> Result:
    """What comes of a work that begins anew whenever it is called: where ``bound_memory`` was too
    little, with twice as much, up to what DuckDB would take by itself.

    Raises ``duckdb.OutOfMemoryException`` where the machine has not enough.
    """
    doubled = 0
    while True:
        token = _DOUBLED.set(doubled)
        try:
            return work()
        except duckdb.OutOfMemoryException:
            if _LEAST_MEMORY << doubled >= most_memory():
                raise
            doubled += 1
            _LOG.warning("too little memory for this; again, with twice as much")
        finally:
            _DOUBLED.reset(token)


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a new file of the releases' storage format to a connection."""
    quoted = str(path).replace("'", "''")
    connection.execute(
        f"ATTACH '{quoted}' AS {name} (READ_WRITE, STORAGE_VERSION '{STORAGE_VERSION}')"
    )


@contextmanager
def beside(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, in UTC, with the file attached read-only as ``BESIDE``."""
    quoted = str(path).replace("'", "''")
    connection = duckdb.connect()
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"ATTACH '{quoted}' AS {BESIDE} (READ_ONLY)")
        yield connection
    finally:
        connection.close()


@contextmanager
def reading(path: Path, *, is_alone: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the file, in UTC; one of an earlier form gets today's tables.

    All connections of a process share DuckDB's settings, but for one that ``is_alone``: what is set
    or locked in it holds for no other.
    """
    connection = _alone(path) if is_alone else duckdb.connect(str(path), read_only=True)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        # Their columns, which ``relations`` asks for, take longer to find than their numbers.
        present = {name for (name,) in queries.rows(connection, "release/relation_names")}
        for name, earlier in EARLIER_NAMES.items():
            if name not in present:
                connection.execute(f"CREATE TEMP VIEW {name} AS FROM {earlier}")
        for name in LATER_TABLES:
            if name not in present:
                view = resources.sql("release", "earlier", f"{name}.sql")
                connection.execute(view.read_text("utf-8"))
        yield connection
    finally:
        connection.close()


def _alone(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {path.stem} (READ_ONLY)")
    connection.execute(f"USE {path.stem}")
    return connection


def add_table(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Make a table of ``sql/release/tables`` and fill it; the rows' keys are its columns."""
    connection.execute(resources.sql("release", "tables", f"{name}.sql").read_text("utf-8"))
    append(connection, name, rows)


def append(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Add rows to a table; their keys are its columns. So many as ``ROWS_AT_ONCE`` are held."""
    left = iter(rows)
    while some := list(islice(left, ROWS_AT_ONCE)):
        append_columns(connection, name, {key: [row.get(key) for row in some] for key in some[0]})


def append_columns(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, Sequence[Any]]
) -> None:
    """Add rows to a table, given as its columns: of many rows this is much faster."""
    import pyarrow as pa  # whoever reads a release needs none, and it takes longest to load

    connection.register("given_rows", pa.table(dict(columns)))
    connection.execute(f"INSERT INTO {name} BY NAME FROM given_rows")
    connection.unregister("given_rows")


def add_views(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """The earlier names, the macros that statistics use, a view per split (``openings_by_<split>``:
    which group an opening belongs to) and a view per statistic (which openings hold which value).

    Raises UsageError where the operator's own SQL does not fit the tables of a release.
    """
    for name in MACROS:
        connection.execute(resources.sql("macros", f"{name}.sql").read_text("utf-8"))
    for name in (*EARLIER_NAMES.values(), *_VIEWS):
        connection.execute(resources.sql("release", "views", f"{name}.sql").read_text("utf-8"))
    for name, select in catalogue.splits.items():
        place = f"{SPLITS_FOLDER}/{name}.sql"
        _add_view(connection, f"openings_by_{name}", select, place)
        if name in catalogue.own_splits:
            _check_split(connection, name, place)
    for name, file in catalogue.files.items():
        _add_view(connection, name, file.select, file.place)


def _add_view(connection: duckdb.DuckDBPyConnection, name: str, select: str, place: str) -> None:
    try:
        connection.execute(f"CREATE VIEW {name} AS {select}")
    except duckdb.Error as error:
        raise UsageError(f"{place}: does not fit the tables of a release: {error}") from error


def _check_split(connection: duckdb.DuckDBPyConnection, name: str, place: str) -> None:
    """Raises UsageError where an own split has other columns, or parts an opening twice."""
    view = connection.sql(f"FROM openings_by_{name}")
    if set(view.columns) != SPLIT_COLUMNS:
        wanted = ", ".join(sorted(SPLIT_COLUMNS))
        raise UsageError(f"{place} gives the columns {view.columns}: it must give {wanted}")
    doubled = queries.rows(connection, "statistics/parted_twice", relation=f"openings_by_{name}")
    if doubled:
        raise UsageError(f"{place}: opening {doubled[0][1]} is in a group twice: make it DISTINCT")


def relations(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """The tables and views of the file, by name."""
    return [
        Relation(name=name, is_view=kind == "VIEW", columns=dict(zip(columns, types, strict=True)))
        for kind, name, columns, types in queries.rows(
            connection, "comments/relations", schema="main"
        )
    ]


def described_columns(
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, list[tuple[str, str, str | None]]]:
    """Table or view to its columns: name, type, and what it means."""
    rows = queries.rows(connection, "release/columns")
    return {name: [row[1:] for row in some] for name, some in groupby(rows, itemgetter(0))}


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a table or view."""
    return next(list(one.columns) for one in relations(connection) if one.name == table)


def write_parquet(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, only_missing: bool = False
) -> dict[str, Path]:
    """Write every table as zstd-compressed Parquet of its name (``only_missing``: those whose files
    are not there); returns table to file.
    """
    tables = [relation.name for relation in relations(connection) if not relation.is_view]
    files = {table: folder / f"{table}.parquet" for table in tables}
    for table, path in files.items():
        if only_missing and path.exists():
            continue
        connection.execute(
            f"COPY {table} TO $path (FORMAT parquet, COMPRESSION zstd)", {"path": str(path)}
        )
    return files
