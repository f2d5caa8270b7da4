"""What no parser could use, as the warehouse keeps it: the table ``quarantine`` decides."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from duckdb import DuckDBPyConnection

from skillscan.landing.quarantine import Quarantined, file_of, write_files
from skillscan.warehouse import bulk


def save(connection: DuckDBPyConnection, entries: Sequence[Quarantined]) -> None:
    """Add entries, or renew those that are there. Call it within a transaction."""
    names = [field.name for field in fields(Quarantined)]
    bulk.insert(
        connection, "quarantine", entries, on_conflict=bulk.overwrite(names[:1], names[5:7])
    )


def of_landing_files(
    connection: DuckDBPyConnection, landing_files: Iterable[str] | None = None
) -> list[Quarantined]:
    """The entries of these landing files (``None``: all), in the order they were seen."""
    condition = "true" if landing_files is None else "landing_file IN (SELECT unnest(?))"
    names = [field.name for field in fields(Quarantined)]
    rows = bulk.rows_of(
        connection,
        f"SELECT {', '.join(names)} FROM quarantine WHERE {condition} "  # noqa: S608 - fixed names
        "ORDER BY seen_at, landing_file, line_number, quarantine_id",
        [] if landing_files is None else [sorted(set(landing_files))],
    )
    return [Quarantined(**dict(zip(names, row, strict=True))) for row in rows]


def remove(connection: DuckDBPyConnection, quarantine_ids: Iterable[str]) -> None:
    """Forget entries that could be read after all. Call it within a transaction."""
    connection.execute(
        "DELETE FROM quarantine WHERE quarantine_id IN (SELECT unnest(?))",
        [sorted(set(quarantine_ids))],
    )


def renew_files(connection: DuckDBPyConnection, folder: Path, landing_files: Iterable[str]) -> None:
    """Make the files of these landing files say what the table says; empty ones go."""
    wanted = set(landing_files)
    entries = of_landing_files(connection, wanted)
    write_files(folder, entries)
    for landing_file in wanted - {e.landing_file for e in entries}:
        file_of(folder, landing_file).unlink(missing_ok=True)
