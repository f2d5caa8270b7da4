"""Where immutable sets of files lie, one folder a set, below a local folder or any fsspec URL.

A set becomes visible whole or not at all: locally it is written aside in the same file system and
renamed; on object storage, which has no rename of folders, its completeness file is uploaded last,
and a folder without it is no set. Each has the SHA-256 of its files beside them, in the format of
``sha256sum``, so that one that lost or changed a file is found out.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal
from uuid import uuid4

from skillscan.storage.folder_lock import LOCK, FolderLock, held
from skillscan.storage.whole_file import write_whole

CHECKSUMS = "SHA256SUMS"
"""The checksums of a set's files; ``sha256sum --check SHA256SUMS`` in its folder reads it.

Its first line, a comment, has the SHA-256 of all other lines: one that lost some is found out.
"""
_OF_THE_REST = "# sha256 of the lines below: "
_STAGING = ".staging-"
_REPLACED = ".replaced-"
_STALE_SECONDS = 24 * 60 * 60
_REPLACING_SECONDS = 60
_CHUNK = 1 << 20
_STATED = re.compile(r"[0-9a-f]{64}")


class VersionedFolder:
    """The sets of one kind below one root; names are single path parts.

    ``completeness_file``: a folder with it is a set. ``changing`` are the files that may be
    written again, and have no checksum.
    """

    def __init__(
        self, root: str, completeness_file: str, *, changing: Collection[str] = ()
    ) -> None:
        self._files, self._root = _file_system(root)
        self._root = self._root.rstrip("/")
        self._completeness_file = completeness_file
        self._changing = frozenset(changing)
        self.is_local = isinstance(self._files, _LocalFiles)

    def path(self, *parts: str) -> str:
        """Where a set, or a file of one, lies: a path, or a URL on remote storage."""
        joined = "/".join((self._root, *parts))
        return joined if self.is_local else str(self._files.unstrip_protocol(joined))

    def exists(self, name: str) -> bool:
        """Whether there is a whole set of this name."""
        return bool(self._files.exists(f"{self._root}/{name}/{self._completeness_file}"))

    def names(self) -> list[str]:
        """The names of all whole sets, sorted."""
        found = self._files.glob(f"{self._root}/*/{self._completeness_file}")
        names = (str(path).rsplit("/", 2)[1] for path in found)
        return sorted(name for name in names if self.is_single_name(name))

    def read(self, *parts: str) -> bytes:
        """The content of a file; raises FileNotFoundError."""
        return bytes(self._files.cat_file("/".join((self._root, *parts))))

    def fetch(self, name: str, file: str, target: Path) -> None:
        """Copy a file of a set to a local path."""
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.{uuid4().hex[:8]}")
        self._files.get_file(f"{self._root}/{name}/{file}", str(aside))
        aside.replace(target)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A local folder to write a set in; removed when the block ends, whatever happens."""
        if self.is_local:
            Path(self._root).mkdir(parents=True, exist_ok=True)
            self._sweep()
        parent = self._root if self.is_local else None
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def writing(self, seconds: float) -> AbstractContextManager[FolderLock]:
        """A block in which no other process (that asks the same) writes here; readers never ask.

        Raises FolderLockedError where another one has it for longer than so many seconds.
        """
        return held(None if self.is_local else self._files, f"{self._root}/{LOCK}", seconds)

    def add(self, staged: Path, name: str) -> None:
        """Make a staged folder the set of this name; its files become read-only.

        One of that name which is there and damaged is kept aside in ``.damaged``; a whole one stays
        (names tell the content: another process was quicker).
        """
        if self._is_whole(name):
            return
        self._move_away(name)
        (staged / CHECKSUMS).write_text(self._checksums(staged), encoding="utf-8")
        staged.chmod(0o755)
        if not self.is_local:
            self._upload(staged, name)
            return
        for file in _files_below(staged):
            file.chmod(0o444)
            _sync(file)
        try:
            staged.rename(Path(self._root) / name)
        except OSError:
            if not self._is_whole(name):
                raise

    def replace(self, staged: Path, name: str) -> None:
        """Put a staged folder in the place of a set, with checksums of its own.

        Locally readers meet the old one or the new; a process that is killed between leaves the old
        one aside, and the next ``staging`` puts it back.
        """
        (staged / CHECKSUMS).write_text(self._checksums(staged), encoding="utf-8")
        staged.chmod(0o755)
        if not self.is_local:
            self._upload(staged, name)
            return
        for file in _files_below(staged):
            file.chmod(0o444)
            _sync(file)
        aside = Path(self._root, f"{_REPLACED}{name}")
        Path(self._root, name).rename(aside)
        staged.rename(Path(self._root, name))
        shutil.rmtree(aside, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Delete a set; what is deleted first makes it none."""
        self._files.rm_file(f"{self._root}/{name}/{self._completeness_file}")
        self._files.rm(f"{self._root}/{name}", recursive=True)

    def write(self, content: bytes, *parts: str) -> None:
        """Write a small file: atomically where the storage is local."""
        if not self.is_local:
            self._files.pipe_file("/".join((self._root, *parts)), content)
            return
        write_whole(Path(self._root, *parts), content)

    def has_checksums(self, name: str) -> bool:
        """Whether a set can be checked (those of early versions cannot)."""
        return bool(self._files.exists(f"{self._root}/{name}/{CHECKSUMS}"))

    def is_single_name(self, name: str) -> bool:
        """Whether this can be the name of a set: a path part, and no way out of the folder."""
        return bool(name) and not name.startswith(".") and "/" not in name and "\\" not in name

    def checksums(self, name: str) -> dict[str, str]:
        """File to SHA-256 (hexadecimal) of a set that has checksums."""
        lines = self.read(name, CHECKSUMS).decode("utf-8", "replace").splitlines()
        stated = (line.partition("  ") for line in lines if not line.startswith("#"))
        return {file: digest for digest, _, file in stated}

    def can_be_checked(self, name: str) -> bool:
        """Whether a set has checksums, and they are as they were written (those of early versions
        do not say).
        """
        try:
            first, _, rest = self.read(name, CHECKSUMS).partition(b"\n")
        except FileNotFoundError:
            return False
        said = first.decode("utf-8", "replace")
        if said.startswith("#"):
            return said == _OF_THE_REST + hashlib.sha256(rest).hexdigest()
        return all(map(_STATED.fullmatch, self.checksums(name).values()))

    def is_copy(self, name: str, file: str, copy: Path) -> bool:
        """Whether a local file is what a set has under this name; true where nobody can tell."""
        if not self.has_checksums(name):
            return True
        with copy.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        return self.checksums(name).get(file) == found

    def files(self, name: str) -> list[str]:
        """The files that lie in a set's folder, whole or not, as paths below it."""
        place = f"{self._root}/{name}"
        found = self._files.find(place) if self._files.exists(place) else []
        return sorted(str(path).partition(f"{place.lstrip('/')}/")[2] for path in found)

    def missing(self, name: str) -> list[str]:
        """Which files a set lacks of those that have a checksum, one line a file; none is read."""
        if not self.can_be_checked(name):
            return [f"{CHECKSUMS} is altered"]
        present = set(self.files(name))
        return [f"{file} is missing" for file in self.checksums(name) if file not in present]

    def faulty(self, name: str) -> set[str]:
        """The files of a set that are missing or altered."""
        return {file for file, _ in self._faults(name, None)}

    def set_aside(self) -> int:
        """How many damaged sets were kept aside in ``.damaged``."""
        return len(self._files.glob(f"{self._root}/.damaged/*"))

    def faults(self, name: str, only: Collection[str] | None = None) -> list[str]:
        """What is missing or altered of a set, one line a file; [] if it is whole.

        ``only``: of these files, and not of all. Where the checksums are lost or altered, that is
        all that can be said.
        """
        return [f"{file} {fault}" for file, fault in self._faults(name, only)]

    def _faults(self, name: str, only: Collection[str] | None) -> Iterator[tuple[str, str]]:
        if not self.can_be_checked(name):
            yield CHECKSUMS, "is altered" if self.has_checksums(name) else "is missing"
            return
        for file, digest in self.checksums(name).items():
            if only is not None and file not in only:
                continue
            try:
                found = self._digest(f"{self._root}/{name}/{file}")
            except FileNotFoundError:
                yield file, "is missing"
            except OSError as error:
                yield file, f"cannot be read ({error})"
            else:
                if found != digest:
                    yield file, "is altered"

    def file_faults(self, file: str, digest: str) -> list[str]:
        """Whether a file beside the sets is missing or altered, as one line."""
        place = f"{self._root}/{file}"
        try:
            is_altered = self._digest(place) != digest
        except FileNotFoundError:
            return [f"{self.path(file)} is missing"]
        return [f"{self.path(file)} is altered"] if is_altered else []

    def _is_whole(self, name: str) -> bool:
        return self.exists(name) and self.has_checksums(name) and not self.faults(name)

    def _move_away(self, name: str) -> None:
        place = f"{self._root}/{name}"
        if self._files.exists(place):
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
            self._files.makedirs(f"{self._root}/.damaged", exist_ok=True)
            self._files.mv(place, f"{self._root}/.damaged/{name}-{stamp}", recursive=True)

    def _checksums(self, staged: Path) -> str:
        names = sorted(file.relative_to(staged).as_posix() for file in _files_below(staged))
        lines = []
        for name in names:
            if name not in self._changing and name != CHECKSUMS:
                with (staged / name).open("rb") as stream:
                    lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {name}\n")
        rest = "".join(lines)
        return f"{_OF_THE_REST}{hashlib.sha256(rest.encode()).hexdigest()}\n{rest}"

    def _digest(self, path: str) -> str:
        digest = hashlib.sha256()
        with self._files.open(path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def _upload(self, staged: Path, name: str) -> None:
        files = sorted(_files_below(staged), key=lambda path: path.name == self._completeness_file)
        for file in files:
            remote = f"{self._root}/{name}/{file.relative_to(staged).as_posix()}"
            self._files.makedirs(remote.rsplit("/", 1)[0], exist_ok=True)
            self._files.put_file(str(file), remote)

    def _sweep(self) -> None:
        """Remove what a killed step left a day ago or earlier, and put back what it moved aside."""
        for folder in Path(self._root).glob(f"{_STAGING}*"):
            if datetime.now(UTC).timestamp() - folder.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        for folder in Path(self._root).glob(f"{_REPLACED}*"):
            if datetime.now(UTC).timestamp() - folder.stat().st_ctime < _REPLACING_SECONDS:
                continue  # somebody is at it
            place = folder.with_name(folder.name.removeprefix(_REPLACED))
            if place.exists():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                folder.rename(place)


class _LocalFiles:
    """What readers ask of fsspec, in a folder of this machine: its import takes longer than to read
    a release.
    """

    def exists(self, path: str) -> bool:
        return Path(path).exists()

    def cat_file(self, path: str) -> bytes:
        return Path(path).read_bytes()

    def open(self, path: str, mode: Literal["rb"]) -> BinaryIO:
        return Path(path).open(mode)

    def find(self, path: str) -> list[str]:
        return [one.as_posix() for one in Path(path).rglob("*") if one.is_file()]

    def glob(self, pattern: str) -> list[str]:
        base, _, rest = pattern.partition("*")
        return [one.as_posix() for one in Path(base).glob(f"*{rest}")]

    def get_file(self, path: str, target: str) -> None:
        shutil.copyfile(path, target)

    def __getattr__(self, name: str) -> Any:
        """All else is fsspec's own."""
        from fsspec.implementations.local import LocalFileSystem

        return getattr(LocalFileSystem(), name)


def _file_system(root: str) -> tuple[Any, str]:
    """What reads and writes files below a root, and the root's path there."""
    if ":" not in root:
        return _LocalFiles(), Path(root).expanduser().absolute().as_posix()
    from fsspec.core import url_to_fs
    from fsspec.implementations.local import LocalFileSystem

    files, path = url_to_fs(root, use_listings_cache=False)  # others write there, too
    return (_LocalFiles() if isinstance(files, LocalFileSystem) else files), path


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sync(file: Path) -> None:
    """Wait until the file is on the disk, so that a full disk is noticed before the rename."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
