"""Reads landing files: which reports there are, and the items that belong to one."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from skillscan.domain import FetchReport, RawItem
from skillscan.errors import LandingDamagedError
from skillscan.landing.layout import DATA_SUFFIX, REPORT_SUFFIX, STAMP, board_folder, filesystem
from skillscan.landing.records import item_from_json, report_from_json

CHUNK_BYTES = 1 << 20
_OTHER_BYTES = "its bytes are not those its report was written for"


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


def read_report(root: str, name: str) -> FetchReport:
    """One report by its name; raises ``LandingDamagedError`` where it cannot be read."""
    fs, base = filesystem(root)
    path = f"{base}/{name}"
    try:
        return report_from_json(fs.cat_file(path))
    except (OSError, ValueError, TypeError) as error:
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
    """The items of a report with their line numbers (from 1), in one pass over the file.

    Raises ``LandingDamagedError`` where the file is missing, cut or altered, or holds another
    number of items than reported. Bytes and number are known at the end only: when this raises,
    the items that were given before are not to be believed either.
    """
    if report.landing_file is None:
        return
    fs, base = filesystem(root)
    path = f"{base}/{report.landing_file}"
    line = 0
    try:
        with fs.open(path, "rb") as raw:
            compressed = _DigestingReader(raw)
            with gzip.GzipFile(fileobj=compressed) as stream:
                for line, text in enumerate(stream, start=1):
                    yield line, item_from_json(text)
            digest = compressed.hexdigest()
    except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
        raise _damaged(path, f"after line {line}: {error}") from error
    if digest != report.sha256:
        raise _damaged(path, _OTHER_BYTES)
    if line != report.items:
        raise _damaged(path, f"{line} items, but its report says {report.items}")


def check_data(root: str, report: FetchReport) -> None:
    """Raise ``LandingDamagedError`` where the data file is not the one that was written.

    A file that is not there any more (pruned) is no damage.
    """
    if report.landing_file is None or not has_items(root, report):
        return
    fs, base = filesystem(root)
    path = f"{base}/{report.landing_file}"
    try:
        with fs.open(path, "rb") as stream:
            digest = _DigestingReader(stream).hexdigest()
    except OSError as error:
        raise _damaged(path, str(error)) from error
    if digest != report.sha256:
        raise _damaged(path, _OTHER_BYTES)


def has_items(root: str, report: FetchReport) -> bool:
    """Whether the report's data file is still there (a report without items needs none)."""
    if report.landing_file is None:
        return report.items == 0
    fs, base = filesystem(root)
    return bool(fs.exists(f"{base}/{report.landing_file}"))


def is_loadable(root: str, name: str) -> bool:
    """Whether the data file of a report, if it names one, is there; True for a damaged report."""
    try:
        report = read_report(root, name)
    except LandingDamagedError:
        return True
    return report.landing_file is None or has_items(root, report)


def _glob(root: str, pattern: str) -> list[str]:
    fs, base = filesystem(root)
    if not fs.exists(base):
        return []
    return [str(path)[len(base) + 1 :] for path in fs.glob(f"{base}/{pattern}")]


class _DigestingReader(io.RawIOBase):
    """Passes the bytes of a stream on, and knows their sha256 when all have been read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, ``size`` at most."""
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        return chunk

    def hexdigest(self) -> str:
        """The sha256 of the whole stream, with what nobody has read yet."""
        while self.read(CHUNK_BYTES):
            pass
        return self._digest.hexdigest()


def _damaged(path: str, what: Any) -> LandingDamagedError:
    return LandingDamagedError(
        f"The landing file {path} is damaged ({what}). Put a good copy in its place, or move it "
        "away with its report: then the board is fetched anew at the next collect."
    )
