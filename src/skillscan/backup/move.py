"""Move the warehouse from its file to a DuckLake, between DuckLakes, or back to the file.

Every durable table is saved as a backup is, put into the new warehouse and compared there, while
nobody else can write the old one. Only then is that given up: a file is renamed, a DuckLake is
marked; neither is deleted.
"""

import logging
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from skillscan.backup.backup_folder import Manifest
from skillscan.backup.restore import fill_ducklake, fill_file
from skillscan.backup.step import save
from skillscan.errors import SkillscanError, UsageError
from skillscan.landing.layout import STAMP
from skillscan.settings import Settings
from skillscan.telemetry.metrics import measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import ducklake, write_lock
from skillscan.warehouse.connection import given_up_file, open_warehouse
from skillscan.warehouse.location import is_there, place

_LOG = logging.getLogger(__name__)
FILE = "file"
"""The target that is the file of the home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSummary:
    """Where the warehouse is now, how much was moved, and where the old one stays."""

    warehouse: str
    tables: int
    rows: int
    left: str


def move(
    settings: Settings,
    target: str,
    data_path: str | None = None,
    *,
    now: datetime,
    progress: Progress = NO_PROGRESS,
) -> MoveSummary:
    """Move the warehouse to ``target``: the URL of an empty DuckLake, or ``FILE``.

    Its phases are ``save`` and ``load``. Raises UsageError where there is nothing to move, or
    something at the target already, WarehouseLockedError while another process writes the old one,
    SkillscanError where a table did not arrive as it was: then the old one stays what is used.
    """
    aimed = _aimed(settings, target, data_path)
    if place(aimed) == place(settings):
        raise UsageError(f"the warehouse is at {place(settings)} already")
    if not is_there(settings):
        raise UsageError(f"there is no warehouse at {place(settings)} to be moved")
    try:
        with measured_step(settings, _LOG, "move_warehouse") as record:
            summary = _move(settings, aimed, now, progress)
            record.add(tables=summary.tables, rows=summary.rows)
            return summary
    except (OSError, duckdb.Error) as error:
        raise SkillscanError(
            f"the warehouse could not be moved to {place(aimed)} ({error}): check the target and "
            f"the free space at {settings.home}. It is still at {place(settings)}"
        ) from error


def _aimed(settings: Settings, target: str, data_path: str | None) -> Settings:
    """The settings that hold after the move. Raises UsageError where the target is none."""
    if target == FILE:
        aimed = replace(settings, warehouse_url=None, warehouse_data_path=None)
        if aimed.warehouse.exists():
            raise UsageError(
                f"there is a warehouse at {aimed.warehouse} already: move it away first, nothing "
                "is written over"
            )
        return aimed
    lake = ducklake.named(target, data_path)
    if lake.is_on_server and not data_path:
        raise UsageError("name where the Parquet files are to lie: --data-path FOLDER or s3://…")
    return replace(settings, warehouse_url=target, warehouse_data_path=data_path)


def _move(settings: Settings, aimed: Settings, now: datetime, progress: Progress) -> MoveSummary:
    with (
        tempfile.TemporaryDirectory(prefix="moving-", dir=settings.home) as folder,
        open_warehouse(settings) as connection,
        write_lock.exclusive(connection),
    ):
        staged = Path(folder)
        manifest = save(connection, staged, now, progress)
        _fill(aimed, staged, manifest, now, progress)
        left = _give_up(connection, settings, aimed, now)
    return MoveSummary(
        warehouse=place(aimed),
        tables=len(manifest.rows),
        rows=sum(manifest.rows.values()),
        left=left,
    )


def _fill(
    aimed: Settings, staged: Path, manifest: Manifest, now: datetime, progress: Progress
) -> None:
    if lake := ducklake.of_settings(aimed):
        fill_ducklake(lake, aimed, staged, manifest, progress)
    else:
        fill_file(aimed, staged, manifest, now, progress)


def _give_up(
    connection: DuckDBPyConnection, settings: Settings, aimed: Settings, now: datetime
) -> str:
    """Have the old warehouse used no more; gives where it stays."""
    if lake := ducklake.of_settings(settings):
        ducklake.give_up(connection, place(aimed))
        return lake.url
    old = settings.warehouse
    left = given_up_file(old, now.astimezone(UTC).strftime(STAMP))
    connection.execute("CHECKPOINT")  # all of it is in the file that is renamed
    old.rename(left)
    return str(left)
