"""Rows of a file, one by one; what is no row is given as such.

The kind of a file is told by what it holds: a Parquet file, a workbook, JSON or a table of text,
packed or not. Its name only has to be that of a file of postings; where the two differ, that is
noted. Files are streamed, so their size does not matter (but for workbooks).
"""

import json
import math
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from skillscan.errors import SkillscanError, UsageError
from skillscan.file_import.csv_reader import read_csv
from skillscan.file_import.json_reader import is_object_a_line, read_json, read_json_lines
from skillscan.file_import.parquet_reader import read_parquet
from skillscan.file_import.records import Malformed, Record, Skipped
from skillscan.file_import.text_lines import Note, decoded, head_of, lines_of, no_note
from skillscan.file_import.xlsx_reader import read_xlsx

__all__ = ["Malformed", "Record", "Skipped", "read_records", "text_of"]

Reader = Callable[[Path, Note], Iterator[tuple[int, Record]]]
MAX_TEXT_CHARACTERS = 2_000_000


def read_records(path: Path, note: Note = no_note) -> Iterator[tuple[int, Record]]:
    """Line (or row) number from 1, and the row; ``note`` takes what is to be told of the file.

    Raises UsageError for a file that is not there or of no known kind, SkillscanError for one that
    is cut or damaged.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    ending = _ending(path)
    try:
        kind = _kind(path)
        if kind not in ENDINGS[ending]:
            note(f"called {ending}, but read as what it is: {KINDS[kind]}")
        yield from READERS[kind](path, note)
    except (OSError, EOFError, zlib.error) as error:
        raise SkillscanError(
            f"{path} cannot be read to its end ({error}): get the file again; nothing was imported"
        ) from error


def _ending(path: Path) -> str:
    """The ending of the name; raises UsageError for a name that tells no kind of file."""
    name = path.name.lower().removesuffix(".gz")
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), None)
    if ending is None:
        known = ", ".join(ENDINGS)
        raise UsageError(f"{path}: unknown kind of file. It must end in {known} (or .gz)")
    return ending


def _kind(path: Path) -> str:
    """What a file holds; raises UsageError for what cannot be read."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK"):
        return "xlsx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UsageError(f"{path} is a workbook of Excel before 2007: save it as .xlsx or CSV")
    if start.startswith((b"%PDF", b"\x89PNG", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")):
        raise UsageError(f"{path} is no table of postings: unpack it, or export the rows as CSV")
    if path.name.lower().endswith(".parquet") and start:
        raise SkillscanError(f"{path} is damaged: get the file again; nothing was imported")
    return _kind_of_text(path)


def _kind_of_text(path: Path) -> str:
    head = head_of(path)
    if head.startswith((b"PAR1", b"PK\x03\x04")):
        raise UsageError(f"{path}: unpack it first (gunzip), its rows are packed already")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:200]:
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    text = decoded(head.removeprefix(b"\xef\xbb\xbf")).lstrip()
    is_json_name = path.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))
    if not (text[:1] in ("{", "[") or is_json_name):
        return "csv"
    if is_json_name and not text.startswith("["):
        return "jsonl" if is_object_a_line(text) else "json"
    return "jsonl" if text.startswith("{") and is_object_a_line(text) and "\n" in text else "json"


def text_of(value: Any, *, between: str = " | ") -> str:
    """Any value of a file as text; lists of texts become ``a | b``, structures JSON."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return between.join(value)
    if isinstance(value, bytes):
        return decoded(value)
    return _structure_text(value) if isinstance(value, list | dict | tuple) else _scalar(value)


def _structure_text(value: Any) -> str:
    try:
        return json.dumps(value, default=str)
    except (ValueError, TypeError, RecursionError):
        return "{}"


def _scalar(value: Any) -> str:
    try:
        return str(value)
    except ValueError:  # an integer of thousands of digits cannot be written
        return "(a number of thousands of digits)"


def _csv(path: Path, note: Note) -> Iterator[tuple[int, Record]]:
    yield from read_csv(lines_of(path, note), str(path))


READERS: dict[str, Reader] = {
    "csv": _csv,
    "jsonl": read_json_lines,
    "json": read_json,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
}
KINDS = {
    "csv": "a table of text (CSV)",
    "jsonl": "JSON, an object a line",
    "json": "one JSON text",
    "parquet": "Parquet",
    "xlsx": "an Excel workbook",
}
ENDINGS = {
    ".csv": ("csv",),
    ".tsv": ("csv",),
    ".txt": ("csv",),
    ".jsonl": ("jsonl",),
    ".ndjson": ("jsonl",),
    ".json": ("json", "jsonl"),
    ".parquet": ("parquet",),
    ".xlsx": ("xlsx",),
}
"""Ending of the name (before ``.gz``) to the kinds it promises."""
