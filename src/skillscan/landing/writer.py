"""Writes landing files: raw items as they came, one gzipped JSONL file per board and crawl.

A crawl writes aside (``….part``), renames the finished file into place and puts its fetch report
beside it *last*: what has a report is whole, what has none is not there. Nothing is ever changed
afterwards. On object storage the file is written to the local temporary folder and uploaded when
it is finished; there an upload that was killed is no file.
"""

import gzip
import hashlib
import os
import secrets
import tempfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO

from skillscan.domain import FetchReport, RawItem
from skillscan.errors import LandingUnwritableError, StorageError
from skillscan.landing.layout import (
    DATA_SUFFIX,
    FILE_DEPTH,
    PART_SUFFIX,
    REPORT_SUFFIX,
    SET_ASIDE,
    STAMP,
    board_folder,
    report_name,
)
from skillscan.landing.records import item_to_json, report_to_json
from skillscan.storage.local_files import LocalFiles
from skillscan.storage.place import files_at
from skillscan.storage.stored_file import StoredFile

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
        self._files, base = files_at(root)
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
            self._write_whole(f"{self._base}/{self.report_name}", text)
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
        except StorageError as error:
            raise LandingUnwritableError(
                f"The landing file of {self._stem} was not stored, and is fetched anew at the "
                f"next collect: {error}"
            ) from error
        except OSError as error:
            place = self._files.url(f"{self._base}/{self._stem}")
            raise LandingUnwritableError(
                f"Cannot write the landing file {place}: {error}. Free space "
                "there, or name another place in SKILLSCAN_LANDING_URL, and collect again."
            ) from error

    def _open(self) -> None:
        if isinstance(self._files, LocalFiles):
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
        if isinstance(self._files, LocalFiles):
            self._aside.replace(f"{self._base}/{name}")
        else:
            self._files.send({f"{self._base}/{name}": self._aside})
            self._aside.unlink()
        self._aside = None
        return digest

    def _write_whole(self, path: str, content: bytes) -> None:
        """Write so that a reader sees the whole file or none."""
        if isinstance(self._files, LocalFiles):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._files.write(path, content)


def aside_folder(root: str, name: str) -> str:
    """Where ``set_aside`` puts a report of this name."""
    files, base = files_at(root)
    return files.url(f"{base}/{SET_ASIDE}/{name.rpartition('/')[0]}")


def set_aside(root: str, name: str) -> None:
    """Move a report and its data file out of the way of every reader, into ``aside_folder``."""
    files, base = files_at(root)
    stem = name.removesuffix(REPORT_SUFFIX)
    for suffix in (DATA_SUFFIX, REPORT_SUFFIX):  # what has lost its data is still a report
        path, to = f"{base}/{stem}{suffix}", f"{base}/{SET_ASIDE}/{stem}{suffix}"
        if files.exists(path):
            files.move(path, to)


def clean_aside(root: str, now: datetime, sources: Collection[str] | None = None) -> int:
    """Remove what died crawls left behind for more than a day; returns the number of files.

    That is ``….part`` files, which only a local root has, and data files that never got a report.
    ``sources``: on remote storage only their files are listed (``None``: all are).
    """
    files, base = files_at(root)
    oldest = now - ASIDE_AGE
    if isinstance(files, LocalFiles):
        left = [
            path.as_posix() for path in Path(base).glob("*/*/*") if _is_left_behind(path, oldest)
        ]
    else:
        below = [base] if sources is None else [f"{base}/{source}" for source in sources]
        left = [one for place in below for one in _without_report(files.find(place), base, oldest)]
    files.remove(left)
    return len(left)


def remove_data(root: str, names: Sequence[str]) -> int:
    """Delete data files (their reports stay); returns their size in bytes."""
    files, base = files_at(root)
    paths = [f"{base}/{name}" for name in names]
    if isinstance(files, LocalFiles):
        size = sum(Path(path).stat().st_size for path in paths)
    else:
        found = files.find(base)
        size = sum(found[path].size for path in paths if path in found)
    files.remove(paths)
    return size


def _without_report(found: Mapping[str, StoredFile], base: str, oldest: datetime) -> list[str]:
    """The data files of a listing that are old and have no report."""
    return [
        path
        for path, file in found.items()
        if path.endswith(DATA_SUFFIX)
        and path.removeprefix(f"{base}/").count("/") == FILE_DEPTH
        and not path.startswith(f"{base}/{SET_ASIDE}/")
        and file.changed_at is not None
        and file.changed_at < oldest
        and report_name(path) not in found
    ]


def _is_left_behind(path: Path, oldest: datetime) -> bool:
    is_part = path.name.endswith(PART_SUFFIX)
    is_data = path.name.endswith(DATA_SUFFIX)
    if not (is_part or is_data) or path.stat().st_mtime > oldest.timestamp():
        return False
    return is_part or not path.with_name(report_name(path.name)).exists()
