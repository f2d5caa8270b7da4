"""One writer at a time of a folder that several processes, or machines, write.

In a local folder the operating system keeps the lock, and lets go of it when the process ends. On
object storage it is a small file that only one can create; it says who has it and until when. Its
holder says so anew while it works: of one that was killed, or a machine that was switched off, it
is void some minutes later.
"""

import json
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock, Timeout

from skillscan.errors import FolderLockedError, StorageError
from skillscan.storage.local_files import LocalFiles
from skillscan.storage.remote_files import RemoteFiles

LOCK = ".lock"
LEASE = timedelta(minutes=5)
"""So long a lock on object storage holds after its holder last said so."""
RENEWED_AFTER = timedelta(minutes=1)
SETTLING_SECONDS = 2.0
"""Two that find a void lock may both remove and create it, or meet its holder, who says anew that
he has it: the later one has it, which is seen after this time.
"""
_ASKING_SECONDS = 1.0
_ADVICE = "wait until it has ended, or set SKILLSCAN_LOCK_SECONDS to wait longer"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class FolderLock:
    """A lock that is held; where it lies."""

    files: LocalFiles | RemoteFiles
    place: str
    token: str = field(default_factory=lambda: uuid4().hex)

    def require(self) -> None:
        """Raises FolderLockedError where somebody else has it by now: this process stood still."""
        if isinstance(self.files, RemoteFiles) and not _is_holder(self):
            raise FolderLockedError(
                f"{self.files.url(self.place)} was taken by another process, as this one had not "
                f"said for {LEASE} that it writes: nothing was written; run it again"
            )


@contextmanager
def held(files: LocalFiles | RemoteFiles, place: str, seconds: float) -> Iterator[FolderLock]:
    """Hold the lock at a place.

    Raises FolderLockedError where another process has it for longer than ``seconds``.
    """
    lock = FolderLock(files, place)
    if isinstance(files, LocalFiles):
        with _held_locally(Path(place), seconds):
            yield lock
        return
    _acquire(lock, files, seconds)
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(lock, files, ended), daemon=True)
    renewing.start()
    try:
        yield lock
    finally:
        ended.set()
        renewing.join()
        _give_back(lock, files)


@contextmanager
def _held_locally(place: Path, seconds: float) -> Iterator[None]:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(place, timeout=seconds):
            yield
    except Timeout as error:
        raise FolderLockedError(
            f"another process is writing in {place.parent}: {_ADVICE}"
        ) from error


def _acquire(lock: FolderLock, files: RemoteFiles, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not _is_acquired(lock, files):
        if time.monotonic() >= ends:
            holder = _holder(lock)
            raise FolderLockedError(
                f"{holder.get('by', 'another process')} is writing in "
                f"{files.url(lock.place).rpartition('/')[0]} (if it was killed, until "
                f"{holder.get('until', 'it has ended')}): {_ADVICE}"
            )
        time.sleep(min(_ASKING_SECONDS, seconds))


def _is_acquired(lock: FolderLock, files: RemoteFiles) -> bool:
    was_void = _remove_void(lock, files)
    try:
        files.create(lock.place, _content(lock))
    except FileExistsError:
        return False
    if was_void:
        time.sleep(SETTLING_SECONDS)
    return _is_holder(lock)


def _content(lock: FolderLock) -> bytes:
    now = datetime.now(UTC)
    content = {
        "token": lock.token,
        "by": f"process {os.getpid()} on {socket.gethostname()}",
        "at": now.isoformat(timespec="seconds"),
        "until": (now + LEASE).isoformat(timespec="seconds"),
    }
    return json.dumps(content).encode()


def _renew(lock: FolderLock, files: RemoteFiles, ended: threading.Event) -> None:
    """Say anew, now and then, that the lock is held; not where somebody else has it."""
    while not ended.wait(RENEWED_AFTER.total_seconds()):
        try:
            if not _is_holder(lock):
                return
            files.write(lock.place, _content(lock))
        except StorageError as error:  # it may answer again before the lease ends
            _LOG.warning("the lock was not renewed: %s", error)


def _give_back(lock: FolderLock, files: RemoteFiles) -> None:
    """Remove the lock; where that fails it becomes void by itself, and what was done stands."""
    try:
        if _is_holder(lock):
            files.remove([lock.place])
    except StorageError as error:
        _LOG.warning("the lock was not given back, and holds for %s: %s", LEASE, error)


def _remove_void(lock: FolderLock, files: RemoteFiles) -> bool:
    holder = _holder(lock)
    if not holder:
        return False
    try:
        is_void = datetime.fromisoformat(holder["until"]) < datetime.now(UTC)
    except (KeyError, ValueError, TypeError):
        is_void = True  # nobody wrote it so
    if is_void:
        files.remove([lock.place])
    return is_void


def _is_holder(lock: FolderLock) -> bool:
    return bool(_holder(lock).get("token") == lock.token)


def _holder(lock: FolderLock) -> dict[str, Any]:
    """What the lock's file says; empty where there is none."""
    try:
        content = json.loads(lock.files.read(lock.place))
    except FileNotFoundError:
        return {}
    except ValueError:
        return {"by": "a process unknown"}
    return content if isinstance(content, dict) else {"by": "a process unknown"}
