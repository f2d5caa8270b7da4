"""The pipeline's version: a hash over everything that decides a reading."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from skillscan import resources

_SOURCE_PACKAGES = ("skillscan.nlp", "skillscan.taxonomy", "skillscan.text")
_DATA_FOLDERS = ("taxonomy", "rules")
_NOT_READING = frozenset({"employers.yaml", "hackernews.yaml", "openings.yaml", "places.yaml"})
"""Rules of other steps: a change there re-reads nothing."""
_SUFFIXES = (".py", ".yaml", ".csv", ".json", ".jsonl", ".txt")


@cache
def pipeline_version() -> str:
    """Twelve hex digits that change when a rule, alias or line of reading code changes.

    The same for the same content wherever it is installed: file names relative to their package
    and bytes with normalised line ends, in sorted order; nothing of the machine or the clock.
    """
    digest = hashlib.sha256()
    for name, content in _parts():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _parts() -> Iterator[tuple[str, bytes]]:
    for package in _SOURCE_PACKAGES:
        yield from _walk(files(package), package)
    for folder in _DATA_FOLDERS:
        yield from _walk(resources.data(folder), f"data/{folder}")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _walk(entry, name)
        elif entry.name.endswith(_SUFFIXES) and entry.name not in _NOT_READING:
            yield name, entry.read_bytes().replace(b"\r\n", b"\n")
