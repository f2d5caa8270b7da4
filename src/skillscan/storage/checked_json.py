"""Small JSON documents that carry their own checksum, so that an altered one is found out."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

CHECKSUM = "checksum"
"""Key of the SHA-256: of the document's JSON without this key, keys sorted, no blanks."""


def checksum(values: Mapping[str, Any]) -> str:
    """The checksum of a document."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def checked(text: bytes | str) -> dict[str, Any]:
    """A document without its checksum; one that has none (of an early version) is taken as it is.

    Raises ValueError or TypeError where it is not as it was written.
    """
    values = json.loads(text)
    if not isinstance(values, dict):
        raise TypeError("not a JSON object")
    if CHECKSUM in values and values.pop(CHECKSUM) != checksum(values):
        raise ValueError("it is not as it was written: its checksum differs")
    return values
