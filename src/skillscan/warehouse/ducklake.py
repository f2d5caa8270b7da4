"""A DuckLake as warehouse: a catalog in PostgreSQL (or in a file), Parquet files at a data path.

Its tables are those of the file, as they use only what a DuckLake has. Macros and views are made
for each connection, so that processes of several versions do not change each other's. Who only
reads sees the newest snapshot of when it began, whatever is written meanwhile, and waits for
nobody; who writes takes turns with others, transaction by transaction (``write_lock``). A catalog
in a file is for one process at a time, as DuckDB's own files are.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from weakref import ref

import duckdb
from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError, UsageError
from skillscan.settings import Settings, variable
from skillscan.warehouse import comments, object_store, queries, write_lock
from skillscan.warehouse.extensions import load_extension
from skillscan.warehouse.migrations import migrate, pending
from skillscan.warehouse.transaction import transaction

DATABASE = "warehouse"
"""The name of the attached DuckLake."""
SCHEME = "ducklake:"
_POSTGRES = "postgres:"
_PASSWORD = re.compile(r"password\s*=|://[^/@\s:]*:[^/@\s]*@", re.IGNORECASE)
_ABSENT = re.compile(r"creating a new DuckLake is explicitly disabled", re.IGNORECASE)
_RACE = re.compile(r"already exists|duplicate key|could not serialize", re.IGNORECASE)
_CONFLICT = re.compile(r"Transaction conflict|Failed to commit DuckLake", re.IGNORECASE)
_CATALOG_GONE = re.compile(
    r"Unable to connect to Postgres|no connection to the server|server closed the connection"
    r"|terminating connection|Failed to (attach DuckLake|commit|execute query|prepare)",
    re.IGNORECASE,
)
_DATA_GONE = re.compile(r"\bHTTP\b|s3://|Could not establish connection|No files found")
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class DuckLake:
    """Where a DuckLake's catalog is, and its data path (``None``: as the catalog says)."""

    catalog: str
    data_path: str | None

    @property
    def url(self) -> str:
        """As the setting names it; it holds no password."""
        return f"{SCHEME}{self.catalog}"

    @property
    def server(self) -> str | None:
        """PostgreSQL's connection string; ``None`` for a catalog in a file."""
        return self.catalog.removeprefix(_POSTGRES) if self.is_on_server else None

    @property
    def is_on_server(self) -> bool:
        """Whether several processes may have it open."""
        return self.catalog.startswith(_POSTGRES)

    @property
    def file(self) -> Path | None:
        """The catalog's file, where it is one."""
        return None if self.is_on_server else Path(self.catalog)


def named(url: str, data_path: str | None) -> DuckLake:
    """The DuckLake of a URL (``ducklake:…``). Raises UsageError where it names none, or a password.

    A folder as data path is taken from the working folder on.
    """
    where = variable("warehouse_url")
    if _PASSWORD.search(url):
        raise UsageError(
            f"{where} holds a password, which would stand in messages: take it out and set "
            "PGPASSWORD, or put it into ~/.pgpass"
        )
    catalog = url.removeprefix(SCHEME)
    if catalog in (url, "", _POSTGRES):
        raise UsageError(
            f"{where} is {url!r}: write ducklake:postgres:dbname=… host=… user=…, or ducklake:FILE"
        )
    if re.match(r"[a-z0-9]{2,20}:", catalog) and not catalog.startswith(_POSTGRES):
        raise UsageError(
            f"{where}: the catalog {catalog.split(':')[0]!r} is not known; it may be in PostgreSQL "
            "(ducklake:postgres:…) or in a file (ducklake:FILE)"
        )
    if not catalog.startswith(_POSTGRES):
        catalog = str(Path(catalog).absolute())
    if data_path and "://" not in data_path:
        data_path = str(Path(data_path).absolute())
    return DuckLake(catalog, data_path)


def of_settings(settings: Settings) -> DuckLake | None:
    """The DuckLake that is the warehouse; ``None`` where it is a file. Raises UsageError."""
    if settings.warehouse_url:
        return named(settings.warehouse_url, settings.warehouse_data_path)
    if settings.warehouse_data_path:
        raise UsageError(
            f"{variable('warehouse_data_path')} is of a DuckLake, and none is named: set "
            f"{variable('warehouse_url')}, too, or unset it"
        )
    return None


def is_absolute(settings: Settings) -> bool:
    """Whether the settings name the same DuckLake from every working folder."""
    paths = [settings.warehouse_data_path or ""]
    if (lake := of_settings(settings)) and lake.file:
        paths.append((settings.warehouse_url or "").removeprefix(SCHEME))
    return all(not path or "://" in path or Path(path).is_absolute() for path in paths)


def connect(
    lake: DuckLake, settings: Settings, *, read_only: bool, is_new: bool = False
) -> DuckDBPyConnection:
    """A connection that uses the DuckLake, brought up to the code where it may write.

    ``is_new`` leaves that to the caller, who fills it first.

    Raises UsageError where it is to be read and is not there, SkillscanError where it cannot be
    reached, duckdb.IOException where another process has the file of its catalog.
    """
    connection = duckdb.connect(
        config={
            "temp_directory": str(settings.home / "warehouse.tmp"),
            "autoinstall_known_extensions": "false",
        }
    )
    try:
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        _load(connection, lake)
        _attach_and_use(connection, lake, read_only=read_only)
        if not read_only:
            _share(connection, lake, settings.lock_seconds)
        _refuse_moved(connection, lake)
        if not read_only and not is_new:
            prepare(connection)
    except BaseException:
        close(connection)
        raise
    return connection


def _load(connection: DuckDBPyConnection, lake: DuckLake) -> None:
    load_extension(connection, "ducklake")
    if lake.is_on_server:
        load_extension(connection, "postgres_scanner")
    if lake.data_path:
        _reach(connection, lake.data_path)


def _reach(connection: DuckDBPyConnection, data_path: str) -> None:
    if data_path.startswith(object_store.SCHEME):
        object_store.use_s3(connection)


def _attach_and_use(connection: DuckDBPyConnection, lake: DuckLake, *, read_only: bool) -> None:
    if not read_only:
        _attach(connection, lake)
    else:
        _refuse_absent_file(lake)
        _attach(connection, lake, "READ_ONLY")
        snapshot = queries.rows(connection, "ducklake/newest_snapshot")[0][0]
        connection.execute(f"DETACH {DATABASE}")
        _attach(connection, lake, "READ_ONLY", f"SNAPSHOT_VERSION {int(snapshot)}")
    if not lake.data_path:
        _reach(connection, queries.rows(connection, "ducklake/data_path")[0][0])
    connection.execute(f"USE {DATABASE}")


def _refuse_absent_file(lake: DuckLake) -> None:
    if lake.file and not lake.file.exists():
        raise UsageError(_nothing_there(lake))


def _nothing_there(lake: DuckLake) -> str:
    return (
        f"there is no warehouse at {lake.url}: fill it with `skillscan collect` or `skillscan "
        "import`, then `skillscan extract`; `skillscan warehouse move` brings one there"
    )


def _attach(connection: DuckDBPyConnection, lake: DuckLake, *options: str) -> None:
    """Attach it; two processes that make a new one at once do not fail for it."""
    stated = [*options]
    if lake.data_path:
        stated.append(f"DATA_PATH {_literal(lake.data_path)}")
    elif lake.is_on_server and "READ_ONLY" not in options:
        stated.append("CREATE_IF_NOT_EXISTS false")
    statement = f"ATTACH {_literal(lake.url)} AS {DATABASE} ({', '.join(stated)})"
    for left in reversed(range(_ATTEMPTS)):
        try:
            connection.execute(statement if stated else statement.removesuffix(" ()"))
            return
        except duckdb.Error as error:
            if _RACE.search(str(error)) and left:
                time.sleep(0.2)
                continue
            raise _told(lake, error) from error


def _told(lake: DuckLake, error: duckdb.Error) -> Exception:
    """The error of an attachment, in words of ours where we have any."""
    text = str(error)
    if _ABSENT.search(text) and lake.is_on_server and not lake.data_path:
        return UsageError(
            f"there is no warehouse at {lake.url} yet: name where its Parquet files are to lie in "
            f"{variable('warehouse_data_path')}"
        )
    if _ABSENT.search(text):
        return UsageError(_nothing_there(lake))
    if "does not match existing data path" in text:
        return UsageError(
            f"{variable('warehouse_data_path')} is not where the Parquet files of {lake.url} lie: "
            f"{text.splitlines()[0]} Set it right, or unset it"
        )
    return error


def _share(connection: DuckDBPyConnection, lake: DuckLake, seconds: float) -> None:
    if lake.server is None:
        return
    name = write_lock.LOCK_DATABASE
    connection.execute(f"ATTACH {_literal(lake.server)} AS {name} (TYPE postgres)")
    this = ref(connection)
    write_lock.share(connection, lake.url, seconds, lambda: _refuse_moved_meanwhile(this(), lake))


def close(connection: DuckDBPyConnection) -> None:
    """Close what ``connect`` gave."""
    write_lock.leave(connection)
    connection.close()


def _refuse_moved_meanwhile(connection: DuckDBPyConnection | None, lake: DuckLake) -> None:
    """As ``_refuse_moved``; the server's own answer takes a fiftieth of the time."""
    if connection and queries.rows(connection, "write_lock/is_moved") == [(True,)]:
        _refuse_moved(connection, lake)


def _refuse_moved(connection: DuckDBPyConnection, lake: DuckLake) -> None:
    if queries.rows(connection, "ducklake/is_moved") == [(True,)]:
        ((target, moved_at),) = queries.rows(connection, "ducklake/moved")
        raise UsageError(
            f"the warehouse at {lake.url} was moved to {target} at {moved_at} UTC: set "
            f"{variable('warehouse_url')} to that, or unset it for a file"
        )


def give_up(connection: DuckDBPyConnection, target: str) -> None:
    """Have nobody use this DuckLake any more: what is in it lies at ``target`` now."""
    with transaction(connection):
        queries.run(connection, "ducklake/make_moved")
        queries.run(connection, "ducklake/give_up", target=target)


def prepare(connection: DuckDBPyConnection) -> None:
    """Bring the tables up to the code, if nobody else has done so meanwhile."""
    if not pending(connection):
        return
    with write_lock.exclusive(connection):
        if migrate(connection):
            with transaction(connection):
                comments.emit(connection)


@contextmanager
def told_of_faults(lake: DuckLake) -> Iterator[None]:
    """What DuckDB says of a catalog or data path that is gone, or of a conflict, in words of ours.

    Raises SkillscanError for these.
    """
    try:
        yield
    except duckdb.Error as error:
        if fault := _fault(lake, " ".join(str(error).split())):
            raise SkillscanError(fault) from error
        raise


def _fault(lake: DuckLake, text: str) -> str | None:
    if _CONFLICT.search(text):
        return (
            f"another program changed {lake.url} at the same time ({text}): nothing of this step "
            "was stored, what was stored before stays. Run it again"
        )
    if _CATALOG_GONE.search(text):
        return (
            f"the catalog of {lake.url} cannot be used ({text}): check the server, the name of the "
            "database and PGPASSWORD, then run it again. What was stored before stays"
        )
    if _DATA_GONE.search(text):
        return (
            f"the Parquet files of {lake.url} cannot be read or written ({text}): check "
            f"{variable('warehouse_data_path')}, its rights and AWS_…, then run it again. What was "
            "stored before stays"
        )
    return None


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
