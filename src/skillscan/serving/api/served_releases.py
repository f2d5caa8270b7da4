"""The releases as they are served: looked up at each request, so that a new one is followed.

A release is verified when it is opened and again when its folder changed; each of its files is
verified before it is first handed out. Only files that its checksums name are handed out, so no
path leads out of a release.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from skillscan.errors import SkillscanError, StorageError
from skillscan.release.catalog import Release, latest_name, name_of, open_release
from skillscan.release.damage import mend, release_faults
from skillscan.release.index import Index, current_index, on_record
from skillscan.release.release_folder import COMPLETENESS_FILE, DATABASE, LATEST, release_folder
from skillscan.settings import Settings
from skillscan.storage.checksums import CHECKSUMS, stated_checksums
from skillscan.storage.file_state import state_of

_OPEN_RELEASES = 4
_REMOTE_SECONDS = 30.0
"""So long a look at remote storage holds; a folder of this machine is looked at each time."""
_FAULTS_SECONDS = 10.0
"""So long a reading of all bytes of a release holds."""


class NoReleaseError(SkillscanError):
    """There is no release to show yet."""


class ReleaseNotFoundError(SkillscanError):
    """No release is called so (any more)."""


class ReleaseUnfitError(SkillscanError):
    """A release, or a file of it, is not as it was written."""


class FileNotInReleaseError(SkillscanError):
    """A release has no such file."""


@dataclass(frozen=True, kw_only=True)
class ServedRelease:
    """An opened release. ``identity`` changes with any of its bytes; ``checksums`` has the SHA-256
    of its files (empty of a release of an early version, whose files cannot be checked).
    """

    release: Release
    identity: str
    checksums: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its name."""
        return self.release.name


class ServedReleases:
    """All releases below the settings' folder; used by several threads at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = release_folder(settings.releases)
        self._opened: OrderedDict[tuple[str, object], ServedRelease] = OrderedDict()
        self._verified: dict[tuple[str, object], None] = {}
        self._looked: tuple[float, str | None] = (-_REMOTE_SECONDS, None)
        self._recorded: tuple[float, frozenset[str]] = (-_REMOTE_SECONDS, frozenset())
        self._faults: dict[str, tuple[float, list[str]]] = {}
        self._lock = threading.Lock()

    def latest_name(self) -> str:
        """The name of the latest release. Raises NoReleaseError before the first one."""
        name = self._looked[1]
        if self.folder.is_local or time.monotonic() - self._looked[0] > _REMOTE_SECONDS:
            name = latest_name(self.folder)
            self._looked = (time.monotonic(), name)
        if name is None:
            raise NoReleaseError(
                f"there is no release yet at {self.settings.releases}: run `skillscan publish` "
                "(or `skillscan demo`, whose release SKILLSCAN_HOME=var/demo shows); this page "
                "follows by itself"
            )
        return name

    def full_name(self, word: str) -> str:
        """The name of the release that a word means. Raises ReleaseNotFoundError."""
        if word == LATEST:
            return self.latest_name()
        if not self.folder.is_local and word in self._names():
            return word
        try:
            return name_of(self.settings, word)
        except StorageError:
            raise
        except SkillscanError as error:
            raise ReleaseNotFoundError(str(error)) from error

    def _names(self) -> frozenset[str]:
        """The releases that were on record when remote storage was last looked at."""
        if time.monotonic() - self._recorded[0] > _REMOTE_SECONDS:
            self._recorded = (time.monotonic(), frozenset(on_record(self.folder)))
        return self._recorded[1]

    def opened(self, word: str = LATEST) -> ServedRelease:
        """The release that a word means, verified.

        Raises NoReleaseError, ReleaseNotFoundError, or ReleaseUnfitError where it is damaged.
        """
        name = self.full_name(word)
        key = (name, self._signature(name))
        with self._lock:
            if key not in self._opened:
                self._opened[key] = self._open(name)
            self._opened.move_to_end(key)
            while len(self._opened) > _OPEN_RELEASES:
                self._opened.popitem(last=False)
            return self._opened[key]

    def faults(self, name: str) -> list[str]:
        """What is not as it was written of a release, every byte read; known for some seconds."""
        read_at, found = self._faults.get(name, (-_FAULTS_SECONDS, []))
        if time.monotonic() - read_at < _FAULTS_SECONDS:
            return found
        found = release_faults(self.folder, name, None if self.folder.is_local else ())
        self._faults = {name: (time.monotonic(), found)}
        return found

    def index(self) -> Index:
        """All releases on record."""
        return current_index(self.folder, self.settings, latest_name(self.folder))

    def has(self, served: ServedRelease, file: str) -> bool:
        """Whether a release has a file of this path below it."""
        if served.checksums:
            return file in served.checksums
        return file in self.folder.files(served.name)

    def file(self, served: ServedRelease, file: str) -> Path | bytes:
        """A file of a release: its path, or on remote storage its content, as it was written.

        Raises FileNotInReleaseError, or ReleaseUnfitError where it is missing or altered.
        """
        if not self.has(served, file):
            raise FileNotInReleaseError(
                f"release {served.name} has no file {file[:200]!r}: its datapackage.json lists all"
            )
        if not self.folder.is_local:
            return self._remote_file(served, file)
        path = Path(self.folder.path(served.name, file))
        key = (str(path), state_of(path))
        if key not in self._verified:
            self._require(served, file)
            self._verified[key] = None
            while len(self._verified) > 10_000:
                self._verified.pop(next(iter(self._verified)))
        return path

    def _remote_file(self, served: ServedRelease, file: str) -> bytes:
        content = self.folder.read(served.name, file)
        expected = served.checksums.get(file)
        if expected is not None and hashlib.sha256(content).hexdigest() != expected:
            self._raise_unfit(served.name, f"{file} is altered")
        return content

    def _require(self, served: ServedRelease, file: str) -> None:
        if served.checksums and (found := self.folder.faults(served.name, [file])):
            self._raise_unfit(served.name, found[0])

    def _raise_unfit(self, name: str, fault: str) -> None:
        raise ReleaseUnfitError(
            f"release {name} is not as it was written: {fault}: {mend(self.folder, name)}"
        )

    def _open(self, name: str) -> ServedRelease:
        try:
            release = open_release(self.settings, name)
        except StorageError:
            raise
        except SkillscanError as error:
            raise ReleaseUnfitError(str(error)) from error
        try:
            stated = self.folder.read(name, CHECKSUMS)
            digests = stated_checksums(stated).digests
        except FileNotFoundError:
            stated, digests = self.folder.read(name, COMPLETENESS_FILE), {}
        return ServedRelease(
            release=release, identity=hashlib.sha256(stated).hexdigest(), checksums=digests
        )

    def _signature(self, name: str) -> object:
        """What changes when somebody wrote the release again."""
        if not self.folder.is_local:
            return int(time.monotonic() / _REMOTE_SECONDS)
        return tuple(
            state_of(Path(self.folder.path(name, file)))
            for file in (CHECKSUMS, COMPLETENESS_FILE, DATABASE)
        )
