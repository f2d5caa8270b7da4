"""What a listing of storage says of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's size in bytes, and when it was last written (UTC; ``None``: nobody says)."""

    size: int
    changed_at: datetime | None


def stored_file(about: Mapping[str, Any]) -> StoredFile:
    """The same of what fsspec says; its file systems call the time by several names."""
    changed = about.get("LastModified") or about.get("mtime") or about.get("created")
    if isinstance(changed, int | float):
        changed = datetime.fromtimestamp(changed, UTC)
    elif not isinstance(changed, datetime):
        changed = None
    elif changed.tzinfo is None:
        changed = changed.replace(tzinfo=UTC)
    return StoredFile(size=int(about.get("size") or 0), changed_at=changed)
