"""One writer at a time of a folder that several processes, or machines, write.

In a local folder the operating system keeps the lock, and lets go of it when the process ends. On
object storage it is a small file that only one can create; it says who has it and until when, and
is void from then on, for a machine that was switched off gives nothing back.
"""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock, Timeout

from skillscan.errors import FolderLockedError

LOCK = ".lock"
LEASE = timedelta(hours=1)
"""So long a lock on object storage holds."""
SETTLING_SECONDS = 2.0
"""Two that find a void lock may both remove and create it: the later one has it, which is seen
after this time.
"""
_ASKING_SECONDS = 1.0
_ADVICE = "wait until it has ended, or set SKILLSCAN_LOCK_SECONDS to wait longer"


@dataclass(frozen=True)
class FolderLock:
    """A lock that is held; ``files`` is the fsspec file system it lies on, ``None`` locally."""

    files: Any
    place: str
    token: str = field(default_factory=lambda: uuid4().hex)

    def require(self) -> None:
        """Raises FolderLockedError where somebody else has it by now: it was held for too long."""
        if self.files is not None and _holder(self.files, self.place).get("token") != self.token:
            raise FolderLockedError(
                f"{self.files.unstrip_protocol(self.place)} was taken by another process after "
                f"{LEASE}: nothing was written; run it again"
            )


@contextmanager
def held(files: Any, place: str, seconds: float) -> Iterator[FolderLock]:
    """Hold the lock at a place; ``files`` is an fsspec file system, ``None`` for a local one.

    Raises FolderLockedError where another process has it for longer than ``seconds``.
    """
    lock = FolderLock(files, place)
    if files is None:
        with _held_locally(Path(place), seconds):
            yield lock
        return
    _acquire(lock, seconds)
    try:
        yield lock
    finally:
        if _holder(files, place).get("token") == lock.token:
            files.rm_file(place)


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


def _acquire(lock: FolderLock, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not _is_acquired(lock):
        if time.monotonic() >= ends:
            holder = _holder(lock.files, lock.place)
            raise FolderLockedError(
                f"{holder.get('by', 'another process')} is writing in "
                f"{lock.files.unstrip_protocol(lock.place).rpartition('/')[0]} (until "
                f"{holder.get('until', 'it has ended')} at most): {_ADVICE}"
            )
        time.sleep(min(_ASKING_SECONDS, seconds))


def _is_acquired(lock: FolderLock) -> bool:
    was_void = _remove_void(lock)
    now = datetime.now(UTC)
    content = {
        "token": lock.token,
        "by": f"process {os.getpid()} on {socket.gethostname()}",
        "since": now.isoformat(timespec="seconds"),
        "until": (now + LEASE).isoformat(timespec="seconds"),
    }
    try:
        lock.files.pipe_file(lock.place, json.dumps(content).encode(), mode="create")
    except FileExistsError:
        return False
    if was_void:
        time.sleep(SETTLING_SECONDS)
    return bool(_holder(lock.files, lock.place).get("token") == lock.token)


def _remove_void(lock: FolderLock) -> bool:
    holder = _holder(lock.files, lock.place)
    if not holder:
        return False
    try:
        is_void = datetime.fromisoformat(holder["until"]) < datetime.now(UTC)
    except (KeyError, ValueError, TypeError):
        is_void = True  # nobody wrote it so
    if is_void:
        lock.files.rm_file(lock.place)
    return is_void


def _holder(files: Any, place: str) -> dict[str, Any]:
    """What the lock's file says; empty where there is none."""
    try:
        content = json.loads(files.cat_file(place))
    except FileNotFoundError:
        return {}
    except ValueError:
        return {"by": "a process unknown"}
    return content if isinstance(content, dict) else {"by": "a process unknown"}
