"""The warehouse: one DuckDB file that one process at a time writes, or a DuckLake for several.

Opening it for writing brings it up to the code: migrations, views, comments. Opening it for
reading changes nothing and refuses a warehouse whose schema is not the code's.
"""

import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

import duckdb
from duckdb import DuckDBPyConnection

from skillscan.errors import (
    SkillscanError,
    UsageError,
    WarehouseDamagedError,
    WarehouseLockedError,
)
from skillscan.settings import Settings, variable
from skillscan.warehouse import comments, ducklake, queries, views
from skillscan.warehouse.migrations import SchemaError, migrate, pending
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)
Result = TypeVar("Result")
_RETRY_SECONDS = 0.2
_BATCH_MEMORY = 256 * 2**20
_MEMORY_OF_ITEM = 32 * 2**10
"""Bytes that DuckDB may hold while batches are stored, and more for each item of a transaction:
not all that is not committed yet can go to a file aside (tried: with the first of these alone, one
of 100,000 items failed after 80,000).
"""
_BOUNDS: WeakKeyDictionary[DuckDBPyConnection, int] = WeakKeyDictionary()
"""What each connection may hold, where we bound it (DuckDB tells it rounded)."""
_DAMAGE = re.compile(
    r"Corrupt database|checksum|not a valid DuckDB|Serialization Error|unexpected end of file"
    r"|could not read enough bytes",
    re.IGNORECASE,
)
"""What DuckDB says of a file that it did not write so (tried by flipping single bits)."""
_NO_ROOM = re.compile(r"No space left|Disk quota exceeded|File too large", re.IGNORECASE)
_MOVED = ".moved-"
_HOLDER = re.compile(r"held in (?P<program>.{1,200}?) \(PID (?P<pid>\d{1,10})\)")


@contextmanager
def open_warehouse(settings: Settings, *, read_only: bool = False) -> Iterator[DuckDBPyConnection]:
    """A connection to the warehouse, migrated, in UTC; closed when the block ends.

    Where another process has it, this one waits for ``settings.lock_seconds``, and says so.

    Raises WarehouseLockedError when another process holds it, UsageError when it was moved, or is
    to be read and does not exist, SchemaError when it is newer than the code (or older and only to
    be read),
    WarehouseDamagedError wherever in the block DuckDB meets a part of the file that is altered,
    SkillscanError after a restore that was killed while it changed files, or when the disk is full.
    """
    if lake := ducklake.of_settings(settings):
        with _lake(lake, settings, read_only=read_only) as connection:
            yield connection
    else:
        with _file(settings, read_only=read_only) as connection:
            yield connection


@contextmanager
def _lake(
    lake: ducklake.DuckLake, settings: Settings, *, read_only: bool
) -> Iterator[DuckDBPyConnection]:
    def connect() -> DuckDBPyConnection:
        with _told_who_has_it(lake.url):
            return ducklake.connect(lake, settings, read_only=read_only)

    settings.home.mkdir(parents=True, exist_ok=True)
    with ducklake.told_of_faults(lake), _told_of_a_full_disk(lake.url, read_only=read_only):
        connection = _wait_for(connect, lake.url, settings.lock_seconds)
        try:
            if read_only:
                _check_schema(connection, lake.url)
            views.shadow(connection)
            yield connection
        finally:
            ducklake.close(connection)


@contextmanager
def _file(settings: Settings, *, read_only: bool) -> Iterator[DuckDBPyConnection]:
    path = settings.warehouse
    _refuse_half_restored(path)
    if not path.exists():
        _refuse_moved(path)
    if read_only and not path.exists():
        raise UsageError(
            f"there is no warehouse at {path}: fill it with `skillscan collect` or "
            "`skillscan import`, then `skillscan extract`"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with _told_of_damage(path), _told_of_a_full_disk(str(path), read_only=read_only):
        connection = _wait_for(
            lambda: _connect(path, read_only=read_only), str(path), settings.lock_seconds
        )
        try:
            connection.execute("SET TimeZone = 'UTC'")
            if read_only:
                _check_schema(connection, str(path))
                if not views.are_current(connection):
                    views.shadow(connection)
            else:
                prepare(connection)
            yield connection
        finally:
            connection.close()


def bound_batches(connection: DuckDBPyConnection, items: int = 0) -> None:
    """Bound what DuckDB holds from now on, where so many items are stored or looked at at once.

    It would else keep the whole file in memory, as far as four fifths of the machine's go. What
    looks at all rows of the warehouse gets a sixteenth of its size more, but at most as much again.
    The bound stays until another is set or the connection is closed: DuckDB 1.5.5 does not take one
    back (after RESET the setting says so, and what is held stays bounded).
    """
    _set_bound(connection, _bound_of(connection, items))


def with_enough_memory(
    connection: DuckDBPyConnection, work: Callable[[], Result], *, items: int | None = None
) -> Result:
    """What comes of a work that can be done anew, within ``bound_batches`` of so many items
    (``None``: within the bound there is); and where that is too little, with twice as much, up to
    what DuckDB would take by itself. The larger bound stays.

    The bound is ours: no night may fail for it on a machine that has the memory. Raises
    ``duckdb.OutOfMemoryException`` where the machine has not.
    """
    if items is not None:
        bound_batches(connection, items)
    most = most_memory()
    while True:
        try:
            return work()
        except duckdb.OutOfMemoryException:
            bound = _BOUNDS.get(connection, most)
            if bound >= most:
                raise
            bound = min(2 * bound, most)
            _LOG.warning("too little memory for this; again, with %d MiB", bound // 2**20)
            _set_bound(connection, bound)


def _bound_of(connection: DuckDBPyConnection, items: int) -> int:
    ((stored,),) = queries.rows(connection, "warehouse/bytes_stored")
    more = min(int(stored) // 16, _BATCH_MEMORY)
    return _BATCH_MEMORY + items * _MEMORY_OF_ITEM + more


def _set_bound(connection: DuckDBPyConnection, size: int) -> None:
    connection.execute(f"SET memory_limit = '{size}B'")
    _BOUNDS[connection] = size


def most_memory() -> int:
    """Four fifths of the machine's memory, in bytes: DuckDB's own bound."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 4 // 5


def add_to_file(connection: DuckDBPyConnection) -> None:
    """Have checkpoints write what is new, and leave what is there as it is, until the connection is
    closed.

    They would else merge the new rows with those of before: 100,000 postings would be written whole
    for each thousand that comes, and the file be twice as large as what it holds.
    """
    connection.execute("SET max_vacuum_tasks = 0")


def restored_file(warehouse: Path) -> Path:
    """Where a restored warehouse lies until it takes the place of the one before.

    While it is there, neither file is to be used: the log of the one would be applied to the other.
    """
    return warehouse.with_name(f"{warehouse.name}.restored")


def _refuse_half_restored(path: Path) -> None:
    if restored_file(path).exists():
        raise SkillscanError(
            f"a restore of {path} was interrupted before its last step: `skillscan restore` again "
            "ends it, `skillscan extract` then loads what was landed since"
        )


def given_up_file(warehouse: Path, moment: str) -> Path:
    """Where a warehouse's file stays that was moved to a DuckLake at this moment."""
    return warehouse.with_name(f"{warehouse.name}{_MOVED}{moment}")


def _refuse_moved(path: Path) -> None:
    """A new file would be filled from the landing files, where nobody looks any more."""
    if left := sorted(path.parent.glob(f"{path.name}{_MOVED}*")):
        url, data_path = variable("warehouse_url"), variable("warehouse_data_path")
        raise UsageError(
            f"the warehouse at {path} was moved to a DuckLake (the old file stays as {left[-1]}): "
            f"set {url} and {data_path} as `skillscan warehouse move` said, or bring it back with "
            "them set (`skillscan warehouse move --to file`), or delete the old file to begin anew"
        )


def prepare(connection: DuckDBPyConnection) -> None:
    """Bring an open database up to the code: migrations, views, comments."""
    if not migrate(connection) and views.are_current(connection):
        return
    with transaction(connection):
        views.build(connection)
        comments.emit(connection)
        views.record(connection)


def _check_schema(connection: DuckDBPyConnection, place: str) -> None:
    if todo := pending(connection):
        raise SchemaError(
            f"{place} lacks migration {todo[0].name}: `skillscan extract` brings it up to date"
        )


@contextmanager
def _told_of_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        if _DAMAGE.search(str(error)):
            raise WarehouseDamagedError(
                f"{path} is damaged ({error}): `skillscan restore` brings the newest backup back "
                "and keeps this file, `skillscan extract` then loads what was landed since. "
                "Check the disk"
            ) from error
        raise


@contextmanager
def _told_of_a_full_disk(place: str, *, read_only: bool) -> Iterator[None]:
    """Who only reads writes elsewhere, and says himself that there is no room."""
    try:
        yield
    except duckdb.Error as error:
        if _NO_ROOM.search(str(error)) and not read_only:
            raise SkillscanError(
                f"{place} could not be written ({error}): free some space there, then run it "
                "again. What was stored before stays"
            ) from error
        raise


def _wait_for(
    connect: Callable[[], DuckDBPyConnection], place: str, seconds: float
) -> DuckDBPyConnection:
    """The connection, as soon as no other process has the file. Raises what ``connect`` raises."""
    end, is_told = time.monotonic() + seconds, False
    while True:
        try:
            return connect()
        except WarehouseLockedError as error:
            if error.holder is None or time.monotonic() >= end:
                raise
            if not is_told:
                told = "waiting up to %.0f s: process %s has %s"
                _LOG.warning(told, seconds, error.holder, place)
                is_told = True
            time.sleep(_RETRY_SECONDS)


def _connect(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    try:
        with _told_who_has_it(str(path)):
            return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if _DAMAGE.search(str(error)):
            raise
        raise SkillscanError(_unusable(path, error)) from error
    except duckdb.ConnectionException as error:
        raise WarehouseLockedError(
            f"{path} is already open in this process in another mode: close that one first"
        ) from error
    except duckdb.Error as error:
        raise SkillscanError(_unusable(path, error)) from error


@contextmanager
def _told_who_has_it(place: str) -> Iterator[None]:
    try:
        yield
    except duckdb.IOException as error:
        if holder := _HOLDER.search(str(error)):
            raise WarehouseLockedError(
                f"{place} is in use by process {holder['pid']} ({holder['program']}): wait until "
                "it has finished, or stop it; nothing was changed. To read while it works, use a "
                "release (`skillscan publish` writes one)",
                holder=f"{holder['pid']} ({holder['program']})",
            ) from error
        raise


def _unusable(path: Path, error: Exception) -> str:
    return (
        f"{path} cannot be opened ({error}): check the disk and the file's rights. A damaged "
        "warehouse comes back from its newest backup: `skillscan restore`, then `skillscan extract`"
    )
