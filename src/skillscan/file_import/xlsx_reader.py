"""Excel workbooks: the first sheet with a table; its first row of several cells names the columns.

Lone cells above that row are headings, and a sheet of nothing else is a cover; both are noted.

Reading them needs openpyxl (``pip install 'skillscan[xlsx]'``). A workbook is a zip archive: how
large its parts are when unpacked is looked at before any is.
"""

import struct
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from skillscan.errors import SkillscanError, UsageError
from skillscan.file_import.records import MAX_COLUMNS, Record, distinct_names, table_row
from skillscan.file_import.text_lines import Note, no_note

_DAMAGED = (
    zipfile.BadZipFile,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)
"""What openpyxl and zipfile raise for a workbook that is none."""
MAX_UNPACKED_BYTES = 1 << 30
MAX_HEADINGS = 5
MAX_ROWS = 1_048_576
"""The rows of a sheet, as Excel has it."""


def read_xlsx(path: Path, note: Note = no_note) -> Iterator[tuple[int, Record]]:
    """Row number as Excel shows it, and the row.

    Raises UsageError where openpyxl is not installed, SkillscanError for a damaged workbook.
    """
    if find_spec("openpyxl") is None:
        raise UsageError(
            f"{path}: reading Excel workbooks needs openpyxl: pip install 'skillscan[xlsx]', "
            "or save the sheet as CSV"
        )
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_size(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            yield from _rows_of(book, path, note)
        finally:
            book.close()
    except (InvalidFileException, *_DAMAGED) as error:
        raise SkillscanError(
            f"{path} is no workbook that can be read ({error}): open it in Excel and save it "
            "again, or save the sheet as CSV; nothing was imported"
        ) from error


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
        names = archive.namelist()
    if "[Content_Types].xml" not in names:
        raise UsageError(f"{path} is a zip archive of other files: unpack it and import those")
    if size > MAX_UNPACKED_BYTES:
        raise SkillscanError(
            f"{path} unpacks to {size:,} bytes, more than {MAX_UNPACKED_BYTES:,}: save the sheet "
            "as CSV, which is read line by line; nothing was imported"
        )


def _rows_of(book: Any, path: Path, note: Note) -> Iterator[tuple[int, Record]]:
    sheets = list(book.worksheets)
    is_empty = True
    for place, sheet in enumerate(sheets):
        rows = _numbered(sheet, path)
        headings, header_row = _head(rows)
        if headings:
            what = "has no table" if header_row is None else "has above its table"
            note(f"the sheet {sheet.title!r} {what}: {', '.join(headings)[:200]}")
        if header_row is None:
            is_empty = is_empty and not headings
            continue
        others = [other.title for other in sheets[place + 1 :]]
        if others:
            note(f"only the sheet {sheet.title!r} is read, not: {', '.join(others)[:200]}")
        yield from _rows(header_row, rows)
        return
    what = "the workbook is empty" if is_empty else "no sheet has a table of several columns"
    raise UsageError(f"{path}: {what}; its first row must name the columns")


def _head(
    rows: Iterator[tuple[int, list[Any]]],
) -> tuple[list[str], tuple[int, list[Any]] | None]:
    """The headings of a sheet and the row that names its columns, where it has one."""
    headings: list[str] = []
    for number, values in rows:
        filled = [str(value).strip() for value in values if _has_values([value])]
        if len(filled) > 1 or len(headings) == MAX_HEADINGS:
            return headings, (number, values)
        headings += filled
    return headings, None


def _numbered(sheet: Any, path: Path) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MAX_ROWS:
            raise SkillscanError(
                f"{path}: more than {MAX_ROWS:,} rows, which no sheet of Excel has; "
                "nothing was imported"
            )
        yield number, list(islice(values, MAX_COLUMNS))


def _rows(
    header_row: tuple[int, list[Any]], rows: Iterator[tuple[int, list[Any]]]
) -> Iterator[tuple[int, Record]]:
    """The rows below the header; cells beyond it are columns without a name."""
    header = distinct_names(["" if value is None else str(value) for value in header_row[1]])
    for number, values in rows:
        while len(values) < len(header):
            values.append(None)
        while len(values) > len(header) and values[-1] is None:
            values.pop()
        names = [*header, *(f"column {n}" for n in range(len(header) + 1, len(values) + 1))]
        yield number, table_row(names, values)


def _has_values(values: list[Any]) -> bool:
    return any(value is not None and str(value).strip() for value in values)
