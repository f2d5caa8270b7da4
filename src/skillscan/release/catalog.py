"""Releases, as analysts, editors and the next publish read them: the latest, or one by its name.

Whoever opens a release is told where it is not as it was written: numbers of an altered one are
nobody's.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from skillscan.errors import SkillscanError, UsageError
from skillscan.release.damage import MOST_FAULTS, damage_text, mend, require_as_written
from skillscan.release.document import Publication, from_json
from skillscan.release.index import on_record, removed_on
from skillscan.release.release_folder import (
    COMPLETENESS_FILE,
    DATABASE,
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


CACHED_RELEASES = 12
"""So many databases of releases that lie elsewhere are kept: a year of months."""
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

    def connect(
        self, *, is_alone: bool = False
    ) -> "AbstractContextManager[duckdb.DuckDBPyConnection]":
        """A read-only connection to the release's database, in UTC; ``is_alone``: with settings of
        its own.
        """
        from skillscan.release import database

        return database.reading(self.database, is_alone=is_alone)


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


def _published_at(folder: VersionedFolder, name: str) -> tuple[str, str]:
    try:
        return str(json.loads(folder.read(name, COMPLETENESS_FILE))["published_at"]), name
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return "", name


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
    if not folder.is_single_name(name):
        raise SkillscanError(
            f"{name[:MAX_REASON_CHARS]!r} cannot be the name of a release: where "
            f"{folder.path(LATEST)} says so, delete it, and `skillscan publish` writes it again"
        )
    require_as_written(folder, name)
    try:
        publication = from_json(folder.read(name, COMPLETENESS_FILE))
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


def open_latest(settings: Settings) -> Release:
    """The release that ``latest`` names. Raises SkillscanError before the first one."""
    folder = release_folder(settings.releases)
    name = latest_name(folder)
    if name is None and (passed_ones := list(passed(folder))):
        raise SkillscanError(
            f"{folder.path(LATEST)} is gone or empty, although {passed_ones[0]} passed its gates: "
            "`skillscan publish` writes it again"
        )
    if name is None:
        raise SkillscanError(
            f"there is no release yet at {settings.releases}: run `skillscan publish` "
            "(or `skillscan demo`, whose release SKILLSCAN_HOME=var/demo shows)"
        )
    return open_release(settings, name)


def passed(folder: VersionedFolder) -> Iterator[str]:
    """The releases that passed their gates, the newest first; those that lost files, too, as far as
    the index knows of them.
    """
    names = [one for one, may_be_read in on_record(folder).items() if may_be_read]
    for _, of_day in groupby(sorted(names, reverse=True), key=_day):
        together = list(of_day)
        if len(together) > 1:
            together.sort(key=partial(_published_at, folder), reverse=True)
        yield from together


def _day(name: str) -> str:
    return name[: len("2026-01-31")]


def open_named(settings: Settings, word: str | None) -> Release:
    """The release that a word means: its name or the beginning or end of it, when it is the only
    one; ``None`` or ``latest``: the latest. Raises UsageError where it is none, or several, and
    SkillscanError where there is no release yet.
    """
    if word in {None, LATEST}:
        return open_latest(settings)
    return open_release(settings, name_of(settings, str(word)))


def name_of(settings: Settings, word: str) -> str:
    """The full name of the release that a word means. Raises UsageError where there is none, or
    more than one; one that was removed is told from one that never was.
    """
    folder = release_folder(settings.releases)
    names = list(on_record(folder))
    if word in names:
        return word
    found = [one for one in names if word and (one.startswith(word) or one.endswith(word))]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{word!r} may mean {', '.join(found[:MOST_FAULTS])}: say more of it")
    if day := removed_on(folder, word):
        raise UsageError(
            f"release {word} was removed on {day:%Y-%m-%d}, as SKILLSCAN_RELEASES_KEPT says; "
            f"{folder.path('index.json')} keeps its hash"
        )
    raise UsageError(
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
        folder.fetch(name, [DATABASE], copy.parent)
        _forget_others(copy.parent)
        if not folder.is_copy(name, DATABASE, copy):
            copy.unlink()
            faults = [f"{DATABASE} is altered"]
            raise SkillscanError(f"release {name} is {damage_text(faults)}: {mend(folder, name)}")
    return copy


def _forget_others(newest: Path) -> None:
    """Remove the copies of releases that were fetched longest ago."""
    others = [one for one in newest.parent.iterdir() if one.is_dir() and one != newest]
    others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    for one in others[CACHED_RELEASES - 1 :]:
        shutil.rmtree(one, ignore_errors=True)
