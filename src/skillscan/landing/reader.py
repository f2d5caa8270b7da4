"""Reads landing files: which reports there are, and the items that belong to one.

On storage of other machines each file costs a request, a listing costs one for a thousand names,
and requests at a time take as long as one: so whoever looks at many takes them from one listing.
"""

import gzip
import hashlib
import io
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from skillscan.domain import FetchReport, RawItem
from skillscan.errors import LandingDamagedError
from skillscan.landing.layout import (
    DATA_SUFFIX,
    FILE_DEPTH,
    REPORT_SUFFIX,
    SET_ASIDE,
    STAMP,
    board_folder,
)
from skillscan.landing.records import item_from_json, report_from_json
from skillscan.storage.local_files import LocalFiles
from skillscan.storage.place import files_at

CHUNK_BYTES = 1 << 20
REPORTS_TOGETHER = 500
_OTHER_BYTES = "its bytes are not those its report was written for"


@dataclass(frozen=True, slots=True)
class LandingListing:
    """The reports and data files that there were at one moment, by their names below the root."""

    reports: tuple[str, ...]
    data: frozenset[str]

    def has_items(self, report: FetchReport) -> bool:
        """Whether the report's data file was there (a report without items needs none)."""
        if report.landing_file is None:
            return report.items == 0
        return report.landing_file in self.data


def listing(root: str, *, source: str | None = None, board: str | None = None) -> LandingListing:
    """All reports and data files, sorted by name; ``source`` and ``board`` narrow by path."""
    names = _names(root, source, board)
    return LandingListing(
        reports=tuple(sorted(name for name in names if name.endswith(REPORT_SUFFIX))),
        data=frozenset(name for name in names if name.endswith(DATA_SUFFIX)),
    )


def report_names(
    root: str,
    *,
    source: str | None = None,
    board: str | None = None,
    since: datetime | None = None,
) -> list[str]:
    """The files of fetch reports, relative to the root; told by path alone, none is read."""
    found = listing(root, source=source, board=board).reports
    oldest = since.astimezone(UTC).strftime(STAMP) if since else ""
    return [name for name in found if name.rpartition("/")[2] >= oldest]


def read_report(root: str, name: str) -> FetchReport:
    """One report by its name; raises ``LandingDamagedError`` where it cannot be read."""
    ((_, found),) = read_reports(root, [name])
    if isinstance(found, LandingDamagedError):
        raise found
    return found


def read_reports(
    root: str, names: Sequence[str]
) -> Iterator[tuple[str, FetchReport | LandingDamagedError]]:
    """Reports by their names, in that order; for one that cannot be read, what is wrong with it."""
    files, base = files_at(root)
    for first in range(0, len(names), REPORTS_TOGETHER):
        paths = {f"{base}/{name}": name for name in names[first : first + REPORTS_TOGETHER]}
        if isinstance(files, LocalFiles):
            yield from ((name, _local_report(path)) for path, name in paths.items())
            continue
        contents = files.read_each(paths)
        for path, name in paths.items():
            yield name, _report(files.url(path), contents.get(path))


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
    found = []
    for _, report in read_reports(root, names):
        if isinstance(report, LandingDamagedError):
            raise report
        found.append(report)
    return sorted(found, key=lambda r: (r.started_at, r.source, r.board))


def read_items(root: str, report: FetchReport) -> Iterator[tuple[int, RawItem]]:
    """The items of a report with their line numbers (from 1), in one pass over the file.

    Raises ``LandingDamagedError`` where the file is missing, cut or altered, or holds another
    number of items than reported. Bytes and number are known at the end only: when this raises,
    the items that were given before are not to be believed either.
    """
    if report.landing_file is None:
        return
    files, base = files_at(root)
    path = f"{base}/{report.landing_file}"
    line = 0
    try:
        with files.open(path) as raw:
            compressed = _DigestingReader(raw)
            with gzip.GzipFile(fileobj=compressed) as stream:
                for line, text in enumerate(stream, start=1):
                    yield line, item_from_json(text)
            digest = compressed.hexdigest()
    except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
        raise _damaged(files.url(path), f"after line {line}: {error}") from error
    if digest != report.sha256:
        raise _damaged(files.url(path), _OTHER_BYTES)
    if line != report.items:
        what = f"{line} items, but its report says {report.items}"
        raise _damaged(files.url(path), what)


def damaged_data(root: str, found: Collection[FetchReport]) -> Iterator[LandingDamagedError]:
    """The data files of these reports that are not those that were written.

    A file that is not there any more (pruned) is no damage.
    """
    files, base = files_at(root)
    stated = {f"{base}/{one.landing_file}": one.sha256 for one in found if one.landing_file}
    for path, digest in files.digests(stated):
        if isinstance(digest, OSError):
            yield _damaged(files.url(path), digest)
        elif digest != stated[path]:
            yield _damaged(files.url(path), _OTHER_BYTES)


def has_items(root: str, report: FetchReport) -> bool:
    """Whether the report's data file is still there (a report without items needs none)."""
    if report.landing_file is None:
        return report.items == 0
    files, base = files_at(root)
    return files.exists(f"{base}/{report.landing_file}")


def _names(root: str, source: str | None, board: str | None) -> list[str]:
    """All files of the depth that landing files have, relative to the root."""
    files, base = files_at(root)
    if isinstance(files, LocalFiles):
        folder = board_folder(source or "*", board) if board is not None else f"{source or '*'}/*"
        return [one.relative_to(base).as_posix() for one in Path(base).glob(f"{folder}/*")]
    below = source or ""
    if source and board is not None:
        below = board_folder(source, board)
    found = (path.removeprefix(f"{base}/") for path in files.find(f"{base}/{below}".rstrip("/")))
    wanted = board_folder("", board) if board is not None else ""
    return [
        name
        for name in found
        if name.count("/") == FILE_DEPTH
        and not name.startswith(f"{SET_ASIDE}/")
        and (not wanted or name[name.index("/") :].startswith(f"{wanted}/"))
    ]


def _local_report(path: str) -> FetchReport | LandingDamagedError:
    try:
        return _report(path, Path(path).read_bytes())
    except OSError as error:
        return _damaged(path, str(error))


def _report(path: str, content: bytes | None) -> FetchReport | LandingDamagedError:
    if content is None:
        return _damaged(path, "it is not there")
    try:
        return report_from_json(content)
    except (ValueError, TypeError) as error:
        return _damaged(path, str(error))


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
