"""The rows of a file as they are landed: under our field names, and what a parser says of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from skillscan.domain import IMPORT_BOARD, ParseRejection, RawItem
from skillscan.file_import.columns import Columns
from skillscan.file_import.readers import Malformed, read_records
from skillscan.sources.imported_file import date_of, parse


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a file: its number, its fields under our names, and why it makes no posting."""

    number: int
    payload: dict[str, str]
    rejection: ParseRejection | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, read anew each time; ``now`` (UTC) is when they are imported."""

    path: Path
    source: str
    columns: Columns
    now: datetime

    def __iter__(self) -> Iterator[Row]:
        """Every row; a malformed one keeps its text and what is wrong with it."""
        for number, record in read_records(self.path):
            if isinstance(record, Malformed):
                payload = {"malformed_row": record.text, "problem": record.problem}
            else:
                payload = self.columns.row(record)
            yield Row(number, payload, self._rejection(payload))

    def item(self, payload: dict[str, str], seen_at: datetime) -> RawItem:
        """What is landed of a row."""
        return RawItem(
            source=self.source,
            board=IMPORT_BOARD,
            url=payload.get("url", ""),
            fetched_at=seen_at,
            http_status=0,
            payload=payload,
        )

    def seen_at(self, payload: dict[str, str]) -> datetime:
        """When a row counts as seen: its own time, else its posting date, never the future."""
        stated = date_of(payload.get("seen_at", "")) or date_of(payload.get("posted_at", ""))
        return min(stated or self.now, self.now)

    def _rejection(self, payload: dict[str, str]) -> ParseRejection | None:
        item = self.item({"native_id": "row", **payload}, self.now)
        return next((found for found in parse(item) if isinstance(found, ParseRejection)), None)
