"""The retention of landing files: the raw answers hold personal data, and go after a time.

Only data files go; fetch reports hold no text and stay (they say when a board is due, and that a
file was imported). Never deleted are files whose postings are not in the warehouse, and the newest
whole answer of a board that is still visited: conditional requests vouch for it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

from skillscan.domain import IMPORT_BOARD, Outcome
from skillscan.errors import LandingDamagedError
from skillscan.file_import import cell_report
from skillscan.landing import layout, reader, writer
from skillscan.settings import Settings
from skillscan.telemetry.metrics import MeasuredStep, measured_step
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.maintenance import Compaction, compact
from skillscan.warehouse.tables import fetches, quarantine
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneSummary:
    """Files and ``bytes`` deleted (or to be deleted), files that were kept and why.

    ``left_behind`` counts files of crawls that died; ``quarantined`` entries of quarantine.
    """

    files: int
    bytes: int
    kept_not_loaded: int
    kept_newest: int
    left_behind: int
    quarantined: int
    snapshots: int = 0
    """Of a DuckLake: snapshots that were forgotten, and Parquet files deleted."""
    data_files: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done, in words."""
        compacted = f"DuckLake: {self.snapshots:,} snapshots and {self.data_files:,} files removed."
        return (
            f"{self.files:,} landing files deleted, {self.bytes / 1e6:.1f} MB.",
            f"Kept although older: {self.kept_not_loaded:,} that are not loaded yet, "
            f"{self.kept_newest:,} that are the newest of their board.",
            f"{self.left_behind:,} files of died crawls and {self.quarantined:,} "
            "quarantined payloads deleted.",
            *([compacted] if self.snapshots or self.data_files else []),
        )


def prune(
    settings: Settings,
    *,
    older_than: timedelta,
    now: datetime,
    with_quarantine: bool = False,
) -> PruneSummary:
    """Delete the landing data of crawls that started longer ago than ``older_than``.

    ``with_quarantine`` also forgets what was put into quarantine before that time. A DuckLake is
    compacted, too. Raises UsageError without a warehouse (nothing is loaded then),
    WarehouseLockedError while another process loads.
    """
    with measured_step(settings, _LOG, "prune") as record:
        summary = _prune(settings, now - older_than, now, record if with_quarantine else None)
        record.add(files=summary.files, bytes=summary.bytes, quarantined=summary.quarantined)
    return summary


def _prune(
    settings: Settings, before: datetime, now: datetime, quarantined: MeasuredStep | None
) -> PruneSummary:
    with open_warehouse(settings, read_only=True) as connection:
        loaded = fetches.known(connection)
    landed = reader.listing(settings.landing)
    newest = before.astimezone(UTC).strftime(layout.STAMP)
    old = sorted(name for name in landed.data if name.rpartition("/")[2] < newest)
    folders = {str(PurePosixPath(name).parent) for name in old}
    needed = _needed(settings.landing, landed.reports, folders, before)
    removable = [name for name in old if _fetch_id(name) in loaded and name not in needed]
    size = writer.remove_data(settings.landing, removable)
    compacted = _compact(settings, now)
    return PruneSummary(
        files=len(removable),
        bytes=size,
        kept_not_loaded=sum(_fetch_id(name) not in loaded for name in old),
        kept_newest=sum(_fetch_id(name) in loaded and name in needed for name in old),
        left_behind=writer.clean_aside(settings.landing, now),
        quarantined=_prune_quarantine(settings, before, quarantined) if quarantined else 0,
        snapshots=compacted.snapshots,
        data_files=compacted.files,
    )


def _compact(settings: Settings, now: datetime) -> Compaction:
    if not settings.warehouse_url:
        return Compaction(snapshots=0, files=0)
    with open_warehouse(settings) as connection:
        return compact(connection, now)


def _fetch_id(name: str) -> str:
    return name.removesuffix(layout.DATA_SUFFIX)


def _needed(root: str, reports: Sequence[str], folders: set[str], before: datetime) -> set[str]:
    """The data files that hold the present state of boards which are still visited."""
    stamp = before.strftime(layout.STAMP)
    by_folder: dict[str, list[str]] = {folder: [] for folder in folders}
    for name in reports:
        folder, _, file = name.rpartition("/")
        if folder in by_folder and not folder.endswith(f"/{IMPORT_BOARD}"):
            by_folder[folder].append(file)
    found = set()
    for folder, files in by_folder.items():
        if files and max(files) >= stamp and (newest := _newest_whole(root, folder, files)):
            found.add(newest)
    return found


def _newest_whole(root: str, folder: str, files: list[str]) -> str | None:
    for file in sorted(files, reverse=True):
        try:
            report = reader.read_report(root, f"{folder}/{file}")
        except LandingDamagedError:
            continue  # `extract` is who tells of it
        if report.outcome is Outcome.COMPLETE and not report.is_not_modified:
            return report.landing_file
    return None


def _prune_quarantine(settings: Settings, before: datetime, record: MeasuredStep) -> int:
    with open_warehouse(settings) as connection:
        old = quarantine.older_than(connection, before)
        with transaction(connection):
            quarantine.remove(connection, old)
        quarantine.renew_files(connection, settings.quarantine, old.values())
        record.tell("quarantined_items", quarantine.left_by_source(connection))
    cell_report.prune(settings.quarantine, before)
    return len(old)
