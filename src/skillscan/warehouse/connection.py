"""The warehouse: one DuckDB file that one process at a time writes.

Opening it for writing brings it up to the code: migrations, views, comments. Opening it for
reading changes nothing and refuses a file whose schema is not the code's.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError, UsageError, WarehouseLockedError
from skillscan.settings import Settings
from skillscan.warehouse import comments, views
from skillscan.warehouse.migrations import SchemaError, migrate, pending
from skillscan.warehouse.transaction import transaction

_HOLDER = re.compile(r"held in (?P<program>.{1,200}?) \(PID (?P<pid>\d{1,10})\)")


@contextmanager
def open_warehouse(settings: Settings, *, read_only: bool = False) -> Iterator[DuckDBPyConnection]:
    """A connection to the warehouse, migrated, in UTC; closed when the block ends.

    Raises WarehouseLockedError when another process holds it, UsageError when it is to be read and
    does not exist, SchemaError when it is newer than the code (or older and only to be read).
    """
    path = settings.warehouse
    if read_only and not path.exists():
        raise UsageError(
            f"there is no warehouse at {path}: fill it with `skillscan collect` or "
            "`skillscan import`, then `skillscan extract`"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, read_only=read_only)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        if read_only:
            _check_schema(connection, path)
            if not views.are_current(connection):
                views.shadow(connection)
        else:
            prepare(connection)
        yield connection
    finally:
        connection.close()


def prepare(connection: DuckDBPyConnection) -> None:
    """Bring an open database up to the code: migrations, views, comments."""
    if not migrate(connection) and views.are_current(connection):
        return
    with transaction(connection):
        views.build(connection)
        comments.emit(connection)
        views.record(connection)


def _check_schema(connection: DuckDBPyConnection, path: Path) -> None:
    if todo := pending(connection):
        raise SchemaError(
            f"{path} lacks migration {todo[0].name}: `skillscan extract` brings it up to date"
        )


def _connect(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if holder := _HOLDER.search(str(error)):
            raise WarehouseLockedError(
                f"{path} is in use by process {holder['pid']} ({holder['program']}): wait until it "
                "has finished, or stop it; nothing was changed. To read while it works, use a "
                "release (`skillscan publish` writes one)"
            ) from error
        raise SkillscanError(_unusable(path, error)) from error
    except duckdb.ConnectionException as error:
        raise WarehouseLockedError(
            f"{path} is already open in this process in another mode: close that one first"
        ) from error
    except duckdb.Error as error:
        raise SkillscanError(_unusable(path, error)) from error


def _unusable(path: Path, error: Exception) -> str:
    return (
        f"{path} cannot be opened ({error}): check the disk and the file's rights. A damaged "
        "warehouse is rebuilt from landing: move the file away and run `skillscan extract`"
    )
