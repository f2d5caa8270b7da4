"""Sets that are uploaded: no reader meets half of one, and what a killed upload left goes again.

Object storage renames nothing. A new set is announced by a small file before its first file is
sent, and its completeness file, without which it is no set, is sent last. What takes the place of a
set is uploaded aside and copied when it is whole: whoever writes next copies it to the end.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skillscan.storage.remote_files import RemoteFiles
from skillscan.storage.stored_file import StoredFile

UPLOADING = ".uploading"
"""Folder of a file for each set that is being uploaded."""
REPLACING = ".replacing"
"""Folder of the sets that are to take the place of others."""
STALE = timedelta(days=1)
"""What lies there for longer belongs to an upload that died."""


class UnfinishedUploads:
    """The uploads into one folder of sets; only one process at a time replaces sets."""

    def __init__(self, files: RemoteFiles, root: str, completeness_file: str) -> None:
        self._files = files
        self._root = root
        self._completeness_file = completeness_file

    def add(self, name: str, files: Mapping[str, Path]) -> None:
        """Upload a set (local files by their path in it) that is not there."""
        announced = f"{self._root}/{UPLOADING}/{name}"
        self._files.write(announced, datetime.now(UTC).isoformat().encode())
        self._send(f"{self._root}/{name}", files)
        self._files.remove([announced])

    def replace(self, name: str, files: Mapping[str, Path]) -> None:
        """Upload a set in the place of the one of this name."""
        self._remove(f"{self._root}/{REPLACING}/{name}")
        self._send(f"{self._root}/{REPLACING}/{name}", files)
        self._put_in_place(name)

    def forget(self, name: str) -> None:
        """Remove what is there of a set whose upload did not come to its end."""
        announced = f"{self._root}/{UPLOADING}/{name}"
        if self._files.exists(announced):
            self._remove(f"{self._root}/{name}")
            self._files.remove([announced])

    def sweep(self) -> None:
        """Bring replacements that are whole to their end, and remove what stale uploads left."""
        below = f"{self._root}/{REPLACING}"
        replacing: dict[str, dict[str, StoredFile]] = {}
        for path, file in self._files.find(below).items():
            name, _, inner = path.removeprefix(f"{below}/").partition("/")
            replacing.setdefault(name, {})[inner] = file
        for name, found in replacing.items():
            if self._completeness_file in found:
                self._put_in_place(name)
            elif all(map(_is_stale, found.values())):
                self._remove(f"{below}/{name}")
        for announced, file in self._files.find(f"{self._root}/{UPLOADING}").items():
            if _is_stale(file):
                self._end(announced, announced.rpartition("/")[2])

    def _end(self, announced: str, name: str) -> None:
        if not self._files.exists(f"{self._root}/{name}/{self._completeness_file}"):
            self._remove(f"{self._root}/{name}")
        self._files.remove([announced])

    def _send(self, place: str, files: Mapping[str, Path]) -> None:
        paths = {f"{place}/{name}": file for name, file in files.items()}
        last = f"{place}/{self._completeness_file}"
        self._files.send({path: file for path, file in paths.items() if path != last})
        self._files.send({last: paths[last]})

    def _put_in_place(self, name: str) -> None:
        place, aside = f"{self._root}/{name}", f"{self._root}/{REPLACING}/{name}"
        targets = {one: place + one.removeprefix(aside) for one in self._files.find(aside)}
        old = set(self._files.find(place)) - set(targets.values())
        last = f"{aside}/{self._completeness_file}"
        self._files.copy({one: to for one, to in targets.items() if one != last})
        self._files.copy({last: targets[last]})
        self._files.remove(sorted(old))
        self._files.remove([last])  # first: half a set must not be taken for one
        self._remove(aside)

    def _remove(self, place: str) -> None:
        self._files.remove(list(self._files.find(place)))


def _is_stale(file: StoredFile) -> bool:
    return file.changed_at is not None and datetime.now(UTC) - file.changed_at > STALE
