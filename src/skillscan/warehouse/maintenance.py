"""What a DuckLake needs from time to time: each transaction leaves files and a snapshot behind.

Small files are merged, those with many deleted rows written anew, and snapshots that nobody can be
reading any more are forgotten with the files that only they need. Files that no snapshot knows of
(a killed process left them) stay: DuckLake would delete whatever else lies at its data path.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from skillscan.warehouse import queries
from skillscan.warehouse.write_lock import exclusive

SNAPSHOT_KEPT = timedelta(days=1)
"""Who reads sees the snapshot of when he began; no command reads for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compaction:
    """Snapshots forgotten, and files deleted."""

    snapshots: int
    files: int


def compact(connection: DuckDBPyConnection, now: datetime) -> Compaction:
    """Compact a DuckLake that is open for writing; ``now`` is UTC. Others write before or after.

    Files that were written anew are deleted the next time, when the snapshot before is forgotten.
    """
    before = now - SNAPSHOT_KEPT
    with exclusive(connection):  # what is not asked for its rows to the end does not happen
        queries.rows(connection, "ducklake/flush_inlined_data")
        expired = queries.rows(connection, "ducklake/expire_snapshots", before=before)
        queries.rows(connection, "ducklake/rewrite_data_files")
        queries.rows(connection, "ducklake/merge_adjacent_files")
        deleted = queries.rows(connection, "ducklake/cleanup_old_files", before=before)
    return Compaction(snapshots=len(expired), files=len(deleted))
