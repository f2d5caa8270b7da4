"""What no parser could use: kept with its reason and its whole payload, until it can be read.

The warehouse's table ``quarantine`` is what decides; beside it stands one readable file for each
landing file, ``quarantine/<landing file>.jsonl``, one line an entry.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from skillscan.domain import RawItem, Refusal
from skillscan.landing import DATA_SUFFIX
from skillscan.landing_records import item_from_json, item_to_json
from skillscan.store import bulk
from skillscan.text.characters import clean

if TYPE_CHECKING:
    from skillscan.store.readings import Unread

READING_REASON = "reading_failed"
"""Reason of a text on which the pipeline failed; such texts are read again at every extract."""
MAX_DETAIL_CHARACTERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One row of ``quarantine``; ``payload`` is the whole landing line as JSON."""

    quarantine_id: str
    landing_file: str
    line_number: int
    source: str
    board: str
    reason: str
    detail: str
    payload: str
    seen_at: datetime
    quarantined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an item lies in landing; ``seen_at`` is when it was seen, UTC."""

    landing_file: str
    line_number: int
    seen_at: datetime


def entry(
    item: RawItem, place: Place, refusal: Refusal, *, position: int, now: datetime
) -> Quarantined:
    """The entry for one refusal; ``position`` is its place among the item's postings."""
    identity = f"{place.landing_file}\0{place.line_number}\0{position}"
    return Quarantined(
        quarantine_id=hashlib.sha256(identity.encode()).hexdigest()[:24],
        landing_file=place.landing_file,
        line_number=place.line_number,
        source=item.source,
        board=clean(item.board),
        reason=clean(refusal.reason) or "refused",
        detail=clean(refusal.detail)[:MAX_DETAIL_CHARACTERS],
        payload=item_to_json(item),
        seen_at=place.seen_at,
        quarantined_at=now,
    )


def reading_id(content_hash: str) -> str:
    """The id of the entry for a text that the pipeline fails on."""
    return f"reading-{content_hash}"


def unreadable(unread: "Unread", error: str, now: datetime) -> Quarantined:
    """The entry for a text that the pipeline failed on."""
    text = unread.text
    return Quarantined(
        quarantine_id=reading_id(text.content_hash),
        landing_file=unread.landing_file,
        line_number=0,
        source=unread.source,
        board=unread.board,
        reason=READING_REASON,
        detail=clean(error)[:MAX_DETAIL_CHARACTERS],
        payload=json.dumps({"title": text.title, "text": text.text}),
        seen_at=now,
        quarantined_at=now,
    )


def item_of(quarantined: Quarantined) -> RawItem:
    """The landing line that an entry keeps."""
    return item_from_json(quarantined.payload)


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


def write_files(folder: Path, entries: Iterable[Quarantined]) -> None:
    """Write the readable files of these entries, each whole or not at all."""
    for landing_file, group in groupby(
        sorted(entries, key=lambda e: (e.landing_file, e.line_number, e.quarantine_id)),
        key=lambda e: e.landing_file,
    ):
        path = file_of(folder, landing_file)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".part")
        aside.write_text("".join(_line(e) for e in group), encoding="utf-8")
        aside.replace(path)


def renew_files(connection: DuckDBPyConnection, folder: Path, landing_files: Iterable[str]) -> None:
    """Make the files of these landing files say what the table says; empty ones go."""
    wanted = set(landing_files)
    entries = of_landing_files(connection, wanted)
    write_files(folder, entries)
    for landing_file in wanted - {e.landing_file for e in entries}:
        file_of(folder, landing_file).unlink(missing_ok=True)


def file_of(folder: Path, landing_file: str) -> Path:
    """The readable file for a landing file."""
    return folder / f"{landing_file.removesuffix(DATA_SUFFIX)}.jsonl"


def _line(quarantined: Quarantined) -> str:
    values = asdict(quarantined) | {"payload": json.loads(quarantined.payload)}
    return json.dumps(values, default=str) + "\n"
