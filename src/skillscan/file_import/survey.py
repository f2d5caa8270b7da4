"""The first look at a file: its columns, its structures, and the order of its dates.

What is true of a whole column needs the whole file: a single ``23/10/2026`` at its end says how the
``07/10/2026`` at its beginning is meant. Only what was seen is kept, never a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skillscan.errors import UsageError
from skillscan.file_import.readers import read_records
from skillscan.file_import.records import MAX_COLUMNS, Skipped
from skillscan.sources.imported_columns import is_hollow
from skillscan.sources.imported_dates import DateOrder, order_shown_by

MAX_DEPTH = 3
"""Structures within structures that are columns of their own."""
MAX_TEXT = 1_000


@dataclass(slots=True)
class Survey:
    """What is known of a file before its rows are read."""

    columns: dict[str, None] = field(default_factory=dict)
    """Columns whose values are no structures, and the parts of those that are, in their order."""
    structures: dict[str, None] = field(default_factory=dict)
    """Columns some of whose values are structures."""
    orders: dict[str, set[DateOrder]] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    malformed: str = ""
    """The first line that is no row, and what is wrong with it."""
    with_values: set[str] = field(default_factory=set)
    """Columns that say something in some row."""
    _with_own_values: set[str] = field(default_factory=set)

    def order_of(self, column: str) -> DateOrder | None:
        """The order that all of a column's values agree on, where one shows any."""
        shown = self.orders.get(column, set())
        return next(iter(shown)) if len(shown) == 1 else None

    def forget_empty(self) -> None:
        """Leave out columns that are structures, or nothing: their parts stand for them."""
        for name in self.structures:
            if name not in self._with_own_values:
                self.columns.pop(name, None)

    def note(self, text: str) -> None:
        """Keep what is to be told of the file, once."""
        self.notes[text] = None

    def add(self, row: Mapping[str, Any]) -> None:
        """Take note of a row."""
        for name, value in row.items():
            self._add_value(str(name), value)

    def _add_value(self, name: str, value: Any) -> None:
        if isinstance(value, dict) and value:
            self._know(self.structures, name)
            self.with_values.add(name)
            for path, part in parts_of(name, value):
                self._add_value(path, part)
            return
        self._know(self.columns, name)
        if value is not None:
            self._with_own_values.add(name)
        if name not in self.with_values and not is_hollow(value):
            self.with_values.add(name)
        if isinstance(value, str) and (order := order_shown_by(value)):
            self.orders.setdefault(name, set()).add(order)

    def _know(self, names: dict[str, None], name: str) -> None:
        if name not in names and len(names) >= MAX_COLUMNS:
            raise UsageError(
                f"more than {MAX_COLUMNS:,} columns: this is no table of postings; "
                "keep the columns with the title, the text and what else is wanted"
            )
        names[name] = None


def survey(path: Path) -> Survey:
    """Look at every row of a file; raises UsageError where there is none that can be read."""
    found = Survey()
    problem = "it is empty below the names of its columns"
    for number, record in read_records(path, found.note):
        if isinstance(record, Skipped):
            found.skipped[record.value] = found.skipped.get(record.value, 0) + 1
        elif isinstance(record, dict):
            found.add(record)
        elif not found.malformed:
            found.malformed = f"line {number}: {record.problem}"
    if not found.columns:
        raise UsageError(f"{path}: no row that can be read ({found.malformed or problem})")
    found.forget_empty()
    return found


def parts_of(name: str, value: Mapping[Any, Any], depth: int = 1) -> Iterator[tuple[str, Any]]:
    """The parts of a structure as ``column.part``; those too deep within it stay text."""
    for key, part in value.items():
        path = f"{name}.{key}"
        if isinstance(part, dict) and part:
            if depth < MAX_DEPTH:
                yield from parts_of(path, part, depth + 1)
            else:
                yield path, str(part)[:MAX_TEXT]
        else:
            yield path, part


def value_at(row: Mapping[str, Any], column: str) -> Any:
    """The value of a column, or of a part of a structure."""
    if column in row:
        return row[column]
    name, point, rest = column.rpartition(".")
    path = [rest]
    while point and name not in row:
        name, point, rest = name.rpartition(".")
        path.insert(0, rest)
    value = row.get(name)
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
