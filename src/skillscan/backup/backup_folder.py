"""Where backups lie, and what one is made of."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from skillscan.errors import SkillscanError
from skillscan.settings import Settings
from skillscan.storage.checked_json import CHECKSUM, checked, checksum
from skillscan.storage.versioned_folder import VersionedFolder

MANIFEST = "manifest.json"
"""Written last: a folder with it is a backup."""
SCHEMA = "schema.sql"
"""The statements that make the tables as they were."""
LAST_CHECK = "last-check.json"
"""Beside the backups: when the warehouse was last found to be what the newest one holds."""
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds: ``rows`` by table, each in ``<table>.parquet``; ``taken_at`` is UTC.

    ``contents`` is the sum of the hashes of a table's rows, as this version of DuckDB hashes them.
    """

    taken_at: datetime
    skillscan: str
    duckdb: str
    rows: dict[str, int]
    contents: dict[str, str]


def backup_folder(settings: Settings) -> VersionedFolder:
    """The backups of an installation."""
    return VersionedFolder(settings.backups, MANIFEST)


def last_check(folder: VersionedFolder, name: str) -> datetime | None:
    """When a backup was last taken, or found to hold what the warehouse does (UTC)."""
    try:
        said = checked(folder.read(LAST_CHECK))
        return datetime.fromisoformat(said["at"]) if said["backup"] == name else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def note_check(folder: VersionedFolder, name: str, now: datetime) -> None:
    """Write down that it was; ``now`` is UTC."""
    row = {"backup": name, "at": now.isoformat()}
    folder.write((json.dumps({**row, CHECKSUM: checksum(row)}) + "\n").encode(), LAST_CHECK)


def to_json(manifest: Manifest) -> str:
    """The text of ``manifest.json``."""
    return json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, default=str) + "\n"


def read_manifest(folder: VersionedFolder, name: str) -> Manifest:
    """The manifest of a backup. Raises SkillscanError where it cannot be read or is newer."""
    try:
        values: dict[str, Any] = json.loads(folder.read(name, MANIFEST))
        if values.pop("format") != FORMAT:
            raise SkillscanError(
                f"backup {folder.path(name)} was written by a newer skillscan: install that version"
            )
        return Manifest(**{**values, "taken_at": datetime.fromisoformat(values["taken_at"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SkillscanError(
            f"{folder.path(name, MANIFEST)} is damaged ({error}): restore another backup "
            "(`skillscan backup --list` names them)"
        ) from error
