"""Rows of a file, one by one, all values as text; what is no row is given as such.

The kind of file is told by its name: ``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson`` (each also
``.gz``) and ``.parquet``. Files are streamed, so their size does not matter.
"""

import gzip
import json
import math
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from skillscan.errors import SkillscanError, UsageError
from skillscan.file_import.csv_reader import read_csv

MAX_ROW_BYTES = 16 << 20
"""A line longer than this is no posting."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is no row: what it holds, and what is wrong with it."""

    text: str
    problem: str


Record = dict[str, str] | Malformed
Reader = Callable[[Path], Iterator[tuple[int, Record]]]


def reader_of(path: Path) -> Reader:
    """The reader for a file's kind; raises UsageError for a name that tells none."""
    name = path.name.lower().removesuffix(".gz")
    for suffix, reader in READERS.items():
        if name.endswith(suffix):
            return reader
    raise UsageError(f"{path}: unknown kind of file. It must end in {', '.join(READERS)} (or .gz)")


def read_records(path: Path) -> Iterator[tuple[int, Record]]:
    """Line (or row) number from 1, and the row.

    Raises UsageError for a file that is not there, SkillscanError for one that is cut or damaged.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    try:
        yield from reader_of(path)(path)
    except (OSError, EOFError, zlib.error) as error:
        raise SkillscanError(
            f"{path} cannot be read to its end ({error}): get the file again; nothing was imported"
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.name.lower().endswith(".gz"):
        with gzip.open(path, "rb") as stream:
            yield stream  # type: ignore[misc]  # a GzipFile reads bytes
    else:
        with path.open("rb") as stream:
            yield stream


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a text file with their ends; UTF-8, and Windows-1252 where that fails."""
    with _opened(path) as stream:
        is_first = True
        while line := stream.readline(MAX_ROW_BYTES):
            if is_first and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise UsageError(f"{path} is UTF-16: save it as UTF-8")
            yield _decoded(line.removeprefix(b"\xef\xbb\xbf") if is_first else line)
            is_first = False


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _csv(path: Path) -> Iterator[tuple[int, Record]]:
    for number, found in read_csv(lines_of(path), str(path)):
        yield number, Malformed(*found) if isinstance(found, tuple) else found


def _jsonl(path: Path) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(lines_of(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, Malformed(line, f"no JSON: {error}")
            continue
        if isinstance(row, dict):
            yield number, {str(name): text_of(value) for name, value in row.items()}
        else:
            yield number, Malformed(line, "no JSON object")


def _parquet(path: Path) -> Iterator[tuple[int, Record]]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=500):
                for row in batch.to_pylist():
                    number += 1
                    yield number, {name: text_of(value) for name, value in row.items()}
    except pa.ArrowException as error:
        raise SkillscanError(
            f"{path} is damaged after row {number} ({error}): get the file again; "
            "nothing was imported"
        ) from error


def text_of(value: Any) -> str:
    """Any value of a file as text; lists of places become ``a | b``."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return " | ".join(value)
    if isinstance(value, bytes):
        return _decoded(value)
    return json.dumps(value, default=str) if isinstance(value, list | dict) else str(value)


READERS: dict[str, Reader] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
}
"""Ending of the name (before ``.gz``) to reader."""
