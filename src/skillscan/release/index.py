"""``index.json``: all releases on record, which is the latest, and when the next one is due.

It is made of what lies there, and keeps what no folder says any more: that a release was removed,
made again, or had quotes withdrawn. Where it is lost, it is made anew.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from skillscan.errors import UsageError
from skillscan.release.document import from_json
from skillscan.release.release_folder import (
    COMPLETENESS_FILE,
    GATES_FILE,
    INDEX,
    LATEST_DATABASE,
    WITHDRAWN_FILE,
)
from skillscan.settings import Settings, variable
from skillscan.storage.checked_json import CHECKSUM, checked, checksum
from skillscan.storage.versioned_folder import VersionedFolder


class IndexEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A release. ``is_passed``: its gates let readers have it; ``withdrawn`` counts the postings
    whose quotes were withdrawn; ``removed_at`` is set where only this entry is left of it.
    """

    release: str
    published_at: datetime | None = None
    as_of: date | None = None
    content_hash: str | None = None
    data_hash: str | None = None
    previous: str | None = None
    is_passed: bool = False
    withdrawn: int = 0
    rebuilt_at: datetime | None = None
    removed_at: datetime | None = None


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """The content of ``index.json``; ``releases`` are in the order of their publication."""

    schema_version: int = 1
    latest: str | None = None
    latest_database_hash: str | None = None
    """SHA-256 of ``latest.duckdb``."""
    next_due: datetime | None = None
    schedule: str | None = None
    base_url: str | None = None
    releases: list[IndexEntry] = []

    def entry(self, name: str) -> IndexEntry | None:
        """What is known of a release."""
        return next((one for one in self.releases if one.release == name), None)


def read_index(folder: VersionedFolder) -> Index:
    """The index as it lies there; empty where there is none, or an altered one."""
    try:
        return msgspec.convert(checked(folder.read(INDEX)), Index)
    except (FileNotFoundError, ValueError, TypeError):
        return Index()


def write_index(
    folder: VersionedFolder,
    settings: Settings,
    *,
    latest: str | None,
    now: datetime,
    latest_database_hash: str | None = None,
    changed: Iterable[IndexEntry] = (),
) -> Index:
    """Write the index anew; ``changed`` are entries that hold instead of those on record, ``now``
    (UTC) is what the next release is due after. Releases that are gone are noted as removed.
    """
    old = read_index(folder)
    gone = [
        msgspec.structs.replace(one, removed_at=now)
        for one in _gone(folder, old)
        if folder.is_single_name(one.release)
    ]
    kept = [one for one in old.releases if folder.is_single_name(one.release)]
    known = {one.release: one for one in (*kept, *gone, *changed)}
    index = current_index(
        folder,
        settings,
        latest,
        msgspec.structs.replace(
            old,
            latest_database_hash=latest_database_hash or old.latest_database_hash,
            next_due=next_due(settings.release_schedule, now),
            schedule=settings.release_schedule,
            base_url=settings.releases_base_url,
            releases=list(known.values()),
        ),
    )
    content: dict[str, Any] = msgspec.to_builtins(index)
    content[CHECKSUM] = checksum(content)
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    folder.write(text.encode(), INDEX)
    return index


def current_index(
    folder: VersionedFolder, settings: Settings, latest: str | None, old: Index | None = None
) -> Index:
    """The index as it is (or ``old``), with the releases that lie there and it lacks."""
    old = old or read_index(folder)
    known = {one.release: one for one in old.releases}
    for name in folder.names():
        known[name] = _with_gates(folder, known.get(name) or described(folder, name))
    ordered = sorted(known.values(), key=lambda one: (str(one.published_at), one.release))
    return msgspec.structs.replace(
        old, latest=latest, schedule=old.schedule or settings.release_schedule, releases=ordered
    )


def described(folder: VersionedFolder, name: str) -> IndexEntry:
    """What a release says of itself, as far as it can be read."""
    try:
        said = from_json(folder.read(name, COMPLETENESS_FILE))
    except (FileNotFoundError, ValueError):
        return IndexEntry(release=name)
    try:
        withdrawn = len(checked(folder.read(name, WITHDRAWN_FILE))["withdrawn"])
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        withdrawn = 0
    return IndexEntry(
        release=name,
        published_at=said.published_at,
        as_of=said.as_of,
        content_hash=said.content_hash,
        data_hash=said.data_hash,
        previous=said.previous,
        withdrawn=withdrawn,
    )


def _with_gates(folder: VersionedFolder, entry: IndexEntry) -> IndexEntry:
    try:
        is_passed = checked(folder.read(entry.release, GATES_FILE)).get("is_passed") is True
    except (FileNotFoundError, ValueError, TypeError):
        is_passed = False
    return msgspec.structs.replace(entry, is_passed=is_passed, removed_at=None)


def next_due(schedule: str, after: datetime) -> datetime:
    """When the next release is due (UTC). Raises UsageError for a schedule that is none."""
    from cronsim import CronSim, CronSimError

    try:
        return next(CronSim(schedule, after.astimezone(UTC).replace(microsecond=0)))
    except (CronSimError, StopIteration) as error:
        raise UsageError(
            f"{variable('release_schedule')} is {schedule!r}, which is no schedule of cron "
            f"({error or 'it never comes'}): five fields, as in '17 4 * * *'"
        ) from error


def removed_on(folder: VersionedFolder, word: str) -> datetime | None:
    """When a release was removed (UTC), where retention did."""
    found = [
        one.removed_at
        for one in read_index(folder).releases
        if one.removed_at and (one.release == word or one.release.endswith(f"-{word}"))
    ]
    return found[0] if found else None


def index_faults(folder: VersionedFolder) -> list[str]:
    """Whether index and ``latest.duckdb`` are as they were written; those that are not there at
    all are of before there were any.
    """
    try:
        index = msgspec.convert(checked(folder.read(INDEX)), Index)
    except FileNotFoundError:
        return []
    except (ValueError, TypeError):
        return [f"{folder.path(INDEX)} is altered"]
    if not index.latest_database_hash:
        return []
    return folder.file_faults(LATEST_DATABASE, index.latest_database_hash)


def gone_releases(folder: VersionedFolder) -> list[str]:
    """Releases that the index has, no folder, and nobody noted as removed."""
    return [one.release for one in _gone(folder, read_index(folder))]


def _gone(folder: VersionedFolder, index: Index) -> list[IndexEntry]:
    present = set(folder.names())
    return [one for one in index.releases if one.release not in present and not one.removed_at]
