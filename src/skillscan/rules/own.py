"""The folder of an operator's own rules, ``rules`` of the home (``SKILLSCAN_HOME``).

Only files that something reads may stand there: a file with a misspelled name would look as if it
were in force. ``employers.yaml`` is read by the grouping (``skillscan.dedup``), the others by the
components of the pipeline.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skillscan.rules.source import MAX_BYTES, Fault, RuleError, read_source

OWN_FOLDER = "rules"
EMPLOYERS_FILE = "employers.yaml"
READING_FILES = (
    "degrees.yaml",
    "experience.yaml",
    "headings.yaml",
    "modifiers.yaml",
    "pay.yaml",
    "sentences.yaml",
    "seniority.yaml",
    "titles.yaml",
    "workplace.yaml",
)
"""The files by which the components of the pipeline read (a test compares)."""


def own_folder(home: Path | None) -> Path | None:
    """The folder of own rules of a home, where it is there."""
    folder = home / OWN_FOLDER if home else None
    return folder if folder is not None and folder.exists() else None


def own_files(folder: Path) -> list[str]:
    """The own files of the reading by name; raises RuleError for what is no rule file."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise RuleError(
            [Fault(str(folder), 1, "", f"cannot be read as a folder: {error.strerror}")]
        ) from error
    faults = [fault for entry in entries for fault in _faults(entry)]
    if faults:
        raise RuleError(faults)
    return [entry.name for entry in entries if entry.name in READING_FILES]


def _faults(entry: Path) -> Iterator[Fault]:
    if entry.name.startswith(".") or entry.name.endswith("~"):
        return  # what editors and file managers leave
    known = ", ".join(sorted((*READING_FILES, EMPLOYERS_FILE)))
    if entry.name not in (*READING_FILES, EMPLOYERS_FILE):
        message = f"no own rules of this name are read; rename or move it. Known are: {known}"
        yield Fault(str(entry), 1, "", message)
    elif not entry.is_file():
        yield Fault(str(entry), 1, "", "is no file")


def own_text(folder: Path, name: str) -> str | None:
    """The content of an own file, with plain line ends; ``None`` where there is none."""
    path = folder / name
    if not path.exists():
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RuleError([Fault(str(path), 1, "", f"cannot be read: {error.strerror}")]) from error
    if len(content) > MAX_BYTES:
        raise RuleError([Fault(str(path), 1, "", f"longer than {MAX_BYTES:,} bytes")])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"is no UTF-8 ({error.reason}): save it as UTF-8"
        raise RuleError([Fault(str(path), line, "", message)]) from error


def own_rule_ids(folder: Path | None) -> dict[str, list[str]]:
    """What the own files of the reading hold, by file: rules by group and id, and lists by name.

    A rule that is only taken away stands with a minus before it.
    """
    if folder is None:
        return {}
    found = {}
    for name in own_files(folder):
        source = read_source(own_text(folder, name) or "", str(folder / name))
        found[name] = list(_entries(source.content))
    return {name: entries for name, entries in found.items() if entries}


def _entries(content: Mapping[str, Any]) -> Iterator[str]:
    for key, part in content.items():
        if isinstance(part, list) and any(isinstance(entry, dict) for entry in part):
            for entry in part:
                sign = "-" if entry.get("remove") is True else ""
                yield f"{sign}{key}.{entry.get('id')}"
        elif key == "fragments" and isinstance(part, dict):
            yield from (f"{key}.{name}" for name in part)
        else:
            yield key
