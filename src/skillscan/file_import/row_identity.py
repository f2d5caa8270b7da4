"""Which rows of a file are the same advertisement, and what its id is.

An id column is taken where no two different advertisements (title, employer, text) share an id, and
where it does more than count the rows: row 17 of another file is another posting. Else the id is a
hash over title, employer, text and location. Rows with one id become one posting: with the places
of all of them, seen from the first to the last of their days.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from skillscan.sources.payload import identifier


@dataclass(slots=True)
class Advertisement:
    """What the rows with one id have together; ``seen`` are the first and the last day."""

    locations: dict[str, None] = field(default_factory=dict)
    seen: tuple[datetime, datetime] | None = None
    rows: int = 0

    def add(self, row: dict[str, str], seen_at: datetime) -> None:
        """Take a row in."""
        if location := row.get("location"):
            self.locations[location] = None
        first, last = self.seen or (seen_at, seen_at)
        self.seen = (min(first, seen_at), max(last, seen_at))
        self.rows += 1


@dataclass(slots=True)
class RowNumbers:
    """Whether an id column counts rows: whole numbers from 0 or 1 on, rising, few left out."""

    _rows: int = 0
    _last: int = -1
    _is_counting: bool = True

    def add(self, native_id: str) -> None:
        """Take note of the next row's id."""
        self._rows += 1
        is_number = native_id.isascii() and native_id.isdecimal() and len(native_id) <= 12
        number = int(native_id) if is_number else -1
        is_start = self._rows > 1 or number in (0, 1)
        self._is_counting = self._is_counting and is_start and number > self._last
        self._last = number

    @property
    def is_counting(self) -> bool:
        """Whether the ids added so far count the rows; every other one may have been dropped."""
        return self._is_counting and self._rows > 0 and self._last <= 2 * self._rows


@dataclass(slots=True)
class Identities:
    """The ids of a file's rows, once all have been added."""

    is_by_column: bool = True
    row_numbers: RowNumbers = field(default_factory=RowNumbers)
    _contents: dict[str, bytes] = field(default_factory=dict)
    _by_column: dict[str, Advertisement] = field(default_factory=dict)
    _by_content: dict[str, Advertisement] = field(default_factory=dict)

    def add(self, row: dict[str, str], seen_at: datetime) -> None:
        """Take note of a row that has title and text."""
        self._by_content.setdefault(content_id(row), Advertisement()).add(row, seen_at)
        self.row_numbers.add(identifier(row, "native_id"))
        if not self.is_by_column:
            return
        native_id = identifier(row, "native_id")
        if not native_id:
            return
        content = _digest(row, ("title", "employer", "text"))
        if self._contents.setdefault(native_id, content) != content:
            self.is_by_column = False
            return
        self._by_column.setdefault(native_id, Advertisement()).add(row, seen_at)

    def of(self, row: dict[str, str]) -> tuple[str, Advertisement]:
        """Id and advertisement of a row that was added."""
        native_id = identifier(row, "native_id")
        if self.is_by_column and native_id:
            return native_id, self._by_column[native_id]
        return content_id(row), self._by_content[content_id(row)]


def content_id(row: dict[str, str]) -> str:
    """Sixteen hex digits over what makes an advertisement."""
    return _digest(row, ("title", "employer", "text", "location")).hex()[:16]


def _digest(row: dict[str, str], names: tuple[str, ...]) -> bytes:
    text = "\0".join(" ".join(row.get(name, "").split()) for name in names)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()[:16]
