"""The pipeline's version: a hash over everything that decides a reading."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from skillscan import resources
from skillscan.rules.own import own_digest, own_folder

_SOURCE_PACKAGES = ("skillscan.nlp", "skillscan.rules", "skillscan.taxonomy", "skillscan.text")
_DATA_FOLDERS = ("taxonomy", "rules")
_NOT_READING = frozenset(
    {
        *("employers.yaml", "hackernews.yaml", "openings.yaml", "places.yaml"),
        *("check.py", "mutation.py", "proof.py", "targets.py"),
        *("rule_candidates.py", "rule_trial.py"),
    }
)
"""Rules of other steps, and what only looks at rules: a change there re-reads nothing."""
_SUFFIXES = (".py", ".yaml", ".csv", ".json", ".jsonl", ".txt")


def pipeline_version(home: Path | None = None) -> str:
    """Twelve hex digits that change when a rule, alias or line of reading code changes.

    The same for the same content wherever it is installed: file names relative to their package
    and bytes with normalised line ends, in sorted order; nothing of the machine or the clock.
    ``home``: the folder whose own rules are read by, too; without any it is as if there were none.
    Raises RuleError for a folder of own rules that holds anything else.
    """
    own = own_digest(own_folder(home))
    packaged = packaged_version()
    return hashlib.sha256(f"{packaged}\0{own}".encode()).hexdigest()[:12] if own else packaged


@cache
def packaged_version() -> str:
    """The version without anybody's own rules."""
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
