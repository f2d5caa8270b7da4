"""What came of the cells of a file, column by column: each is read, empty, or not read and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from skillscan.domain import CellExample, ColumnSummary
from skillscan.file_import.columns import Columns
from skillscan.file_import.readers import text_of
from skillscan.file_import.rows import Row
from skillscan.file_import.survey import value_at
from skillscan.sources.imported_columns import is_missing
from skillscan.sources.imported_refusals import CellRefusal

EXAMPLES_PER_REASON = 3
MAX_VALUE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """One cell that a field should have taken and could not."""

    row: int
    column: str
    field: str
    value: str
    reason: CellRefusal


@dataclass(slots=True)
class _Count:
    read: int = 0
    empty: int = 0
    reasons: Counter[CellRefusal] = field(default_factory=Counter)
    examples: list[CellExample] = field(default_factory=list)

    def refuse(self, row: int, value: str, reason: CellRefusal) -> None:
        if self.reasons[reason] < EXAMPLES_PER_REASON:
            self.examples.append(CellExample(row=row, value=shortened(value), reason=reason.value))
        self.reasons[reason] += 1


class CellCounts:
    """Counts the cells of rows as they pass."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._by_field = {name: _Count() for name in columns.mapping}
        self._unused = {column: _Count() for column in columns.unused}

    def add(self, row: Row) -> Iterator[UnreadCell]:
        """Count the cells of a row; gives those that could not be read."""
        if row.record is None:
            return
        for name, count in self._by_field.items():
            value = row.cells[name]
            if is_missing(value):
                count.empty += 1
            elif reason := row.reading.refused.get(name):
                count.refuse(row.number, value, reason)
                yield UnreadCell(row.number, self._columns.mapping[name], name, value, reason)
            else:
                count.read += 1
        self._add_unused(row.number, row.record)

    def _add_unused(self, number: int, record: Mapping[str, Any]) -> None:
        for column, count in self._unused.items():
            value = text_of(value_at(record, column))
            if is_missing(value):
                count.empty += 1
            else:
                count.refuse(number, value, CellRefusal.NOT_USED)

    @property
    def needs_attention(self) -> bool:
        """Whether a cell was not read that should have been."""
        counts = self._by_field.values()
        return any(reason.needs_attention for count in counts for reason in count.reasons)

    def summaries(self) -> tuple[ColumnSummary, ...]:
        """The columns that are a field, then those that are none."""
        used = (
            _summary(self._columns.mapping[name], name, count)
            for name, count in self._by_field.items()
        )
        return (*used, *(_summary(column, None, count) for column, count in self._unused.items()))


def shortened(value: str) -> str:
    """A value as it is reported."""
    is_long = len(value) > MAX_VALUE_CHARACTERS
    return value[: MAX_VALUE_CHARACTERS - 1] + "…" if is_long else value


def _summary(column: str, name: str | None, count: _Count) -> ColumnSummary:
    return ColumnSummary(
        column=column,
        field=name,
        read=count.read,
        empty=count.empty,
        not_read=count.reasons.total(),
        reasons={reason.value: number for reason, number in sorted(count.reasons.items())},
        examples=tuple(count.examples) if name else (),
    )
