"""Where releases lie: a folder or any fsspec URL.

A release becomes visible whole or not at all: locally it is written aside in the same file system
and renamed; on object storage, which has no rename of folders, ``statistics.json`` is uploaded last
and a folder without it is no release. ``latest`` is a small file with the release's name.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

COMPLETENESS_FILE = "statistics.json"
"""A folder with this file is a release."""
_STAGING = ".staging-"
_STALE_SECONDS = 24 * 60 * 60


class ReleaseFolder:
    """The releases below one root; names are single path parts."""

    def __init__(self, root: str) -> None:
        self._files, self._root = _file_system(root)
        self._root = self._root.rstrip("/")
        self.is_local = isinstance(self._files, _LocalFiles)

    def path(self, *parts: str) -> str:
        """Where a release, or a file of one, lies: a path, or a URL on remote storage."""
        joined = "/".join((self._root, *parts))
        return joined if self.is_local else str(self._files.unstrip_protocol(joined))

    def exists(self, name: str) -> bool:
        """Whether there is a whole release of this name."""
        return bool(self._files.exists(f"{self._root}/{name}/{COMPLETENESS_FILE}"))

    def read(self, *parts: str) -> bytes:
        """The content of a file; raises FileNotFoundError."""
        return bytes(self._files.cat_file("/".join((self._root, *parts))))

    def fetch(self, name: str, file: str, target: Path) -> None:
        """Copy a file of a release to a local path."""
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.{uuid4().hex[:8]}")
        self._files.get_file(f"{self._root}/{name}/{file}", str(aside))
        aside.replace(target)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A local folder to write a release in; removed when the block ends, whatever happens."""
        if self.is_local:
            Path(self._root).mkdir(parents=True, exist_ok=True)
            self._sweep()
        parent = self._root if self.is_local else None
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def add(self, staged: Path, name: str) -> None:
        """Make a staged folder the release of this name; its files become read-only."""
        staged.chmod(0o755)
        if not self.is_local:
            self._upload(staged, name)
            return
        for file in staged.rglob("*"):
            if file.is_file():
                file.chmod(0o444)
                _sync(file)
        staged.rename(Path(self._root) / name)

    def write(self, content: bytes, *parts: str) -> None:
        """Write a small file: atomically where the storage is local."""
        if not self.is_local:
            self._files.pipe_file("/".join((self._root, *parts)), content)
            return
        target = Path(self._root, *parts)
        aside = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
        try:
            aside.write_bytes(content)
            _sync(aside)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)

    def _upload(self, staged: Path, name: str) -> None:
        files = sorted(path for path in staged.rglob("*") if path.is_file())
        for file in sorted(files, key=lambda path: path.name == COMPLETENESS_FILE):
            remote = f"{self._root}/{name}/{file.relative_to(staged).as_posix()}"
            self._files.makedirs(remote.rsplit("/", 1)[0], exist_ok=True)
            self._files.put_file(str(file), remote)

    def _sweep(self) -> None:
        """Remove what a killed publish left a day ago or earlier."""
        for folder in Path(self._root).glob(f"{_STAGING}*"):
            if time.time() - folder.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


class _LocalFiles:
    """What is asked of fsspec, in a folder of this machine: its import takes longer than to read a
    release.
    """

    def exists(self, path: str) -> bool:
        return Path(path).exists()

    def cat_file(self, path: str) -> bytes:
        return Path(path).read_bytes()

    def get_file(self, path: str, target: str) -> None:
        shutil.copyfile(path, target)


def _file_system(root: str) -> tuple[Any, str]:
    """What reads and writes files below a root, and the root's path there."""
    if ":" not in root:
        return _LocalFiles(), Path(root).expanduser().absolute().as_posix()
    from fsspec.core import url_to_fs
    from fsspec.implementations.local import LocalFileSystem

    files, path = url_to_fs(root)
    return (_LocalFiles() if isinstance(files, LocalFileSystem) else files), path


def _sync(file: Path) -> None:
    """Wait until the file is on the disk, so that a full disk is noticed before the rename."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
