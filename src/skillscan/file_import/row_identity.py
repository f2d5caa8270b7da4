"""Which rows of a file are the same advertisement, and what its id is.

An id column is taken where no two different advertisements (title, employer, text) share an id, and
where it does more than count rows: row 17 of another file is another posting. It counts them where
its ids are the numbers from 0 or 1 on, and where they stand for other advertisements than in what
was imported earlier. Else the id is a hash over title, employer, text and location.
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
PART_BYTES = 8
_NO_PART = bytes(PART_BYTES)


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
    shared_id: str = ""
    """One that two different advertisements have, where there is one."""
    row_numbers: RowNumbers = field(default_factory=RowNumbers)
    _contents: dict[str, bytes] = field(default_factory=dict)
    _meanings: dict[str, bytes] = field(default_factory=dict)
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
            self.is_by_column, self.shared_id = False, native_id
            return
        self._by_column.setdefault(native_id, Advertisement()).add(row, seen_at)
        self._meanings.setdefault(native_id, _meaning_of(row))

    def known_among(self, earlier: Iterable[Mapping[str, Any]]) -> dict[str, bool]:
        """The ids shared with earlier rows, and whether each stood for its advertisement there."""
        found: dict[str, bool] = {}
        for row in earlier:
            native_id = identifier(row, "native_id")
            if native_id in self._meanings and not found.get(native_id):
                found[native_id] = self._is_same(self._meanings[native_id], _meaning_of(row))
        return found

    def _is_same(self, one: bytes, other: bytes) -> bool:
        """Whether one may be the other edited; under an id of a board, any part can tell."""
        parts = zip(_parts_of(one), _parts_of(other), strict=True)
        title, employer, text = (a == b if a and b else None for a, b in parts)
        if self.row_numbers.are_small:
            return bool(title and employer is not False)
        return bool(title or employer or text)

    def of(self, row: dict[str, str]) -> tuple[str, Advertisement]:
        """Id and advertisement of a row that was added."""
        native_id = identifier(row, "native_id")
        if self.is_by_column and native_id:
            return native_id, self._by_column[native_id]
        return content_id(row), self._by_content[content_id(row)]


def content_id(row: dict[str, str]) -> str:
    """Sixteen hex digits over what makes an advertisement."""
    return _digest(row, ("title", "employer", "text", "location")).hex()[:16]


def _meaning_of(row: Mapping[str, Any]) -> bytes:
    """Title, employer and text, eight bytes each: zeros for what the row leaves out."""
    names = ("title", "employer", "text")
    return b"".join(_digest(row, (n,))[:PART_BYTES] if row.get(n) else _NO_PART for n in names)


def _parts_of(meaning: bytes) -> list[bytes]:
    parts = (meaning[at : at + PART_BYTES] for at in range(0, len(meaning), PART_BYTES))
    return [b"" if part == _NO_PART else part for part in parts]


def _digest(row: Mapping[str, Any], names: tuple[str, ...]) -> bytes:
    text = "\0".join(" ".join(str(row.get(name, "")).split()) for name in names)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()[:16]
