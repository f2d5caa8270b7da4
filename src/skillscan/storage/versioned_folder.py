"""Where immutable sets of files lie, one folder a set, below a local folder or any fsspec URL.

A set becomes visible whole or not at all: locally it is written aside in the same file system and
renamed; on object storage, which has no rename of folders, its completeness file is uploaded last,
and a folder without it is no set (``unfinished_uploads``). Each has the SHA-256 of its files beside
them, so that one that lost or changed a file is found out.
"""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from skillscan.storage.checksums import CHECKSUMS, Checksums, checksums_text, stated_checksums
from skillscan.storage.file_digest import file_digest
from skillscan.storage.folder_lock import LOCK, FolderLock, held
from skillscan.storage.local_files import LocalFiles
from skillscan.storage.place import files_at
from skillscan.storage.unfinished_uploads import UnfinishedUploads

DAMAGED = ".damaged"
"""Folder of the damaged sets in whose place others were put."""
_STAGING = ".staging-"
_REPLACED = ".replaced-"
_STALE_SECONDS = 24 * 60 * 60
_REPLACING_SECONDS = 60


class VersionedFolder:
    """The sets of one kind below one root; names are single path parts.

    ``completeness_file``: a folder with it is a set. ``changing`` are the files that may be
    written again, and have no checksum.
    """

    def __init__(
        self, root: str, completeness_file: str, *, changing: Collection[str] = ()
    ) -> None:
        self._files, self._root = files_at(root)
        self._completeness_file = completeness_file
        self._changing = frozenset(changing)
        self._known: set[str] = set()

    @property
    def is_local(self) -> bool:
        """Whether the sets lie in a folder of this machine."""
        return isinstance(self._files, LocalFiles)

    def path(self, *parts: str) -> str:
        """Where a set, or a file of one, lies: a path, or a URL on remote storage."""
        return self._files.url("/".join((self._root, *parts)))

    def exists(self, name: str) -> bool:
        """Whether there is a whole set of this name."""
        return self._files.exists(f"{self._root}/{name}/{self._completeness_file}")

    def names(self) -> list[str]:
        """The names of all whole sets, sorted.

        On remote storage a set is asked for the file that makes it whole once by the same object: a
        listing says which are there, and not that of each.
        """
        there = {one for one in self._files.folders(self._root) if self.is_single_name(one)}
        if self.is_local:
            return sorted(filter(self.exists, there))
        places = {f"{self._root}/{one}/{self._completeness_file}": one for one in there}
        asked = [place for place, one in places.items() if one not in self._known]
        self._known |= {places[place] for place in self._files.existing(asked)}
        self._known &= there
        return sorted(self._known)

    def read(self, *parts: str) -> bytes:
        """The content of a file; raises FileNotFoundError."""
        return self._files.read("/".join((self._root, *parts)))

    def read_each(self, names: Collection[str], file: str) -> dict[str, bytes]:
        """What a file says in each of these sets; those that lack it are left out."""
        places = {f"{self._root}/{name}/{file}": name for name in names}
        return {places[path]: said for path, said in self._files.read_each(places).items()}

    def fetch(self, name: str, files: Collection[str], target: Path) -> None:
        """Copy files of a set below a local folder; each appears there whole."""
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=_made(target)) as aside:
            copies = {file: Path(aside, str(number)) for number, file in enumerate(files)}
            self._files.fetch({f"{self._root}/{name}/{one}": to for one, to in copies.items()})
            for file, copy in copies.items():
                copy.replace(_made((target / file).parent) / Path(file).name)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A local folder to write a set in; removed when the block ends, whatever happens."""
        self._sweep()
        folder = Path(tempfile.mkdtemp(prefix=self._staging, dir=self._staging_parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def writing(self, seconds: float) -> AbstractContextManager[FolderLock]:
        """A block in which no other process (that asks the same) writes here; readers never ask.

        Raises FolderLockedError where another one has it for longer than so many seconds.
        """
        return held(self._files, f"{self._root}/{LOCK}", seconds)

    def add(self, staged: Path, name: str) -> None:
        """Make a staged folder the set of this name; its files become read-only.

        One of that name which is there and damaged is kept aside in ``.damaged``; a whole one stays
        (names tell the content: another process was quicker).
        """
        if self._is_whole(name):
            return
        files = self._sealed(staged)
        if uploads := self._uploads():
            uploads.forget(name)
            self._move_away(name)
            uploads.add(name, files)
            return
        self._move_away(name)
        try:
            staged.rename(Path(self._root) / name)
        except OSError:
            if not self._is_whole(name):
                raise

    def replace(self, staged: Path, name: str) -> None:
        """Put a staged folder in the place of a set, with checksums of its own.

        Locally readers meet the old one or the new; on remote storage, for the seconds that it
        takes, one that is damaged. A process that is killed between leaves the old one aside (there
        the new one), and the next ``staging`` puts it in place.
        """
        files = self._sealed(staged)
        if uploads := self._uploads():
            uploads.replace(name, files)
            return
        aside = Path(self._root, f"{_REPLACED}{name}")
        Path(self._root, name).rename(aside)
        staged.rename(Path(self._root, name))
        shutil.rmtree(aside, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Delete a set; what is deleted first makes it none."""
        self._known.discard(name)
        self._files.remove([f"{self._root}/{name}/{self._completeness_file}"])
        self._files.remove_folder(f"{self._root}/{name}")

    def write(self, content: bytes, *parts: str) -> None:
        """Write a small file, whole."""
        self._files.write("/".join((self._root, *parts)), content)

    def is_single_name(self, name: str) -> bool:
        """Whether this can be the name of a set: a path part, and no way out of the folder."""
        return bool(name) and not name.startswith(".") and "/" not in name and "\\" not in name

    def checksums(self, name: str) -> Checksums | None:
        """What the checksums of a set say; ``None`` where it has none (those of early versions)."""
        try:
            return stated_checksums(self.read(name, CHECKSUMS))
        except FileNotFoundError:
            return None

    def is_copy(self, name: str, file: str, copy: Path) -> bool:
        """Whether a local file is what a set has under this name; true where nobody can tell."""
        stated = self.checksums(name)
        if stated is None:
            return True
        return stated.digests.get(file) == file_digest(copy)

    def files(self, name: str) -> list[str]:
        """The files that lie in a set's folder, whole or not, as paths below it."""
        place = f"{self._root}/{name}"
        return sorted(path.removeprefix(f"{place}/") for path in self._files.find(place))

    def set_aside(self) -> int:
        """How many damaged sets were kept aside in ``.damaged``."""
        return len(self._files.folders(f"{self._root}/{DAMAGED}"))

    def faulty(self, name: str) -> set[str]:
        """The files of a set that are missing or altered."""
        return {file for file, _ in self._faults(name, None)}

    def faults(
        self,
        name: str,
        only: Collection[str] | None = None,
        stated: Checksums | None = None,
    ) -> list[str]:
        """What is missing or altered of a set, one line a file; [] if it is whole.

        ``only``: of these files, and not of all; ``stated``: its checksums, where they are known.
        Where the checksums are lost or altered, that is all that can be said.
        """
        return [f"{file} {fault}" for file, fault in self._faults(name, only, stated)]

    def _faults(
        self, name: str, only: Collection[str] | None, stated: Checksums | None = None
    ) -> Iterator[tuple[str, str]]:
        stated = stated or self.checksums(name)
        if stated is None or not stated.is_as_written:
            yield CHECKSUMS, "is altered" if stated else "is missing"
            return
        places = {
            f"{self._root}/{name}/{file}": file
            for file in stated.digests
            if only is None or file in only
        }
        found = {places[path]: digest for path, digest in self._files.digests(places)}
        for file in places.values():
            digest = found.get(file)
            if digest is None:
                yield file, "is missing"
            elif isinstance(digest, OSError):
                yield file, f"cannot be read ({digest})"
            elif digest != stated.digests[file]:
                yield file, "is altered"

    def file_faults(self, file: str, digest: str) -> list[str]:
        """Whether a file beside the sets is missing or altered, as one line."""
        found = dict(self._files.digests([f"{self._root}/{file}"]))
        if not found:
            return [f"{self.path(file)} is missing"]
        return [] if digest in found.values() else [f"{self.path(file)} is altered"]

    def _is_whole(self, name: str) -> bool:
        return self.exists(name) and not self.faults(name)

    def _uploads(self) -> UnfinishedUploads | None:
        """What uploads sets, where they lie on other machines."""
        if isinstance(self._files, LocalFiles):
            return None
        return UnfinishedUploads(self._files, self._root, self._completeness_file)

    def _move_away(self, name: str) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        place, aside = f"{self._root}/{name}", f"{self._root}/{DAMAGED}/{name}-{stamp}"
        if not isinstance(self._files, LocalFiles):
            found = self._files.find(place)
            self._files.copy({one: aside + one.removeprefix(place) for one in found})
            self._files.remove(list(found))
        elif Path(place).exists():
            Path(place).rename(_made(Path(aside).parent) / Path(aside).name)

    def _sealed(self, staged: Path) -> dict[str, Path]:
        """The files of a staged folder by their path below it, checksums written; locally they are
        on the disk and read-only from now on.
        """
        found = {one.relative_to(staged).as_posix(): one for one in _files_below(staged)}
        found.pop(CHECKSUMS, None)
        fixed = {name: file for name, file in found.items() if name not in self._changing}
        digests = {name: file_digest(file) for name, file in fixed.items()}
        (staged / CHECKSUMS).write_text(checksums_text(digests), encoding="utf-8")
        staged.chmod(0o755)
        found[CHECKSUMS] = staged / CHECKSUMS
        for file in found.values() if self.is_local else ():
            file.chmod(0o444)
            _sync(file)
        return found

    def _sweep(self) -> None:
        """Remove what a killed step left a day ago or earlier, and put back what it moved aside."""
        if uploads := self._uploads():
            uploads.sweep()
        for folder in self._staging_parent.glob(f"{self._staging}*"):
            if datetime.now(UTC).timestamp() - folder.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        for folder in Path(self._root).glob(f"{_REPLACED}*") if self.is_local else ():
            if datetime.now(UTC).timestamp() - folder.stat().st_ctime < _REPLACING_SECONDS:
                continue  # somebody is at it
            place = folder.with_name(folder.name.removeprefix(_REPLACED))
            if place.exists():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                folder.rename(place)

    @property
    def _staging(self) -> str:
        """What folders to write sets in are called: also among those of other programs."""
        return _STAGING if self.is_local else f"skillscan{_STAGING}"

    @property
    def _staging_parent(self) -> Path:
        return _made(Path(self._root)) if self.is_local else Path(tempfile.gettempdir())


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sync(file: Path) -> None:
    """Wait until the file is on the disk, so that a full disk is noticed before the rename."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
