"""CSV, read strictly and line by line: a malformed line costs itself, never its neighbours.

A quote that is opened and not closed would swallow the rest of the file. So a record that does not
end well is taken for one malformed line, and reading starts again at the line after it; likewise
one of the wrong width that holds a line which is a whole row by itself. (DuckDB's reader guesses
another dialect for such a file and gives wrong rows.)
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from skillscan.errors import UsageError
from skillscan.file_import.records import MAX_COLUMNS, Malformed, Record, distinct_names, table_row

DELIMITERS = ",;\t|"
MAX_RECORD_LINES = 5_000
MAX_RECORD_CHARACTERS = 2_000_000
_UNFINISHED = "unexpected end of data"
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""What Excel writes before the header to tell the delimiter."""


class _Lines:
    """Lines that can be put back; ``number`` is that of the next one."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.number = 1

    def next(self) -> str | None:
        line = self._back.popleft() if self._back else next(self._lines, None)
        self.number += line is not None
        return line

    def put_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def read_csv(lines: Iterator[str], name: str) -> Iterator[tuple[int, Record]]:
    """Line number of each record, and the record by column, or what is wrong with the line.

    Raises UsageError where there is no header.
    """
    csv.field_size_limit(MAX_RECORD_CHARACTERS)
    source = _Lines(lines)
    header, delimiter = _header(source, name)
    while (first := source.next()) is not None:
        number = source.number - 1
        if not first.strip():
            yield number, table_row(header, [""] * len(header))
            continue
        taken, fields = _record(first, source, delimiter, len(header))
        if isinstance(fields, str):
            yield number, Malformed("".join(taken), fields)
        else:
            yield number, table_row(header, fields)


def _header(source: _Lines, name: str) -> tuple[list[str], str]:
    """The names of the columns and what stands between them."""
    line, told = source.next(), None
    while line is not None and (not line.strip(" \t\r\n,;|") or _SEPARATOR_LINE.fullmatch(line)):
        if match := _SEPARATOR_LINE.fullmatch(line):
            told = match[1]
        line = source.next()
    if line is None:
        raise UsageError(f"{name}: the file is empty; its first line must name the columns")
    unquoted = re.sub(r'"[^"]*"', "", line)
    delimiter = told or max(DELIMITERS, key=unquoted.count)
    lines = [line]
    fields = _fields(lines, delimiter)
    while fields == _UNFINISHED and _extend(lines, source):
        fields = _fields(lines, delimiter)
    if isinstance(fields, str):
        raise UsageError(f"{name}: the first line does not name the columns: {fields}")
    if len(fields) > MAX_COLUMNS:
        raise UsageError(
            f"{name}: {len(fields):,} columns; {MAX_COLUMNS:,} are the most there can be"
        )
    return distinct_names(fields), delimiter


def _record(
    first: str, source: _Lines, delimiter: str, width: int
) -> tuple[list[str], list[str] | str]:
    """The lines of the record that begins with ``first``, and its fields or why there are none.

    Takes further lines from ``source``, and puts those back that do not belong to the record.
    """
    lines = [first]
    fields = _fields(lines, delimiter)
    while fields == _UNFINISHED and _extend(lines, source):
        fields = _fields(lines, delimiter)
    if isinstance(fields, str):
        source.put_back(lines[1:])
        problem = "a quote is opened and not closed" if fields == _UNFINISHED else fields
        return [first], problem
    fields = _fitted(fields, width)
    if len(fields) == width:
        return lines, fields
    if any(_is_row(line, delimiter, width) for line in lines[1:]):
        source.put_back(lines[1:])
        return [first], "a quote is opened and not closed"
    return lines, f"{len(fields)} fields, but the header has {width}"


def _fitted(fields: list[str], width: int) -> list[str]:
    """The fields without empty ones beyond the header, and a blank row as wide as the header."""
    while len(fields) > width and not fields[-1].strip(" \t"):
        fields = fields[:-1]
    return fields if any(field.strip() for field in fields) else [""] * width


def _is_row(line: str, delimiter: str, width: int) -> bool:
    fields = _fields([line], delimiter)
    return not isinstance(fields, str) and len(fields) == width


def _extend(lines: list[str], source: _Lines) -> bool:
    """Add lines up to one that may close the open quote; False where there is none in reach."""
    text = "".join(lines)
    quotes, characters = text.count('"'), len(text)
    while len(lines) <= MAX_RECORD_LINES and characters <= MAX_RECORD_CHARACTERS:
        line = source.next()
        if line is None:
            return False
        lines.append(line)
        quotes += line.count('"')
        characters += len(line)
        if '"' in line and quotes % 2 == 0:
            return True
    return False


def _fields(lines: list[str], delimiter: str) -> list[str] | str:
    try:
        rows = list(islice(csv.reader(lines, delimiter=delimiter, strict=True), 2))
    except csv.Error as error:
        return str(error)
    return rows[0] if len(rows) == 1 else "several records where one is expected"
