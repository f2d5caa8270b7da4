"""What no parser could use, as the warehouse keeps it: the table ``quarantine`` decides."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from duckdb import DuckDBPyConnection

from skillscan.landing.quarantine import Quarantined, file_of, write_files
from skillscan.warehouse import bulk, queries


def save(connection: DuckDBPyConnection, entries: Sequence[Quarantined]) -> None:
    """Add entries, or renew those that are there. Call it within a transaction."""
    bulk.write(connection, "quarantine/merge", entries)


def of_landing_files(
    connection: DuckDBPyConnection, landing_files: Iterable[str] | None = None
) -> list[Quarantined]:
    """The entries of these landing files (``None``: all), in the order they were seen."""
    wanted = None if landing_files is None else sorted(set(landing_files))
    return queries.records(
        connection, "quarantine/of_landing_files", Quarantined, landing_files=wanted
    )


def remove(connection: DuckDBPyConnection, quarantine_ids: Iterable[str]) -> None:
    """Forget entries that could be read after all. Call it within a transaction."""
    queries.run(connection, "quarantine/remove", ids=sorted(set(quarantine_ids)))


def renew_files(connection: DuckDBPyConnection, folder: Path, landing_files: Iterable[str]) -> None:
    """Make the files of these landing files say what the table says; empty ones go."""
    wanted = set(landing_files)
    entries = of_landing_files(connection, wanted)
    write_files(folder, entries)
    for landing_file in wanted - {e.landing_file for e in entries}:
        file_of(folder, landing_file).unlink(missing_ok=True)
