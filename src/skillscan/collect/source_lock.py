"""One crawl of a source at a time: two at once would spend the API host's budget twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from filelock import FileLock, Timeout

LOOK_AGAIN_SECONDS = 0.2


@contextmanager
def source_lock(
    home: Path,
    source: str,
    on_wait: Callable[[], None] = lambda: None,
    stopping: Event | None = None,
) -> Iterator[None]:
    """Hold the source's lock below ``home``; ``on_wait`` is called when another crawl has it.

    The lock belongs to the process and is free again when the process dies. Waiting ends without
    the lock when ``stopping`` is set.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"collect-{source}.lock")
    try:
        if not _is_acquired(lock):
            on_wait()
            _wait(lock, stopping or Event())
        yield
    finally:
        lock.release()


def _wait(lock: FileLock, stopping: Event) -> None:
    while not _is_acquired(lock):
        if stopping.wait(LOOK_AGAIN_SECONDS):
            return


def _is_acquired(lock: FileLock) -> bool:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    return True
