"""Whether what is stored is what was written, byte for byte: the deep part of ``doctor``.

Landing files against the SHA-256 in their reports, reports against their own, every block of the
warehouse against DuckDB's checksum, releases and backups against their ``SHA256SUMS``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from skillscan.backup.backup_folder import backup_folder
from skillscan.backup.tables import content, statements
from skillscan.errors import LandingDamagedError
from skillscan.landing import reader
from skillscan.release.damage import release_faults
from skillscan.release.index import on_record
from skillscan.release.release_folder import release_folder
from skillscan.settings import Settings
from skillscan.storage.versioned_folder import VersionedFolder
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse.connection import open_warehouse


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files (of the warehouse: rows) were found as they were written, and what was not.

    ``unverified`` counts what was written before there were checksums.
    """

    intact: int
    faults: tuple[str, ...]
    unverified: int = 0


def verify_landing(settings: Settings, progress: Progress = NO_PROGRESS) -> Verified:
    """Every fetch report, and every data file that is there. Its phase is ``landing``."""
    progress.begin("landing")
    root = settings.landing
    names = reader.report_names(root)
    faults: list[LandingDamagedError] = []
    for first in range(0, len(names), reader.REPORTS_TOGETHER):
        some = names[first : first + reader.REPORTS_TOGETHER]
        read = [report for _, report in reader.read_reports(root, some)]
        faults += [one for one in read if isinstance(one, LandingDamagedError)]
        whole = [one for one in read if not isinstance(one, LandingDamagedError)]
        faults += reader.damaged_data(root, whole)
        progress.advance(min(first + reader.REPORTS_TOGETHER, len(names)), len(names))
    return Verified(len(names) - len(faults), tuple(map(str, faults)))


def verify_warehouse(settings: Settings, progress: Progress = NO_PROGRESS) -> Verified:
    """Every value of every table. Its phase is ``warehouse``. Raises WarehouseDamagedError."""
    progress.begin("warehouse")
    with open_warehouse(settings, read_only=True) as connection:
        tables = statements(connection)
        rows = 0
        for done, table in enumerate(tables, start=1):
            rows += content(connection, table).rows
            progress.advance(done, len(tables))
    return Verified(rows, ())


def verify_releases(settings: Settings, progress: Progress = NO_PROGRESS) -> Verified:
    """Every file of every release. Its phase is ``releases``."""
    progress.begin("releases")
    folder = release_folder(settings.releases)
    mend = "`skillscan releases rebuild NAME` makes it again from its Parquet files or its database"
    faults_of = partial(release_faults, folder)
    return _verify_sets(folder, list(on_record(folder)), faults_of, "release", mend, progress)


def verify_backups(settings: Settings, progress: Progress = NO_PROGRESS) -> Verified:
    """Every file of every backup. Its phase is ``backups``."""
    progress.begin("backups")
    folder = backup_folder(settings)
    mend = "move it away, and `skillscan backup` takes another one"
    return _verify_sets(folder, folder.names(), folder.faults, "backup", mend, progress)


def _verify_sets(
    folder: VersionedFolder,
    names: Sequence[str],
    faults_of: Callable[[str], list[str]],
    kind: str,
    mend: str,
    progress: Progress,
) -> Verified:
    """``faults_of`` says what is missing or altered of a set; what has no checksums and no fault
    cannot be verified.
    """
    faults, damaged, unverified = [], 0, 0
    for done, name in enumerate(names, start=1):
        found = faults_of(name)
        faults += [f"{kind} {folder.path(name)}: {fault} ({mend})" for fault in found]
        damaged += bool(found)
        unverified += not found and folder.checksums(name) is None
        progress.advance(done, len(names))
    return Verified(len(names) - damaged - unverified, tuple(faults), unverified)


def describe(part: str, verified: Verified) -> Iterator[str]:
    """What was verified of a part, in words."""
    yield f"{verified.intact:,} {part} as they were written"
    if verified.unverified:
        yield f"{verified.unverified:,} of before there were checksums"
