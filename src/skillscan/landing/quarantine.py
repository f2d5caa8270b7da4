"""What no parser could use: kept with its reason and its whole payload, until it can be read.

The warehouse's table ``quarantine`` is what decides; beside it stands one readable file for each
landing file, ``quarantine/<landing file>.jsonl``, one line an entry.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from skillscan.domain import ParseRejection, Provenance, RawItem
from skillscan.landing.layout import DATA_SUFFIX
from skillscan.landing.records import item_from_json, item_to_json
from skillscan.text.characters import clean

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


def entry(
    item: RawItem,
    provenance: Provenance,
    rejection: ParseRejection,
    *,
    position: int,
    now: datetime,
) -> Quarantined:
    """The entry for one rejection; ``position`` is its place among the item's postings."""
    identity = f"{provenance.landing_file}\0{provenance.line_number}\0{position}"
    return Quarantined(
        quarantine_id=hashlib.sha256(identity.encode()).hexdigest()[:24],
        landing_file=provenance.landing_file,
        line_number=provenance.line_number,
        source=item.source,
        board=clean(item.board),
        reason=clean(rejection.reason) or "refused",
        detail=clean(rejection.detail)[:MAX_DETAIL_CHARACTERS],
        payload=item_to_json(item),
        seen_at=provenance.seen_at,
        quarantined_at=now,
    )


def reading_id(content_hash: str) -> str:
    """The id of the entry for a text that the pipeline fails on."""
    return f"reading-{content_hash}"


def unreadable_entry(
    content_hash: str,
    *,
    title: str,
    text: str,
    landing_file: str,
    source: str,
    board: str,
    error: str,
    now: datetime,
) -> Quarantined:
    """The entry for a text that the pipeline failed on."""
    return Quarantined(
        quarantine_id=reading_id(content_hash),
        landing_file=landing_file,
        line_number=0,
        source=source,
        board=board,
        reason=READING_REASON,
        detail=clean(error)[:MAX_DETAIL_CHARACTERS],
        payload=json.dumps({"title": title, "text": text}),
        seen_at=now,
        quarantined_at=now,
    )


def item_of(quarantined: Quarantined) -> RawItem:
    """The landing line that an entry keeps."""
    return item_from_json(quarantined.payload)


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


def file_of(folder: Path, landing_file: str) -> Path:
    """The readable file for a landing file."""
    return folder / f"{landing_file.removesuffix(DATA_SUFFIX)}.jsonl"


def _line(quarantined: Quarantined) -> str:
    values = asdict(quarantined) | {"payload": json.loads(quarantined.payload)}
    return json.dumps(values, default=str) + "\n"
