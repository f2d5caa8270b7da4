"""Releases, as analysts, editors and the next publish read them: the latest, or one by its name.

Whoever opens a release is told where it is not as it was written: numbers of an altered one are
nobody's.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from skillscan.errors import SkillscanError
from skillscan.release.document import Publication, from_json
from skillscan.release.release_folder import (
    COMPLETENESS_FILE,
    DATABASE,
    GATES_FILE,
    LAST_PUBLISH,
    LATEST,
    PAGE,
    release_folder,
)
from skillscan.settings import Settings
from skillscan.storage.checked_json import checked
from skillscan.storage.versioned_folder import VersionedFolder

if TYPE_CHECKING:
    import duckdb

    from skillscan.release.gates import GateVerdict

MOST_FAULTS = 5
MAX_REASON_CHARS = 300
"""An old release may disagree in every estimate; its first disagreements are enough."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published release. ``folder`` is its path, or its URL on remote storage; ``database`` is a
    local path (a cached copy where releases are remote).

    ``excerpt`` is what ``statistics.json`` says: all but the numbers of small values.
    """

    name: str
    folder: str
    excerpt: Publication
    database: Path

    @cached_property
    def publication(self) -> Publication:
        """All that the release says; whoever needs few statistics asks for those."""
        return self.of()

    def of(
        self, statistics: Sequence[str] | None = None, population: str | None = None
    ) -> Publication:
        """What the release says, with all numbers of these statistics and this population
        (``None``: of all), and no others.
        """
        if not self.excerpt.left_out:
            return self.excerpt  # of form 1: all stands in the file
        from skillscan.release.stored import with_numbers

        with self.connect() as connection:
            return with_numbers(connection, self.excerpt, statistics, population)

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


def last_publish(folder: VersionedFolder, name: str) -> datetime | None:
    """When a publish last ended with this release (UTC), whether it made it or found nothing
    changed; ``None`` where the last one ended with another, which was held back, say.
    """
    try:
        said = checked(folder.read(LAST_PUBLISH))
        return datetime.fromisoformat(said["at"]) if said["release"] == name else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def open_release(settings: Settings, name: str) -> Release:
    """A release by name. Raises SkillscanError when it is not there, damaged or altered."""
    folder = release_folder(settings.releases)
    if folder.is_single_name(name) and folder.exists(name):
        require_as_written(folder, name)
    try:
        publication = from_json(folder.read(name, COMPLETENESS_FILE))
    except FileNotFoundError as error:
        raise SkillscanError(
            f"release {name!r} is not whole at {folder.path(name)}: `skillscan releases rebuild "
            f"{name}` makes it again from its Parquet files, `skillscan publish` from the data"
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
        excerpt=publication,
        database=_database(folder, name, settings),
    )


def require_as_written(folder: VersionedFolder, name: str) -> None:
    """Raises SkillscanError where a file of a release is missing or altered.

    On remote storage only what is read here is looked at: the others would have to be fetched.
    """
    if not folder.has_checksums(name):
        return
    read_here = None if folder.is_local else (COMPLETENESS_FILE,)
    if faults := folder.faults(name, read_here):
        more = f" and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise SkillscanError(
            f"release {name} is not as it was written: {'; '.join(faults[:MOST_FAULTS])}{more}: "
            f"`skillscan releases rebuild {name}` makes it again from its Parquet files, "
            "`skillscan publish` from the data"
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


def open_named(settings: Settings, word: str | None) -> Release:
    """The release that a word means: its name or the beginning or end of it, when it is the only
    one; ``None`` or ``latest``: the latest. Raises SkillscanError where there is none or several.
    """
    if word in {None, LATEST}:
        return open_latest(settings)
    return open_release(settings, name_of(settings, str(word)))


def name_of(settings: Settings, word: str) -> str:
    """The full name of the release that a word means. Raises SkillscanError where there is none, or
    more than one; one that was removed is told from one that never was.
    """
    folder = release_folder(settings.releases)
    names = folder.names()
    if word in names:
        return word
    found = [one for one in names if word and (one.startswith(word) or one.endswith(word))]
    if len(found) == 1:
        return found[0]
    if found:
        raise SkillscanError(f"{word!r} may mean {', '.join(found[:MOST_FAULTS])}: say more of it")
    from skillscan.release.index import removed_on

    if day := removed_on(folder, word):
        raise SkillscanError(
            f"release {word} was removed on {day:%Y-%m-%d}, as SKILLSCAN_RELEASES_KEPT says; "
            f"{folder.path('index.json')} keeps its hash"
        )
    raise SkillscanError(
        f"there is no release {word!r} at {settings.releases}: `skillscan releases list` names all"
    )


def name_to_rebuild(settings: Settings, word: str) -> str:
    """The same of a release that may have lost the file by which it counts as one."""
    folder = release_folder(settings.releases)
    if folder.is_single_name(word) and folder.files(word):
        return word
    return name_of(settings, word)


def part_address(address: str) -> tuple[str, str | None]:
    """An address ``statistic@release`` in its parts; without ``@`` the release is ``None``."""
    statistic, _, release = address.partition("@")
    return statistic, release or None


def _database(folder: VersionedFolder, name: str, settings: Settings) -> Path:
    """The release's database: a copy of it where releases are remote, fetched again where it is not
    as the release has it (quotes may have been withdrawn since).
    """
    if folder.is_local:
        return Path(folder.path(name, DATABASE))
    copy = settings.home / "cache" / name / DATABASE
    if not copy.exists() or not folder.is_copy(name, DATABASE, copy):
        folder.fetch(name, DATABASE, copy)
    return copy
