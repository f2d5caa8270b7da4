"""The rows of a file as they are landed: under our field names, and what a parser says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from skillscan.domain import IMPORT_BOARD, ParseRejection, RawItem
from skillscan.file_import.columns import Columns
from skillscan.file_import.readers import read_records
from skillscan.file_import.records import Malformed, Skipped
from skillscan.sources.imported_file import DATES, RowReading, parse, posting_of, read_row
from skillscan.sources.imported_refusals import CellRefusal

ZONES = timedelta(days=1)
"""By so much a day may have begun elsewhere."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a file: its number, its fields under our names, and why it makes no posting.

    ``record`` is as it stood in the file and ``reading`` what its cells say; both are of rows that
    are not malformed.
    """

    number: int
    payload: dict[str, str]
    rejection: ParseRejection | None
    record: Mapping[str, Any] | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    reading: RowReading = field(default_factory=RowReading)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, read anew each time.

    ``now`` (UTC) is when they are imported, ``collected`` when they were, where that is told.
    """

    path: Path
    source: str
    columns: Columns
    now: datetime
    collected: datetime | None = None

    def __iter__(self) -> Iterator[Row]:
        """Every row; a malformed one keeps its text and what is wrong with it."""
        for number, record in read_records(self.path):
            if isinstance(record, Malformed):
                yield self._malformed(number, record)
            elif not isinstance(record, Skipped):
                yield self._row(number, record)

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

    def seen_at(self, reading: RowReading) -> datetime:
        """When a row counts as seen, never in the future.

        That is its own time, else the day the file is of, else its posting date, else now.
        """
        stated = reading.seen_at or self.collected or reading.posted_at
        return min(stated or self.now, self.now)

    def _in_the_future(self, reading: RowReading) -> list[str]:
        """The dates that are still to come: slips, or days on which an advertisement ends."""
        days = {name: getattr(reading, name) for name in DATES}
        return [name for name, day in days.items() if day and day > self.now + ZONES]

    def _malformed(self, number: int, record: Malformed) -> Row:
        payload = {"malformed_row": record.text, "problem": record.problem}
        (rejection,) = parse(self.item(payload, self.now))
        return Row(number, payload, rejection if isinstance(rejection, ParseRejection) else None)

    def _row(self, number: int, record: Mapping[str, Any]) -> Row:
        cells = self.columns.cells(record)
        payload = self.columns.row(cells)
        reading = read_row(payload)
        for name in self._in_the_future(reading):
            setattr(reading, name, None)
            reading.refused[name] = CellRefusal.IN_THE_FUTURE
            del payload[name]
        found = posting_of(self.item({"native_id": "row", **payload}, self.now), reading)
        rejection = found if isinstance(found, ParseRejection) else None
        return Row(number, payload, rejection, record, cells, reading)
