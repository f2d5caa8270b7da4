"""Which rows of a file are the same advertisement, and what its id is.

An id column is taken where no two different advertisements (title, employer, text) share an id, and
where it does more than count rows: row 17 of another file is another posting. That is so where the
ids are the numbers from 0 or 1 on, and where they are small numbers that stand for other titles and
employers in a file imported earlier. Else the id is a hash over title, employer, text and location.
Rows with one id become one posting: with the places of all of them, seen from the first to the last
of their days.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from skillscan.sources.payload import identifier

MAX_PLACE_DIGITS = 7
"""No table of postings has more rows; ids of job boards have more digits."""


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
    """Whether an id column counts rows: each number once, from 0 or 1 on, few of them left out."""

    _numbers: set[int] = field(default_factory=set)
    _rows: int = 0

    def add(self, native_id: str) -> None:
        """Take note of a row's id, where it has one."""
        if native_id:
            self._rows += 1
            if native_id.isascii() and native_id.isdecimal() and len(native_id) <= MAX_PLACE_DIGITS:
                self._numbers.add(int(native_id))

    @property
    def are_small(self) -> bool:
        """Whether the ids could be places in some table: another table has them too."""
        return 0 < len(self._numbers) == self._rows

    @property
    def is_counting(self) -> bool:
        """Whether the ids added so far count the rows; every other one may have been dropped."""
        return self.are_small and min(self._numbers) <= 1 and max(self._numbers) <= 2 * self._rows


@dataclass(slots=True)
class Identities:
    """The ids of a file's rows, once all have been added."""

    is_by_column: bool = True
    row_numbers: RowNumbers = field(default_factory=RowNumbers)
    _contents: dict[str, bytes] = field(default_factory=dict)
    _heads: dict[str, bytes] = field(default_factory=dict)
    _by_column: dict[str, Advertisement] = field(default_factory=dict)
    _by_content: dict[str, Advertisement] = field(default_factory=dict)

    def add(self, row: dict[str, str], seen_at: datetime) -> None:
        """Take note of a row that has title and text."""
        self._by_content.setdefault(content_id(row), Advertisement()).add(row, seen_at)
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
        self._heads.setdefault(native_id, head_of(row))

    def clashes_with(self, earlier: Iterable[Mapping[str, Any]]) -> bool:
        """Whether most ids shared with another file's rows stand for other advertisements there."""
        shared = [
            self._heads[native_id] == head_of(row)
            for row in earlier
            if (native_id := identifier(row, "native_id")) in self._heads
        ]
        return shared.count(False) > len(shared) / 2

    def of(self, row: dict[str, str]) -> tuple[str, Advertisement]:
        """Id and advertisement of a row that was added."""
        native_id = identifier(row, "native_id")
        if self.is_by_column and native_id:
            return native_id, self._by_column[native_id]
        return content_id(row), self._by_content[content_id(row)]


def content_id(row: dict[str, str]) -> str:
    """Sixteen hex digits over what makes an advertisement."""
    return _digest(row, ("title", "employer", "text", "location")).hex()[:16]


def head_of(row: Mapping[str, Any]) -> bytes:
    """What remains of an advertisement when its text is edited: title and employer."""
    return _digest(row, ("title", "employer"))


def _digest(row: Mapping[str, Any], names: tuple[str, ...]) -> bytes:
    text = "\0".join(" ".join(str(row.get(name, "")).split()) for name in names)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()[:16]
