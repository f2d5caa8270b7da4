"""The headers of a table's cells, as its rows come in.

A cell's column header is the header cell above it (of a table without header cells the first row,
if it holds no number but periods); its row header is the row's header cell, or its first cell that
is no lonely number.
"""

import re
from dataclasses import dataclass, field

from skillscan.article.source.draft import MAX_HEADER, ArticleDraft, BlockPlace
from skillscan.article.source.stat_cards import is_lonely_number

_MAX_SPAN = 100
_PERIODS = re.compile(r"(?<![\d$€£.,])(?:19|20)\d\d(?![\d%.,])|\b[QH][1-4]\b|\(n ?= ?[\d.,]{1,9}\)")
"""Digits that a header may have: a year, a quarter, the sample of its column."""

_THRESHOLD = re.compile(
    r"(?:\d{1,2} ?\+|(?:≥|>=?) ?\d{1,2}|\d{1,2})(?: or more)?(?: ?(?:years?|yrs?))?"
    r"(?: (?:or|and) (?:more|up|over))?",
    re.IGNORECASE,
)
"""A number that a row may be of: "5+", "8 years"."""


@dataclass(slots=True)
class _Cell:
    place: BlockPlace
    column: int
    width: int
    is_header: bool
    height: int = 1
    text: str = ""


@dataclass(slots=True)
class TableHeaders:
    """One table; ``open_row``, ``open_cell``, ``close_cell``, ``close_row`` in this order."""

    lead: tuple[int, int] | None = None
    may_have_header: bool = True
    """Whether its first row may say what its columns are."""
    _columns: dict[int, str] = field(default_factory=dict)
    _row: list[_Cell] = field(default_factory=list)
    _rows: int = 0
    _above: list[_Cell] = field(default_factory=list)
    """The cells of rows before that reach down into this one."""

    def open_row(self) -> None:
        """A row begins."""
        self._row = []

    def open_cell(self, *, is_header: bool, width: int = 1, height: int = 1) -> BlockPlace:
        """The place of the next cell of the row; ``width``, ``height``: columns and rows that it
        reaches over.
        """
        column = self._row[-1].column + self._row[-1].width if self._row else 0
        while above := next((c for c in self._above if c.column <= column < _end(c)), None):
            column = _end(above)
        place = BlockPlace(kind="cell", column=self._columns.get(column), lead=self.lead)
        width, height = (max(1, min(span, _MAX_SPAN)) for span in (width, height))
        self._row.append(_Cell(place, column, width, is_header, height))
        return place

    def close_cell(self, draft: ArticleDraft, start: int) -> None:
        """The cell at hand is written; its text begins at ``start`` of the draft."""
        if self._row:
            text = draft.text_of(start, draft.length).strip()
            self._row[-1].text = " ".join(text.split())[:MAX_HEADER]

    def close_row(self) -> None:
        """The row is written: its cells get the row's header, or become the columns' headers."""
        row, self._row = self._row, []
        above = self._above
        self._above = [cell for cell in (*above, *row) if cell.height > 1]
        for cell in self._above:
            cell.height -= 1
        if not row:
            return
        is_first, self._rows = self._rows == 0, self._rows + 1
        if all(cell.is_header for cell in row) or (is_first and self._reads_as_header(row)):
            self._take_columns(row)
            return
        header = _row_header(row)
        reaching = _row_header([cell for cell in above if cell.column < row[0].column])
        for cell in row:
            names = [one.text for one in (reaching, header) if one and one is not cell]
            cell.place.row = " ".join(names)[:MAX_HEADER] or None

    def _reads_as_header(self, row: list[_Cell]) -> bool:
        return (
            self.may_have_header
            and len(row) > 1
            and not any(
                cell.is_header or any(c.isdigit() for c in _PERIODS.sub("", cell.text))
                for cell in row
            )
        )

    def _take_columns(self, row: list[_Cell]) -> None:
        for cell in row:
            for column in range(cell.column, cell.column + cell.width):
                above = self._columns.get(column)
                words = f"{above} {cell.text}" if above and above != cell.text else cell.text
                self._columns[column] = words[:MAX_HEADER]


def _is_threshold(cell: _Cell) -> bool:
    """Whether a cell's number is what its row is of; a bare one is where it begins the row."""
    return _THRESHOLD.fullmatch(cell.text) is not None and (
        not cell.text.isdecimal() and (cell.column == 0 or "+" in cell.text)
    )


def _end(cell: _Cell) -> int:
    return cell.column + cell.width


def _row_header(row: list[_Cell]) -> _Cell | None:
    """The cell that says what a row is of."""
    headers = [cell for cell in row if cell.is_header and cell.text]
    worded = [
        cell
        for cell in row
        if cell.text and (not is_lonely_number(cell.text) or _is_threshold(cell))
    ]
    return next(iter(headers or worded), None)
