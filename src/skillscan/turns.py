"""One crawl of a source at a time: two at once would spend the API host's budget twice."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(home: Path, source: str, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the source's lock below ``home``; ``on_wait`` is called when another process has it.

    The lock belongs to the process and is free again when the process dies.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"collect-{source}.lock").open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield
