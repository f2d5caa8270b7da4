"""The checksums of a set of files, in the format of ``sha256sum``.

The first line, a comment, has the SHA-256 of all other lines: one that lost some is found out.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

CHECKSUMS = "SHA256SUMS"
"""Beside the files; ``sha256sum --check SHA256SUMS`` in their folder reads it."""
_OF_THE_REST = "# sha256 of the lines below: "
_STATED = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Checksums:
    """SHA-256 (hexadecimal) by file; ``is_as_written``: nobody altered them (those of early
    versions do not say, and are believed where they are checksums at all).
    """

    digests: Mapping[str, str]
    is_as_written: bool


def checksums_text(digests: Mapping[str, str]) -> str:
    """The content of the file."""
    rest = "".join(f"{digest}  {file}\n" for file, digest in sorted(digests.items()))
    return f"{_OF_THE_REST}{hashlib.sha256(rest.encode()).hexdigest()}\n{rest}"


def stated_checksums(content: bytes) -> Checksums:
    """What such a content says."""
    lines = content.decode("utf-8", "replace").splitlines()
    stated = (line.partition("  ") for line in lines if not line.startswith("#"))
    digests = {file: digest for digest, _, file in stated}
    first, _, rest = content.partition(b"\n")
    said = first.decode("utf-8", "replace")
    if said.startswith("#"):
        is_as_written = said == _OF_THE_REST + hashlib.sha256(rest).hexdigest()
    else:
        is_as_written = all(map(_STATED.fullmatch, digests.values()))
    return Checksums(digests, is_as_written)
