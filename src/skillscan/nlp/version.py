"""The pipeline's version: a hash over everything that decides a reading."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from skillscan import resources
from skillscan.rules.own import own_files, own_folder, own_text

_SOURCE_PACKAGES = ("skillscan.nlp", "skillscan.rules", "skillscan.taxonomy", "skillscan.text")
_DATA_FOLDERS = ("taxonomy", "rules")
_NOT_READING = frozenset(
    {
        *("employers.yaml", "hackernews.yaml", "openings.yaml", "places.yaml"),
        *("article_denominators.yaml", "article_doubts.yaml", "article_quantities.yaml"),
        *("article_grammar.yaml", "article_links.yaml", "article_sources.yaml"),
        *("article_subjects.yaml", "account.py", "check.py", "modifier_marks.py"),
        *("mutation.py", "proof.py"),
        *("schema_messages.py", "targets.py", "english_words.txt", "everyday_words.txt"),
        *("condition_proof.py", "name_trial.py", "rule_candidates.py", "rule_trial.py"),
    }
)
"""Rules of other steps, and what only looks at rules: a change there re-reads nothing."""
_SUFFIXES = (".py", ".yaml", ".csv", ".json", ".jsonl", ".txt")


def pipeline_version(home: Path | None = None) -> str:
    """Twelve hex digits that change when a rule, alias or line of reading code changes.

    The same for the same content wherever it is installed: file names relative to their package
    and bytes with normalised line ends, in sorted order; nothing of the machine or the clock.
    Own skills and rules of a ``home`` count as they are now. Raises RuleError for a folder of own
    rules that holds anything else.
    """
    return version_with(own_parts(home))


def version_with(own: Sequence[tuple[str, bytes]]) -> str:
    """The version that the packaged rules have with these own ones (``own_parts``)."""
    return _digest([("packaged", packaged_version().encode()), *own]) if own else packaged_version()


def own_parts(home: Path | None) -> list[tuple[str, bytes]]:
    """The own skills and rules of a home that count, as they are now: ``own/`` and the path of the
    file in the home, and its bytes with plain line ends.
    """
    return list(_own_parts(home)) if home else []


def code_version(names: Iterable[str]) -> str:
    """Twelve hex digits that change when a line of code of these packages and modules changes."""
    return _digest(part for name in names for part in _code(name))


def _code(name: str) -> Iterator[tuple[str, bytes]]:
    parent, _, last = name.rpartition(".")
    module = files(parent).joinpath(f"{last}.py")
    if module.is_file():
        yield name, module.read_bytes().replace(b"\r\n", b"\n")
    else:
        yield from _walk(files(name), name)


@cache
def packaged_version() -> str:
    """The version without anybody's own rules."""
    return _digest(_parts())


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _parts() -> Iterator[tuple[str, bytes]]:
    for package in _SOURCE_PACKAGES:
        yield from _walk(files(package), package)
    for folder in _DATA_FOLDERS:
        yield from _walk(resources.data(folder), f"data/{folder}")


def _own_parts(home: Path) -> Iterator[tuple[str, bytes]]:
    yield from _walk(home / "taxonomy", "own/taxonomy")
    if folder := own_folder(home):
        for name in own_files(folder):
            yield f"own/rules/{name}", (own_text(folder, name) or "").encode()


def _walk(folder: Traversable | Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _walk(entry, name)
        elif entry.name.endswith(_SUFFIXES) and entry.name not in _NOT_READING:
            yield name, entry.read_bytes().replace(b"\r\n", b"\n")
