"""The newest release that passed its gates, as analysts, editors and the next publish read it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from skillscan.errors import SkillscanError
from skillscan.release.document import Publication, from_json
from skillscan.release.release_folder import (
    COMPLETENESS_FILE,
    GATES_FILE,
    LAST_PUBLISH,
    LATEST,
    release_folder,
)
from skillscan.settings import Settings
from skillscan.storage.checked_json import checked
from skillscan.storage.versioned_folder import VersionedFolder

if TYPE_CHECKING:
    import duckdb

    from skillscan.release.gates import GateVerdict

DATABASE = "skillscan.duckdb"
PAGE = "index.html"
MAX_REASON_CHARS = 300
"""An old release may disagree in every estimate; its first disagreements are enough."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published release. ``folder`` is its path, or its URL on remote storage; ``database`` is a
    local path (a cached copy where releases are remote).
    """

    name: str
    folder: str
    publication: Publication
    database: Path

    @property
    def page(self) -> str:
        """Path or URL of the page."""
        return f"{self.folder}/{PAGE}"

    def connect(self) -> "AbstractContextManager[duckdb.DuckDBPyConnection]":
        """A read-only connection to the release's database, in UTC."""
        from skillscan.release import database

        return database.reading(self.database)


def latest_name(folder: VersionedFolder) -> str | None:
    """The name that ``latest`` holds; ``None`` before the first release."""
    try:
        return folder.read(LATEST).decode("utf-8", "replace").strip() or None
    except FileNotFoundError:
        return None


def newest_passed(folder: VersionedFolder) -> str | None:
    """What ``latest`` names or, where that is not there, the newest release that passed its gates.

    Where no other one passed either, it is what ``latest`` names.
    """
    name = latest_name(folder)
    if name and folder.exists(name):
        return name
    return next(iter(passed(folder)), name)


def _is_passed(folder: VersionedFolder, name: str) -> bool:
    try:
        gates = checked(folder.read(name, GATES_FILE))
    except (FileNotFoundError, ValueError, TypeError):
        return False
    return gates.get("is_passed") is True and gates.get("release") == name


def waived_before(
    folder: VersionedFolder, name: str, verdicts: "Iterable[GateVerdict]"
) -> dict[str, str]:
    """Gates that were waived when this release was accepted and say the same now → the reason.

    Else every later publish of the same content would call what readers are shown held back.
    """
    try:
        rows = checked(folder.read(name, GATES_FILE))["gates"]
        waived = {(row["gate"], row["reason"]): row["waived"] for row in rows if row["waived"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    found = ((verdict.gate, waived.get((verdict.gate, verdict.reason))) for verdict in verdicts)
    return {gate: reason for gate, reason in found if reason}


def _published_at(folder: VersionedFolder, name: str) -> tuple[str, str]:
    try:
        return str(json.loads(folder.read(name, COMPLETENESS_FILE))["published_at"]), name
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return "", name


def state_faults(folder: VersionedFolder, name: str) -> list[str]:
    """Which of the files that are written again and again are not as they were written."""
    faults = []
    for place in ((name, GATES_FILE), (LAST_PUBLISH,)):
        try:
            checked(folder.read(*place))
        except FileNotFoundError:
            continue
        except (ValueError, TypeError):
            faults.append(f"{folder.path(*place)} is altered")
    return faults


def last_publish(folder: VersionedFolder) -> datetime | None:
    """When a publish last ended (UTC), whether it made a release or found nothing changed."""
    try:
        return datetime.fromisoformat(checked(folder.read(LAST_PUBLISH))["at"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def open_release(settings: Settings, name: str) -> Release:
    """A release by name. Raises SkillscanError when it is not there or damaged."""
    folder = release_folder(settings.releases)
    try:
        publication = from_json(folder.read(name, COMPLETENESS_FILE))
    except FileNotFoundError as error:
        raise SkillscanError(
            f"release {name!r} is not whole at {folder.path(name)}: restore the folder, or run "
            f"`skillscan publish`, which names the newest whole one in {folder.path(LATEST)}"
        ) from error
    except ValueError as error:
        raise SkillscanError(
            f"{folder.path(name, COMPLETENESS_FILE)} is damaged, or of another version of "
            f"skillscan: restore it, or delete {folder.path(LATEST)} and run `skillscan publish` "
            f"({str(error)[:MAX_REASON_CHARS]})"
        ) from error
    return Release(
        name=name,
        folder=folder.path(name),
        publication=publication,
        database=_database(folder, name, settings),
    )


def open_latest(settings: Settings) -> Release:
    """The release that ``latest`` names. Raises SkillscanError before the first one."""
    name = latest_name(release_folder(settings.releases))
    if name is None:
        raise SkillscanError(
            f"there is no release yet at {settings.releases}: run `skillscan publish` "
            "(or `skillscan demo` to see one)"
        )
    return open_release(settings, name)


def release_before(settings: Settings, name: str) -> Release | None:
    """What readers were shown before the release of this name: ``latest``, or where that is the
    same content (published on an earlier day, or damaged) the newest other one that passed its
    gates; ``None`` where there is none that can be opened.
    """
    folder = release_folder(settings.releases)
    latest = latest_name(folder)
    for one in chain([latest] if latest else [], passed(folder)):
        if _content(one) == _content(name):
            continue
        try:
            return open_release(settings, one)
        except SkillscanError:
            continue
    return None


def passed(folder: VersionedFolder) -> Iterator[str]:
    """The releases that passed their gates, the newest first."""
    names = [one for one in folder.names() if _is_passed(folder, one)]
    for _, of_day in groupby(sorted(names, reverse=True), key=_day):
        together = list(of_day)
        if len(together) > 1:
            together.sort(key=partial(_published_at, folder), reverse=True)
        yield from together


def _day(name: str) -> str:
    return name[: len("2026-01-31")]


def _content(name: str) -> str:
    return name.rpartition("-")[2]


def _database(folder: VersionedFolder, name: str, settings: Settings) -> Path:
    if folder.is_local:
        return Path(folder.path(name, DATABASE))
    copy = settings.home / "cache" / name / DATABASE
    if not copy.exists():
        folder.fetch(name, DATABASE, copy)
    return copy
