"""What no parser could use, as the warehouse keeps it: the table ``quarantine`` decides.

An *entry* is one refusal of one landing line. An *item* is all entries of the same content and
reason: it is what people look at, try again and dismiss.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from skillscan.landing.quarantine import (
    OUT_OF_TIME_REASON,
    READING_REASON,
    Quarantined,
    file_of,
    write_files,
)
from skillscan.warehouse import bulk, queries

ItemKey = tuple[str, str]
"""Item id, and the reason the item was refused for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedItem:
    """One row of the view ``quarantined_items``; ``landing_file`` is that of the newest entry."""

    item_id: str
    reason: str
    source: str
    board: str
    landing_file: str
    line_number: int
    detail: str
    quarantine_id: str
    first_quarantined_at: datetime
    last_seen: datetime
    entries: int
    attempts: int
    is_dismissed: bool
    dismissed_at: datetime | None
    dismissed_by: str | None
    dismissed_because: str | None

    @property
    def key(self) -> ItemKey:
        """What tells the item."""
        return self.item_id, self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """One row of ``quarantine_dismissals``."""

    item_id: str
    reason: str
    source: str
    board: str
    dismissed_at: datetime
    dismissed_by: str
    dismissed_because: str


def save(connection: DuckDBPyConnection, entries: Sequence[Quarantined]) -> None:
    """Add entries, or renew those that are there. Call it within a transaction."""
    bulk.write(connection, "quarantine/merge", entries)


def of_landing_files(
    connection: DuckDBPyConnection, landing_files: Iterable[str]
) -> list[Quarantined]:
    """The entries of these landing files, in the order they were seen."""
    files = sorted(set(landing_files))
    return queries.records(
        connection, "quarantine/entries", Quarantined, ids=None, landing_files=files
    )


def out_of_time(connection: DuckDBPyConnection) -> frozenset[str]:
    """The details of the items whose texts took too much time to prepare."""
    rows = queries.rows(connection, "quarantine/details", reason=OUT_OF_TIME_REASON)
    return frozenset(detail for (detail,) in rows)


def by_id(connection: DuckDBPyConnection, quarantine_ids: Iterable[str]) -> list[Quarantined]:
    """These entries, in the order they were seen."""
    ids = sorted(set(quarantine_ids))
    return queries.records(
        connection, "quarantine/entries", Quarantined, ids=ids, landing_files=None
    )


def newest_of_boards(
    connection: DuckDBPyConnection, boards: Iterable[tuple[str, str]]
) -> list[Quarantined]:
    """Of each item of these boards that no parser could use, the newest entry."""
    return queries.records(
        connection,
        "quarantine/newest_of_boards",
        Quarantined,
        boards=queries.board_structs(boards),
        reading_reason=READING_REASON,
    )


def items(
    connection: DuckDBPyConnection,
    *,
    source: str | None = None,
    board: str | None = None,
    reason: str | None = None,
    ids: Sequence[str] | None = None,
) -> list[QuarantinedItem]:
    """The items that fit all that is given; ``ids`` are beginnings of item or entry ids."""
    return queries.records(
        connection,
        "quarantine/items",
        QuarantinedItem,
        source=source,
        board=board,
        reason=reason,
        ids=None if ids is None else list(ids),
    )


def entry_ids(
    connection: DuckDBPyConnection, keys: Iterable[ItemKey] | None
) -> list[tuple[str, str]]:
    """The entries to try for these items (``None``: for all), each with its reason."""
    chosen = None if keys is None else _structs(keys)
    rows = queries.rows(connection, "quarantine/entry_ids", items=chosen)
    return [(quarantine_id, reason) for quarantine_id, reason in rows]


def older_than(connection: DuckDBPyConnection, before: datetime) -> dict[str, str]:
    """Entry to landing file of what no parser could use and was put aside before a time."""
    rows = queries.rows(
        connection, "quarantine/older_than", before=before, reading_reason=READING_REASON
    )
    return {quarantine_id: landing_file for quarantine_id, landing_file in rows}  # noqa: C416


def remove(connection: DuckDBPyConnection, quarantine_ids: Iterable[str]) -> None:
    """Forget entries that could be read after all. Call it within a transaction."""
    if ids := sorted(set(quarantine_ids)):
        queries.run(connection, "quarantine/remove", ids=ids)


def remove_items(connection: DuckDBPyConnection, item_ids: Iterable[str]) -> dict[str, str]:
    """Forget all entries of these items; gives entry to landing file. Call it in a transaction."""
    rows = queries.rows(connection, "quarantine/of_items", ids=sorted(set(item_ids)))
    remove(connection, (quarantine_id for quarantine_id, _ in rows))
    return {quarantine_id: landing_file for quarantine_id, landing_file in rows}  # noqa: C416


def dismissed(connection: DuckDBPyConnection) -> frozenset[ItemKey]:
    """What raises no alarm, in quarantine at the moment or not."""
    rows = queries.rows(connection, "quarantine/dismissed")
    return frozenset((item_id, reason) for item_id, reason in rows)


def dismiss(connection: DuckDBPyConnection, dismissals: Sequence[Dismissal]) -> None:
    """Record that these items raise no alarm any more. Call it within a transaction."""
    bulk.write(connection, "quarantine/dismiss", dismissals)


def restore(connection: DuckDBPyConnection, keys: Iterable[ItemKey]) -> None:
    """Have these items raise the alarm again. Call it within a transaction."""
    queries.run(connection, "quarantine/restore", items=_structs(keys))


def left_by_source(connection: DuckDBPyConnection) -> list[tuple[int, dict[str, str]]]:
    """How many items nobody has dealt with, for the metrics file."""
    rows = queries.rows(connection, "metrics/quarantined_items")
    return [(count, {"source": source}) for source, count in rows]


def renew_files(connection: DuckDBPyConnection, folder: Path, landing_files: Iterable[str]) -> None:
    """Make the files of these landing files say what the table says; empty ones go."""
    wanted = set(landing_files)
    entries = of_landing_files(connection, wanted)
    write_files(folder, entries)
    for landing_file in wanted - {e.landing_file for e in entries}:
        file_of(folder, landing_file).unlink(missing_ok=True)


def _structs(keys: Iterable[ItemKey]) -> list[dict[str, str]]:
    return [{"item_id": item_id, "reason": reason} for item_id, reason in sorted(set(keys))]
