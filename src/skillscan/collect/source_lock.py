"""One crawl of a source at a time: two at once would spend the API host's budget twice."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import IO

LOOK_AGAIN_SECONDS = 0.2


@contextmanager
def source_lock(
    home: Path,
    source: str,
    on_wait: Callable[[], None] = lambda: None,
    stopping: Event | None = None,
) -> Iterator[None]:
    """Hold the source's lock below ``home``; ``on_wait`` is called when another process has it.

    The lock belongs to the process and is free again when the process dies. Waiting ends without
    the lock when ``stopping`` is set.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"collect-{source}.lock").open("a") as stream:
        if not _has_locked(stream):
            on_wait()
            _wait(stream, stopping or Event())
        yield


def _wait(stream: IO[str], stopping: Event) -> None:
    while not _has_locked(stream):
        if stopping.wait(LOOK_AGAIN_SECONDS):
            return


def _has_locked(stream: IO[str]) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
