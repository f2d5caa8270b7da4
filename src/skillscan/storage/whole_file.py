"""A local file is replaced in one step: a reader, or a power cut, meets the old one or the new."""

import os
from pathlib import Path
from uuid import uuid4


def write_whole(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write the content beside the file, onto the disk, and put it in the file's place.

    ``mode`` are its permissions; by default those that any new file of this process gets. Raises
    OSError; what was there stays then.
    """
    aside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            aside.chmod(mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
