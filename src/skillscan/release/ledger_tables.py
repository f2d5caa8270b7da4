"""The ledger in a release: its tables ``changes`` and ``board_changes``."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec

from skillscan.ledger.changes import Ledger, compare
from skillscan.release.catalog import Release
from skillscan.release.database import add_table
from skillscan.statistics.definitions import statistic_files

EarlierRelease = Callable[[str], Release | None]
"""Name of a release to the one that came before it; ``None`` where it is the first."""


def compared(database: Path, earlier: Release | None) -> Ledger | None:
    """What changed from a release to the one in a database; ``None`` where there is none before.

    Raises duckdb.Error or SkillscanError where one of them cannot be read.
    """
    if earlier is None:
        return None
    return compare(earlier.database, database, earlier_name=earlier.name, files=statistic_files())


def add_changes(connection: duckdb.DuckDBPyConnection, ledger: Ledger | None) -> None:
    """The tables of the ledger, empty in a first release."""
    for name in ("changes", "board_changes"):
        rows = getattr(ledger, "changes" if name == "changes" else "boards") if ledger else ()
        add_table(connection, name, [msgspec.structs.asdict(row) for row in rows])
