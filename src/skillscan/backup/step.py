"""Take a backup: every durable table of the warehouse, read back before it counts.

A warehouse that has not changed since the newest backup needs no other one. The newest
``SKILLSCAN_BACKUPS_KEPT`` stay; older ones go when a new one is whole.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb

from skillscan import __version__
from skillscan.backup import tables
from skillscan.backup.backup_folder import (
    MANIFEST,
    SCHEMA,
    Manifest,
    backup_folder,
    note_check,
    read_manifest,
    to_json,
)
from skillscan.errors import SkillscanError
from skillscan.landing.layout import STAMP
from skillscan.settings import Settings
from skillscan.storage.versioned_folder import VersionedFolder
from skillscan.telemetry.metrics import measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse.connection import open_warehouse, with_enough_memory

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSummary:
    """The newest backup: ``path`` is where it lies, ``is_new`` is false where nothing had changed
    since; ``removed`` counts older ones that went.
    """

    name: str
    path: str
    is_new: bool
    tables: int
    rows: int
    removed: int


def back_up(
    settings: Settings, *, now: datetime, progress: Progress = NO_PROGRESS
) -> BackupSummary:
    """Write the warehouse's tables to ``settings.backups`` and verify them; ``now`` is UTC.

    Raises UsageError without a warehouse, WarehouseLockedError while another process writes it,
    SkillscanError when the backup could not be written or does not hold what the warehouse does:
    then nothing is left of it, and older ones stay.
    """
    try:
        with measured_step(settings, _LOG, "backup") as record:
            summary = _back_up(settings, now, progress)
            record.add(backup=summary.name, is_new=summary.is_new, rows=summary.rows)
            return summary
    except (OSError, duckdb.Error) as error:
        raise SkillscanError(
            f"the backup could not be written to {settings.backups} ({error}): free some space or "
            "check the rights, then `skillscan backup`. Nothing of it was kept"
        ) from error


def _back_up(settings: Settings, now: datetime, progress: Progress) -> BackupSummary:
    folder = backup_folder(settings)
    with folder.staging() as staged:
        with open_warehouse(settings, read_only=True) as connection:
            save_all = partial(save, connection, staged, now, progress)
            manifest = with_enough_memory(connection, save_all, items=0)
        name = f"{now.astimezone(UTC).strftime(STAMP)}-{_digest(manifest)}"
        if same := _same(folder, manifest):
            name = same
        else:
            folder.add(staged, name)
            _verify(folder, name)
        note_check(folder, name, now.astimezone(UTC))
    return BackupSummary(
        name=name,
        path=folder.path(name),
        is_new=not same,
        tables=len(manifest.rows),
        rows=sum(manifest.rows.values()),
        removed=_remove_old(folder, settings.backups_kept),
    )


def save(
    connection: duckdb.DuckDBPyConnection, staged: Path, now: datetime, progress: Progress
) -> Manifest:
    """Write the tables and what they are to a folder.

    Raises SkillscanError where the files do not hold the same rows.
    """
    tables.leave_order(connection)
    made = tables.statements(connection)
    progress.begin("save")
    contents = {}
    for done, table in enumerate(made, start=1):
        contents[table] = tables.content(connection, table)
        tables.save(connection, table, staged)
        progress.advance(done, len(made))
    if wrong := list(tables.differing(connection, contents, staged)):
        raise SkillscanError(
            f"the backup of {', '.join(wrong)} does not hold what the warehouse does: check the "
            "disk, and `skillscan doctor --deep`. Nothing of it was kept"
        )
    (staged / SCHEMA).write_text("".join(f"{sql}\n" for sql in made.values()), encoding="utf-8")
    manifest = Manifest(
        taken_at=now.astimezone(UTC),
        skillscan=__version__,
        duckdb=duckdb.__version__,
        rows={table: found.rows for table, found in contents.items()},
        contents={table: found.hashes for table, found in contents.items()},
    )
    (staged / MANIFEST).write_text(to_json(manifest), encoding="utf-8")
    return manifest


def _digest(manifest: Manifest) -> str:
    text = f"{manifest.duckdb} {sorted(manifest.rows.items())} {sorted(manifest.contents.items())}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _same(folder: VersionedFolder, manifest: Manifest) -> str | None:
    """The newest backup, if it holds the same and is whole."""
    for name in folder.names()[-1:]:
        if name.endswith(_digest(manifest)) and not folder.faults(name):
            return name
    return None


def _verify(folder: VersionedFolder, name: str) -> None:
    """What lies at its place is what was written. Raises SkillscanError, and removes it."""
    read_manifest(folder, name)
    if faults := folder.faults(name):
        path = folder.path(name)
        folder.remove(name)
        raise SkillscanError(
            f"the backup {path} was not stored as it was written ({'; '.join(faults)}): check the "
            "storage, then `skillscan backup`. Older backups stay"
        )


def _remove_old(folder: VersionedFolder, kept: int) -> int:
    old = folder.names()[:-kept]
    for name in old:
        folder.remove(name)
    return len(old)
