"""The SHA-256 of files, of which a step that asks for it often reads each once.

What was read is known again by the file's number, size and time of change: by whatever name, and
not where a program changed it since. Whoever looks for what no program did (a flipped bit) says so
by asking outside of ``read_once``.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_Known = dict[tuple[int, int, int, int], str]
_KNOWN: ContextVar[_Known | None] = ContextVar("digests of files that were read", default=None)
_SETTLED_NS = 3_000_000_000
"""Some file systems count time in steps of two seconds: a file that changed less long ago may
change again and look the same.
"""


@contextmanager
def read_once() -> Iterator[None]:
    """Read no file a second time within this block, as long as it looks unchanged."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def file_digest(path: Path) -> str:
    """The SHA-256 (hexadecimal) of a file; raises OSError where it cannot be read."""
    known = _KNOWN.get()
    with path.open("rb") as stream:
        about = os.fstat(stream.fileno())
        seen = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
        if known is not None and seen in known:
            return known[seen]
        is_settled = time.time_ns() - about.st_mtime_ns > _SETTLED_NS
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if known is not None and is_settled:
        known[seen] = digest
    return digest
