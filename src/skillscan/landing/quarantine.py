"""What no parser could use: kept with its reason and its whole payload, until it can be read.

The warehouse's table ``quarantine`` is what decides; beside it stands one readable file for each
landing file, ``quarantine/<landing file>.jsonl``, one line an entry.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from skillscan.domain import IMPORT_BOARD, ParseRejection, Provenance, RawItem
from skillscan.landing.layout import DATA_SUFFIX
from skillscan.landing.records import item_from_json, item_to_json
from skillscan.text.characters import clean

ID_DIGITS = 24
READING_REASON = "reading_failed"
"""Reason of a text on which the pipeline failed. Such texts are read again at every extract, but
for those that took too much time: these only by another pipeline version.
"""
OUT_OF_TIME_REASON = "normalising_out_of_time"
"""Reason of an item whose text took too much time to prepare. ``detail`` says of which text, by
which rules, with which budget; as long as these are the same it is not tried again.
"""
FINAL_VERSION = "pipeline_version"
"""First field of such a payload: the version that need not try again (``unread_hashes.sql``)."""
READING_PREFIX = "reading-"
MAX_DETAIL_CHARACTERS = 1000
ROW = "row"
"""The field of an imported row's payload that says where in its file it stood."""
OF_THE_FILE = (ROW, "collected", "posted_at_order", "seen_at_order")
"""What the payload of an imported row says of its file: the same row of another file has others."""
MAX_VALUES = 2_000
"""Values of a payload that are looked at: it may be of any size and depth."""
MAX_GLIMPSE_CHARACTERS = 200
TITLE_FIELDS = ("title", "name", "jobtitle", "job_title", "text", "position", "malformed_row")
URL_FIELDS = ("url", "absolute_url", "hostedurl", "joburl", "careers_url", "link", "externalpath")

_XML_TITLE = re.compile(r"<(?:title|name)>\s{0,99}(?:<!\[CDATA\[)?([^<>\]]{1,200})", re.IGNORECASE)
MAX_XML_CHARACTERS = 100_000

Values = dict[tuple[str | int, ...], str]
"""The short texts and whole numbers of a payload, by the way that leads to each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One row of ``quarantine``; ``payload`` is the whole landing line as JSON.

    ``item_id`` is the same for equal items, wherever they were landed.
    """

    quarantine_id: str
    item_id: str
    landing_file: str
    line_number: int
    source: str
    board: str
    reason: str
    detail: str
    payload: str
    seen_at: datetime
    quarantined_at: datetime
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What tells a person which item this is: title, address, and its row in an imported file."""

    title: str | None
    url: str | None
    row: int | None


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
        quarantine_id=hashlib.sha256(identity.encode()).hexdigest()[:ID_DIGITS],
        item_id=item_id(item),
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


def item_id(item: RawItem) -> str:
    """What an item is known by: its source, its board and what it holds.

    When and where it was fetched does not count, nor what is said of a row's file. Migration 0003
    says the same in SQL (of the fields of files, only ``ROW`` was there then).
    """
    held = dict(item.payload)
    for name in OF_THE_FILE if item.board == IMPORT_BOARD else ():
        held.pop(name, None)
    parts = (clean(item.source), clean(item.board), json.dumps(held, separators=(",", ":")) + "}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:ID_DIGITS]


def reading_id(content_hash: str) -> str:
    """The id of the entry for a text that the pipeline fails on."""
    return f"{READING_PREFIX}{content_hash}"


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
    final_version: str | None = None,
) -> Quarantined:
    """The entry for a text that the pipeline failed on; ``final_version`` need not try again."""
    final = {FINAL_VERSION: final_version} if final_version else {}
    return Quarantined(
        quarantine_id=reading_id(content_hash),
        item_id=reading_id(content_hash),
        landing_file=landing_file,
        line_number=0,
        source=source,
        board=board,
        reason=READING_REASON,
        detail=clean(error)[:MAX_DETAIL_CHARACTERS],
        payload=json.dumps({**final, "title": title, "text": text}),
        seen_at=now,
        quarantined_at=now,
    )


def item_of(quarantined: Quarantined) -> RawItem:
    """The landing line that an entry keeps."""
    return item_from_json(quarantined.payload)


def values_of(payload: Any) -> Values:
    """The values of a payload that may name its posting; the outer ones first, a bounded number."""
    found: Values = {}
    level: list[tuple[tuple[str | int, ...], Any]] = [((), payload)]
    left = MAX_VALUES
    while level:
        below = []
        for way, value in level:
            if not (left := left - 1):
                return found
            if isinstance(value, Mapping | list):
                below += [((*way, key), inner) for key, inner in islice(_inner(value), left)]
            elif isinstance(value, int | str) and len(text := str(value)) <= MAX_GLIMPSE_CHARACTERS:
                found[way] = text
        level = below
    return found


def glimpse(quarantined: Quarantined) -> Glimpse:
    """What can be said of an entry in a line; a payload says it where it likes, so this is a guess.

    Of several fields of one kind the outermost counts.
    """
    values = json.loads(quarantined.payload)
    payload = values.get("payload", values)
    by_name: dict[str, str] = {}
    for way, value in values_of(payload).items():
        if way and isinstance(way[-1], str) and value.strip():
            by_name.setdefault(way[-1].lower(), value)
    title = next((by_name[name] for name in TITLE_FIELDS if name in by_name), None)
    title = title or _xml_title(payload)
    url = next((by_name[name] for name in URL_FIELDS if name in by_name), None)
    row = by_name.get(ROW, "") if quarantined.board == IMPORT_BOARD else ""
    is_row = row.isascii() and row.isdigit()
    return Glimpse(title, url or values.get("url") or None, int(row) if is_row else None)


def _xml_title(payload: Mapping[str, Any]) -> str | None:
    xml = payload.get("xml")
    found = _XML_TITLE.search(xml[:MAX_XML_CHARACTERS]) if isinstance(xml, str) else None
    return html.unescape(found[1]).strip() or None if found else None


def _inner(value: Mapping[str, Any] | list[Any]) -> Iterator[tuple[str | int, Any]]:
    yield from value.items() if isinstance(value, Mapping) else enumerate(value)


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
