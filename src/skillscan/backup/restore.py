"""Make the warehouse anew from a backup; the one that is there is never deleted.

A file is moved aside; a DuckLake must be empty.
"""

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from skillscan.backup import tables
from skillscan.backup.backup_folder import SCHEMA, Manifest, backup_folder, read_manifest
from skillscan.errors import SkillscanError, UsageError, WarehouseLockedError
from skillscan.landing.layout import STAMP
from skillscan.settings import Settings
from skillscan.storage.checksums import CHECKSUMS
from skillscan.storage.versioned_folder import VersionedFolder
from skillscan.telemetry.metrics import measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import ducklake, write_lock
from skillscan.warehouse.connection import (
    open_warehouse,
    prepare,
    restored_file,
    with_enough_memory,
)
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)
_ITEMS_AT_ONCE = 16_384
"""All tables are filled in one transaction; what so many new items may take (768 MiB) was enough
for those of 100,000 postings, and half as much was not.
"""
_OF_EVERY = "schema_migrations"
"""The table that a warehouse without any posting has rows in, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreSummary:
    """What was restored; ``replaced`` is where the warehouse of before lies now, if there was one.

    ``taken_at`` is the backup's time (UTC): what was landed since is loaded by ``extract``.
    """

    name: str
    taken_at: datetime
    rows: int
    replaced: Path | None


def restore(
    settings: Settings,
    name: str | None = None,
    *,
    now: datetime,
    progress: Progress = NO_PROGRESS,
) -> RestoreSummary:
    """Put the warehouse of a backup (``None``: the newest whole one) in place; ``now`` is UTC.

    Raises UsageError where there is no such backup, WarehouseLockedError while another process has
    the warehouse, SkillscanError where the backup is damaged or a DuckLake is not empty: then the
    warehouse stays as it is.
    """
    folder = backup_folder(settings)
    name = _chosen(folder, settings, name)
    manifest = read_manifest(folder, name)
    lake = ducklake.of_settings(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    with (
        measured_step(settings, _LOG, "restore") as record,
        _local(folder, name, manifest) as files,
    ):
        try:
            replaced = None
            if lake:
                fill_ducklake(lake, settings, files, manifest, progress)
            else:
                replaced = fill_file(settings, files, manifest, now, progress)
        except (OSError, duckdb.Error) as error:
            raise SkillscanError(
                f"backup {folder.path(name)} could not be restored ({error}): free some space or "
                "restore another one. The warehouse is as it was"
            ) from error
        rows = sum(manifest.rows.values())
        record.add(backup=name, rows=rows)
    return RestoreSummary(name=name, taken_at=manifest.taken_at, rows=rows, replaced=replaced)


def _chosen(folder: VersionedFolder, settings: Settings, name: str | None) -> str:
    names = folder.names()
    if name is not None and name not in names:
        raise UsageError(
            f"no backup {name!r} at {settings.backups}: `skillscan backup --list` names them"
        )
    if name is not None:
        if faults := folder.faults(name):
            raise SkillscanError(
                f"backup {folder.path(name)} is damaged ({'; '.join(faults)}): restore another one "
                "(`skillscan backup --list`)"
            )
        return name
    for newest in reversed(names):
        if not (faults := folder.faults(newest)):
            return newest
        _LOG.warning("backup %s is damaged, and passed over: %s", newest, "; ".join(faults))
    raise UsageError(
        f"there is no whole backup at {settings.backups}: name another place in "
        "SKILLSCAN_BACKUPS_URL, if backups lie there"
    )


def _refuse_in_use(settings: Settings) -> None:
    """Raise WarehouseLockedError for a warehouse in use; a damaged one does not matter."""
    if not settings.warehouse.exists():
        return
    try:
        with open_warehouse(settings, read_only=True):
            pass
    except WarehouseLockedError:
        raise
    except (SkillscanError, duckdb.Error):
        return


@contextmanager
def _local(folder: VersionedFolder, name: str, manifest: Manifest) -> Iterator[Path]:
    """The files of a backup in a local folder."""
    if folder.is_local:
        yield Path(folder.path(name))
        return
    copies = Path(tempfile.mkdtemp(prefix="skillscan-restore-"))
    try:
        tables = [f"{table}.parquet" for table in manifest.rows]
        folder.fetch(name, [SCHEMA, CHECKSUMS, *tables], copies)
        yield copies
    finally:
        shutil.rmtree(copies, ignore_errors=True)


def fill_file(
    settings: Settings, files: Path, manifest: Manifest, now: datetime, progress: Progress
) -> Path | None:
    """Make the warehouse's file of saved tables; gives where the one before it lies now.

    Raises WarehouseLockedError while another process has it.
    """
    _refuse_in_use(settings)
    aside = settings.warehouse.with_name(f"{settings.warehouse.name}.restoring")
    aside.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(aside)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            _fill(connection, files, manifest, progress)
            prepare(connection)
        return _replace(settings.warehouse, aside, now)
    finally:
        aside.unlink(missing_ok=True)


def fill_ducklake(
    lake: ducklake.DuckLake,
    settings: Settings,
    files: Path,
    manifest: Manifest,
    progress: Progress,
) -> None:
    """Put saved tables into a DuckLake. Raises UsageError where it has rows already."""
    with ducklake.told_of_faults(lake):
        connection = ducklake.connect(lake, settings, read_only=False, is_new=True)
        try:
            with write_lock.exclusive(connection):
                _fill(connection, files, manifest, progress, lambda: _make_room(connection, lake))
                ducklake.prepare(connection)
        finally:
            ducklake.close(connection)


def _make_room(connection: duckdb.DuckDBPyConnection, lake: ducklake.DuckLake) -> None:
    """Remove the tables of a DuckLake that was made and never filled."""
    made = tables.statements(connection)
    rows = sum(tables.content(connection, table).rows for table in made if table != _OF_EVERY)
    if rows:
        raise UsageError(
            f"{lake.url} holds {rows:,} rows, and nothing is written over: name an empty database "
            "(or another file) for the catalog and another data path"
        )
    for table in made:
        connection.execute(f"DROP TABLE {table}")


def _fill(
    connection: duckdb.DuckDBPyConnection,
    files: Path,
    manifest: Manifest,
    progress: Progress,
    make_room: Callable[[], None] = lambda: None,
) -> None:
    """The tables with their rows, which are compared before they count."""

    def fill() -> None:
        progress.begin("load")
        with transaction(connection):
            make_room()
            connection.execute((files / SCHEMA).read_text(encoding="utf-8"))
            for done, table in enumerate(manifest.rows, start=1):
                tables.load(connection, table, files)
                progress.advance(done, len(manifest.rows))
            _check(connection, files, manifest)

    tables.leave_order(connection)
    with_enough_memory(connection, fill, items=_ITEMS_AT_ONCE)


def _check(connection: duckdb.DuckDBPyConnection, files: Path, manifest: Manifest) -> None:
    """Every row is there as it was. Raises SkillscanError."""
    loaded = {table: tables.content(connection, table) for table in manifest.rows}
    wrong = set(tables.differing(connection, loaded, files))
    wrong |= {table for table, found in loaded.items() if found.rows != manifest.rows[table]}
    if manifest.duckdb == duckdb.__version__:  # another one may hash otherwise
        wrong |= {
            table for table, found in loaded.items() if found.hashes != manifest.contents[table]
        }
    if wrong:
        raise SkillscanError(
            f"the tables {', '.join(sorted(wrong))} did not come back as they were saved: restore "
            "another backup. The warehouse is as it was"
        )


def _replace(warehouse: Path, aside: Path, now: datetime) -> Path | None:
    """Exchange the files; whoever comes in between (a kill) is told to restore again."""
    ready = aside.rename(restored_file(warehouse))
    replaced = None
    if warehouse.exists():
        replaced = warehouse.with_name(
            f"{warehouse.name}.before-restore-{now.astimezone(UTC).strftime(STAMP)}"
        )
        warehouse.rename(replaced)
    # Changes of the replaced file that were not written into it yet belong to it.
    log = warehouse.with_name(f"{warehouse.name}.wal")
    if log.exists():
        log.rename(f"{replaced}.wal" if replaced else f"{warehouse}.orphan.wal")
    ready.rename(warehouse)
    return replaced
