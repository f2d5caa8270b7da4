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
from skillscan.release.document import PooledHeadline, from_json
from skillscan.release.gates_file import passed_gates
from skillscan.release.release_folder import (
    COMPLETENESS_FILE,
    INDEX,
    LAST_PUBLISH,
    LATEST_DATABASE,
    WITHDRAWN_FILE,
)
from skillscan.settings import Settings, variable
from skillscan.storage.checked_json import CHECKSUM, checked, checksum
from skillscan.storage.versioned_folder import VersionedFolder


class IndexEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A release. ``is_passed``: its gates let readers have it; ``withdrawn`` counts the postings
    whose quotes were withdrawn; ``removed_at`` is set where only this entry is left of it.
    ``notice`` and ``pooled_headlines`` are what a person said of it: the next release says it, too,
    and must not lose it where this one is damaged.
    """

    release: str
    published_at: datetime | None = None
    as_of: date | None = None
    content_hash: str | None = None
    data_hash: str | None = None
    previous: str | None = None
    is_passed: bool = False
    withdrawn: int = 0
    notice: str | None = None
    pooled_headlines: list[PooledHeadline] = []
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
    (UTC) is what the next release is due after.
    """
    old = read_index(folder)
    kept = [one for one in old.releases if folder.is_single_name(one.release)]
    known = {one.release: one for one in (*kept, *changed)}
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
    names = folder.names()
    gates = passed_gates(folder, names)
    for name in names:
        one = known.get(name) or described(folder, name)
        # As its gates say or, where their file is lost, as it was known before.
        may_be_read = gates.get(name, one.is_passed)
        known[name] = msgspec.structs.replace(one, is_passed=may_be_read, removed_at=None)
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
        notice=said.notice,
        pooled_headlines=said.pooled_headlines,
    )


def on_record(folder: VersionedFolder) -> dict[str, bool]:
    """The releases that should lie there, whole or not, and whether readers may have them."""
    known = {
        one.release: one.is_passed
        for one in read_index(folder).releases
        if folder.is_single_name(one.release) and not one.removed_at
    }
    names = folder.names()
    new = dict.fromkeys([name for name in names if name not in known], False)
    return known | new | passed_gates(folder, names)


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


def _was_written(folder: VersionedFolder) -> bool:
    """Whether there must have been an index: more than one release has the form that has one, or
    a publish came to its end, when it says so.
    """
    known = [one for one in folder.names() if described(folder, one).data_hash]
    try:
        folder.read(LAST_PUBLISH)
    except FileNotFoundError:
        return len(known) > 1
    return bool(known)


def index_faults(folder: VersionedFolder) -> list[str]:
    """Which of the files beside the releases are not as they were written: the index,
    ``latest.duckdb``, and when somebody published last. Those that are not there at all are of
    before there were any, or of a first publish that was killed before it wrote them.
    """
    faults = []
    for file in (INDEX, LAST_PUBLISH):
        try:
            checked(folder.read(file))
        except FileNotFoundError:
            if file == INDEX and _was_written(folder):
                faults.append(f"{folder.path(file)} is missing")
        except (ValueError, TypeError):
            faults.append(f"{folder.path(file)} is altered")
    if views := read_index(folder).latest_database_hash:
        faults += folder.file_faults(LATEST_DATABASE, views)
    return faults
