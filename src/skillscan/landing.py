"""Immutable landing files: raw items as they came, one gzipped JSONL file per board and crawl.

A crawl writes aside (``….part``), renames the finished file into place and puts its fetch report
beside it *last*: what has a report is whole, what has none is not there. Nothing is ever changed
afterwards. ``root`` is a folder or any fsspec URL; on object storage the file is written to the
local temporary folder and uploaded when it is finished.

Files: ``<root>/<source>/<board>/<YYYYMMDDTHHMMSSZ>-<8 hex>.jsonl.gz`` and ``….report.json``; the
board is percent-quoted. A report without items (failed, 304) has no data file.
"""

import gzip
import hashlib
import os
import secrets
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import fsspec
from fsspec.implementations.local import LocalFileSystem

from skillscan.domain import FetchReport, RawItem
from skillscan.errors import LandingDamagedError, LandingUnwritableError
from skillscan.landing_records import (
    item_from_json,
    item_to_json,
    report_from_json,
    report_to_json,
)

DATA_SUFFIX = ".jsonl.gz"
REPORT_SUFFIX = ".report.json"
PART_SUFFIX = ".part"
STAMP = "%Y%m%dT%H%M%SZ"
CHUNK_BYTES = 1 << 20
FOLDER_NAME_CHARACTERS = 150
ASIDE_AGE = timedelta(days=1)
"""Aside files older than this belong to a crawl that died."""


class LandingWriter:
    """Writes the items of one board in one crawl, and its report at the end.

    ``started_at`` is UTC and names the files. Use ``commit`` or ``abort`` exactly once. ``add`` and
    ``commit`` raise ``LandingUnwritableError``; call ``abort`` then.
    """

    def __init__(self, root: str, source: str, board: str, started_at: datetime) -> None:
        self._fs, base = _filesystem(root)
        stamp = started_at.astimezone(UTC).strftime(STAMP)
        self._base = base
        self._stem = f"{board_folder(source, board)}/{stamp}-{secrets.token_hex(4)}"
        self._aside: Path | None = None
        self._raw: IO[bytes] | None = None
        self._gzip: gzip.GzipFile | None = None
        self.items = 0

    def add(self, item: RawItem) -> None:
        """Append one item; the file is opened by the first one."""
        with self._writing():
            if self._gzip is None:
                self._open()
            assert self._gzip is not None  # noqa: S101 - narrows the type after _open
            self._gzip.write(item_to_json(item).encode("ascii") + b"\n")
        self.items += 1

    def commit(self, report: FetchReport) -> FetchReport:
        """Put the data file in place, then the report; returns it with file and sha256 filled."""
        with self._writing():
            if self.items:
                name = self._stem + DATA_SUFFIX
                report = replace(report, landing_file=name, sha256=self._place(name))
            report = replace(report, items=self.items)
            text = report_to_json(report).encode()
            _write_whole(self._fs, f"{self._base}/{self._stem}{REPORT_SUFFIX}", text)
        return report

    def abort(self) -> None:
        """Forget everything that was added."""
        with suppress(OSError):  # what cannot be written to the end is not wanted anyway
            self._close()
        self._gzip = self._raw = None
        if self._aside is not None:
            self._aside.unlink(missing_ok=True)
            self._aside = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Say what to do about a full disk."""
        try:
            yield
        except OSError as error:
            raise LandingUnwritableError(
                f"Cannot write the landing file {self._base}/{self._stem}: {error}. Free space "
                "there, or name another place in SKILLSCAN_LANDING_URL, and collect again."
            ) from error

    def _open(self) -> None:
        if isinstance(self._fs, LocalFileSystem):
            self._aside = Path(f"{self._base}/{self._stem}{DATA_SUFFIX}{PART_SUFFIX}")
            self._aside.parent.mkdir(parents=True, exist_ok=True)
            self._raw = self._aside.open("xb")
        else:
            handle, name = tempfile.mkstemp(suffix=DATA_SUFFIX + PART_SUFFIX)
            self._aside, self._raw = Path(name), os.fdopen(handle, "wb")
        # No file name and no time inside: equal items make equal bytes.
        self._gzip = gzip.GzipFile(filename="", mode="wb", fileobj=self._raw, mtime=0)

    def _close(self) -> None:
        if self._gzip is not None and self._raw is not None:
            self._gzip.close()
            self._raw.flush()
            os.fsync(self._raw.fileno())
            self._raw.close()
        self._gzip = self._raw = None

    def _place(self, name: str) -> str:
        assert self._aside is not None  # noqa: S101 - items were added, so the file is open
        self._close()
        with self._aside.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if isinstance(self._fs, LocalFileSystem):
            self._aside.replace(f"{self._base}/{name}")
        else:
            self._fs.put_file(str(self._aside), f"{self._base}/{name}")
            self._aside.unlink()
        self._aside = None
        return digest


def report_names(
    root: str,
    *,
    source: str | None = None,
    board: str | None = None,
    since: datetime | None = None,
) -> list[str]:
    """The files of fetch reports, relative to the root; told by path alone, none is read."""
    folder = board_folder(source or "*", board) if board is not None else f"{source or '*'}/*"
    found = _glob(root, f"{folder}/*{REPORT_SUFFIX}")
    oldest = since.astimezone(UTC).strftime(STAMP) if since else ""
    return [name for name in found if name.rpartition("/")[2] >= oldest]


def data_names(root: str, *, before: datetime) -> list[str]:
    """The data files of crawls that started before a time, relative to the root."""
    newest = before.astimezone(UTC).strftime(STAMP)
    found = _glob(root, f"*/*/*{DATA_SUFFIX}")
    return sorted(name for name in found if name.rpartition("/")[2] < newest)


def remove_data(root: str, name: str) -> int:
    """Delete a data file (its report stays); returns its size in bytes."""
    fs, base = _filesystem(root)
    path = f"{base}/{name}"
    size = int(fs.size(path) or 0)
    fs.rm_file(path)
    return size


def read_report(root: str, name: str) -> FetchReport:
    """One report by its name; raises ``LandingDamagedError`` where it cannot be read."""
    fs, base = _filesystem(root)
    path = f"{base}/{name}"
    try:
        return report_from_json(fs.cat_file(path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, str(error)) from error


def reports(
    root: str,
    *,
    source: str | None = None,
    board: str | None = None,
    since: datetime | None = None,
) -> list[FetchReport]:
    """Fetch reports, sorted by (started_at, source, board).

    ``source``, ``board`` and ``since`` (started at or after) narrow by path and file name, without
    reading the others. Raises ``LandingDamagedError`` for a report that cannot be read.
    """
    names = report_names(root, source=source, board=board, since=since)
    found = [read_report(root, name) for name in names]
    return sorted(found, key=lambda r: (r.started_at, r.source, r.board))


def read_items(root: str, report: FetchReport) -> Iterator[tuple[int, RawItem]]:
    """The items of a report with their line numbers (from 1).

    The file's sha256 is checked before the first item is given. Raises ``LandingDamagedError``
    where the file is missing, cut or altered, or holds another number of items than reported.
    """
    if report.landing_file is None:
        return
    fs, base = _filesystem(root)
    path = f"{base}/{report.landing_file}"
    _check_digest(fs, path, report)
    line = 0
    try:
        with fs.open(path, "rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
            for line, text in enumerate(stream, start=1):
                yield line, item_from_json(text)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, f"line {line}: {error}") from error
    if line != report.items:
        raise _damaged(path, f"{line} items, but its report says {report.items}")


def has_items(root: str, report: FetchReport) -> bool:
    """Whether the report's data file is still there (a report without items needs none)."""
    if report.landing_file is None:
        return report.items == 0
    fs, base = _filesystem(root)
    return bool(fs.exists(f"{base}/{report.landing_file}"))


def clean_aside(root: str, now: datetime) -> int:
    """Remove what died crawls left behind for more than a day; returns the number of files.

    That is ``….part`` files, and data files that never got a report. Only local roots have any.
    """
    fs, base = _filesystem(root)
    if not isinstance(fs, LocalFileSystem):
        return 0
    oldest = (now - ASIDE_AGE).timestamp()
    left = [path for path in Path(base).glob("*/*/*") if _is_left_behind(path, oldest)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def board_folder(source: str, board: str) -> str:
    """``source/board`` as a safe relative path; very long boards are cut and told apart by hash."""
    name = quote(board, safe="")
    if name.startswith("."):
        name = "%2E" + name[1:]
    if len(name) > FOLDER_NAME_CHARACTERS:
        digest = hashlib.sha256(board.encode()).hexdigest()[:16]
        name = f"{name[:FOLDER_NAME_CHARACTERS]}-{digest}"
    return f"{source}/{name}"


def _glob(root: str, pattern: str) -> list[str]:
    fs, base = _filesystem(root)
    if not fs.exists(base):
        return []
    return [str(path)[len(base) + 1 :] for path in fs.glob(f"{base}/{pattern}")]


def _filesystem(root: str) -> tuple[fsspec.AbstractFileSystem, str]:
    fs, base = fsspec.core.url_to_fs(str(root))
    return fs, str(base).rstrip("/")


def _write_whole(fs: fsspec.AbstractFileSystem, path: str, content: bytes) -> None:
    """Write so that a reader sees the whole file or none."""
    if not isinstance(fs, LocalFileSystem):
        fs.pipe_file(path, content)
        return
    aside = Path(path + PART_SUFFIX)
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        with aside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _check_digest(fs: fsspec.AbstractFileSystem, path: str, report: FetchReport) -> None:
    digest = hashlib.sha256()
    try:
        with fs.open(path, "rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise _damaged(path, str(error)) from error
    if digest.hexdigest() != report.sha256:
        raise _damaged(path, "its bytes are not those its report was written for")


def _is_left_behind(path: Path, oldest: float) -> bool:
    is_part = path.name.endswith(PART_SUFFIX)
    is_data = path.name.endswith(DATA_SUFFIX)
    if not (is_part or is_data) or path.stat().st_mtime > oldest:
        return False
    return is_part or not path.with_name(_report_name(path.name)).exists()


def _report_name(data_name: str) -> str:
    return data_name.removesuffix(DATA_SUFFIX) + REPORT_SUFFIX


def _damaged(path: str, what: Any) -> LandingDamagedError:
    return LandingDamagedError(
        f"The landing file {path} is damaged ({what}). Delete it and its report, "
        "then collect the board again."
    )
