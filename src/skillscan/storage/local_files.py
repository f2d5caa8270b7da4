"""Files in a folder of this machine, asked for as those on other machines are.

Without fsspec: its import takes longer than to read a release.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from skillscan.storage.file_digest import file_digest
from skillscan.storage.stored_file import StoredFile
from skillscan.storage.whole_file import write_whole


class LocalFiles:
    """The calls of ``RemoteFiles``; what goes wrong raises OSError."""

    def url(self, path: str) -> str:
        """What others call a path."""
        return path

    def exists(self, path: str) -> bool:
        """Whether there is a file."""
        return Path(path).exists()

    def existing(self, paths: Collection[str]) -> set[str]:
        """Those of the paths at which there is a file."""
        return {path for path in paths if self.exists(path)}

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return Path(path).read_bytes()

    def read_each(self, paths: Collection[str]) -> dict[str, bytes]:
        """The contents of files, by path; those that are not there are left out."""
        contents = {}
        for path in paths:
            with suppress(FileNotFoundError):
                contents[path] = self.read(path)
        return contents

    def digests(self, paths: Collection[str]) -> Iterator[tuple[str, str | OSError]]:
        """The SHA-256 (hexadecimal) of files, by path, or why one cannot be read; those that are
        not there are left out.
        """
        for path in paths:
            try:
                yield path, file_digest(Path(path))
            except FileNotFoundError:
                continue
            except OSError as error:
                yield path, error

    def open(self, path: str) -> BinaryIO:
        """A file to read from."""
        return Path(path).open("rb")

    def fetch(self, copies: Mapping[str, Path]) -> None:
        """Copy files to other paths."""
        for path, copy in copies.items():
            shutil.copyfile(path, copy)

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, whole."""
        write_whole(Path(path), content)

    def remove(self, paths: Collection[str]) -> None:
        """Delete files."""
        for path in paths:
            Path(path).unlink()

    def remove_folder(self, path: str) -> None:
        """Delete a folder and what lies below it."""
        shutil.rmtree(path)

    def move(self, path: str, to: str) -> None:
        """Give a file another path."""
        Path(to).parent.mkdir(parents=True, exist_ok=True)
        Path(path).rename(to)

    def find(self, path: str) -> dict[str, StoredFile]:
        """All files below a path, at any depth."""
        found = {}
        for one in Path(path).rglob("*"):
            if one.is_file():
                about = one.stat()
                changed = datetime.fromtimestamp(about.st_mtime, UTC)
                found[one.as_posix()] = StoredFile(about.st_size, changed)
        return found

    def folders(self, path: str) -> list[str]:
        """The names of the folders directly below a path."""
        there = Path(path)
        return [one.name for one in there.iterdir() if one.is_dir()] if there.is_dir() else []
