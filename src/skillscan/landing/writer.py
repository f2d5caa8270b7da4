"""Writes landing files: raw items as they came, one gzipped JSONL file per board and crawl.

A crawl writes aside (``….part``), renames the finished file into place and puts its fetch report
beside it *last*: what has a report is whole, what has none is not there. Nothing is ever changed
afterwards. On object storage the file is written to the local temporary folder and uploaded when
it is finished.
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
from io import BytesIO
from pathlib import Path
from typing import IO

import fsspec
from fsspec.implementations.local import LocalFileSystem

from skillscan.domain import FetchReport, RawItem
from skillscan.errors import LandingUnwritableError
from skillscan.landing.layout import (
    DATA_SUFFIX,
    PART_SUFFIX,
    REPORT_SUFFIX,
    SET_ASIDE,
    STAMP,
    board_folder,
    filesystem,
    report_name,
)
from skillscan.landing.records import item_to_json, report_to_json

COMPRESSION = 6
"""Of gzip: 9 takes a quarter more CPU for files that are a hundredth smaller."""
ASIDE_AGE = timedelta(days=1)
"""Aside files older than this belong to a crawl that died."""


class LandingWriter:
    """Writes the items of one board in one crawl, and its report at the end.

    ``started_at`` is UTC and names the files. Use ``commit`` or ``abort`` exactly once. ``add`` and
    ``commit`` raise ``LandingUnwritableError``; call ``abort`` then.
    """

    def __init__(self, root: str, source: str, board: str, started_at: datetime) -> None:
        self._fs, base = filesystem(root)
        stamp = started_at.astimezone(UTC).strftime(STAMP)
        self._base = base
        self._stem = f"{board_folder(source, board)}/{stamp}-{secrets.token_hex(4)}"
        self._aside: Path | None = None
        self._raw: IO[bytes] | None = None
        self._gzip: gzip.GzipFile | None = None
        self.items = 0

    @property
    def report_name(self) -> str:
        """The name of the report that ``commit`` writes, relative to the root."""
        return self._stem + REPORT_SUFFIX

    def add(self, item: RawItem, payload: str | None = None) -> None:
        """Append one item, with its payload's JSON where it is at hand; the first one opens the
        file.
        """
        with self._writing():
            if self._gzip is None:
                self._open()
            assert self._gzip is not None  # noqa: S101 - narrows the type after _open
            self._gzip.write(item_to_json(item, payload).encode("ascii") + b"\n")
        self.items += 1

    def commit(self, report: FetchReport) -> FetchReport:
        """Put the data file in place, then the report; returns it with file and sha256 filled."""
        with self._writing():
            if self.items:
                name = self._stem + DATA_SUFFIX
                report = replace(report, landing_file=name, sha256=self._place(name))
            report = replace(report, items=self.items)
            text = report_to_json(report).encode()
            _write_whole(self._fs, f"{self._base}/{self.report_name}", text)
        return report

    def abort(self) -> None:
        """Forget everything that was added."""
        if self._gzip is not None:
            # What its buffers still hold is written nowhere, nor when the object is thrown away.
            self._gzip.fileobj = BytesIO()
            with suppress(zlib.error):  # its end was reached before, and could not be written
                self._gzip.close()
        if self._raw is not None:
            with suppress(OSError):  # what cannot be written to the end is not wanted anyway
                self._raw.close()
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
        self._gzip = gzip.GzipFile("", "wb", COMPRESSION, self._raw, mtime=0)

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


def aside_folder(root: str, name: str) -> str:
    """Where ``set_aside`` puts a report of this name."""
    _, base = filesystem(root)
    return f"{base}/{SET_ASIDE}/{name.rpartition('/')[0]}"


def set_aside(root: str, name: str) -> None:
    """Move a report and its data file out of the way of every reader, into ``aside_folder``."""
    fs, base = filesystem(root)
    stem = name.removesuffix(REPORT_SUFFIX)
    fs.makedirs(aside_folder(root, name), exist_ok=True)
    for suffix in (DATA_SUFFIX, REPORT_SUFFIX):  # what has lost its data is still a report
        if fs.exists(f"{base}/{stem}{suffix}"):
            fs.mv(f"{base}/{stem}{suffix}", f"{base}/{SET_ASIDE}/{stem}{suffix}")


def clean_aside(root: str, now: datetime) -> int:
    """Remove what died crawls left behind for more than a day; returns the number of files.

    That is ``….part`` files, and data files that never got a report. Only local roots have any.
    """
    fs, base = filesystem(root)
    if not isinstance(fs, LocalFileSystem):
        return 0
    oldest = (now - ASIDE_AGE).timestamp()
    left = [path for path in Path(base).glob("*/*/*") if _is_left_behind(path, oldest)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


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


def _is_left_behind(path: Path, oldest: float) -> bool:
    is_part = path.name.endswith(PART_SUFFIX)
    is_data = path.name.endswith(DATA_SUFFIX)
    if not (is_part or is_data) or path.stat().st_mtime > oldest:
        return False
    return is_part or not path.with_name(report_name(path.name)).exists()
