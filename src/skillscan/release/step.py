"""Publish: take what the warehouse holds, estimate, judge, and write an immutable release.

A release is written aside and renamed when it is whole. ``latest`` moves to it only when every
gate is passed (or was waived by name, with a reason); a release that is held back is kept, with
its ``gates.json``, for a person to look at. Data that the latest release holds are that release.
"""

import json
import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb

from skillscan.errors import SkillscanError, StorageError, UsageError
from skillscan.extract.wrong_clock import refuse_the_future
from skillscan.release import database, gates
from skillscan.release.builder import Identity, Recipe, boards_of, build
from skillscan.release.catalog import (
    Release,
    latest_name,
    newest_passed,
    open_release,
)
from skillscan.release.damage import (
    damage_text,
    damaged_releases,
    files_to_read,
    mend,
    release_faults,
)
from skillscan.release.document import Publication
from skillscan.release.export import export
from skillscan.release.files import Presentation, Renderer
from skillscan.release.gates_file import gates_fault, gates_json, waived_before
from skillscan.release.index import (
    IndexEntry,
    described,
    index_faults,
    on_record,
    read_index,
    write_index,
)
from skillscan.release.latest_database import write_latest_database
from skillscan.release.lookup import require_known
from skillscan.release.pooled_headlines import accepted, parsed
from skillscan.release.release_folder import (
    DATABASE,
    GATES_FILE,
    LAST_PUBLISH,
    LATEST,
    PAGE,
    PARQUET,
    release_folder,
)
from skillscan.release.retention import remove_old, taken_away
from skillscan.release.warehouse_health import WarehouseHealth, warehouse_health
from skillscan.release.withdrawal import withdrawals
from skillscan.settings import Settings
from skillscan.statistics.catalogue import Catalogue, load_catalogue
from skillscan.statistics.populations import Population, load_populations
from skillscan.storage.checked_json import CHECKSUM, checksum
from skillscan.storage.file_digest import read_once
from skillscan.storage.versioned_folder import VersionedFolder
from skillscan.telemetry.metrics import MeasuredStep, measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse.connection import open_warehouse

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class PublishSummary:
    """What a publish did. ``folder`` and ``page`` are paths, or URLs on remote storage;
    ``is_new`` is false when the same release was there already; ``is_latest`` is false when a gate
    held it back. ``waived`` maps gates that were waived to the reason given.

    ``mended``: what was missing or altered, of the same release or beside the releases, and was
    written again. ``faults``: what is missing or altered of other releases, and what to do.
    """

    name: str
    folder: str
    page: str
    is_new: bool
    is_latest: bool
    estimates: int
    withheld: int
    gates: tuple[gates.GateVerdict, ...]
    waived: Mapping[str, str]
    mended: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Somebody should act: a gate held it back, or something was not as it was written."""
        return not self.is_latest or bool(self.mended or self.faults)


def publish(
    settings: Settings,
    *,
    now: datetime,
    render: Renderer,
    notice: str | None = None,
    waived: Mapping[str, str] | None = None,
    only: Sequence[str] | None = None,
    pooled: Mapping[str, str] | None = None,
    progress: Progress = NO_PROGRESS,
) -> PublishSummary:
    """Write a release from the warehouse; ``now`` (UTC) names it and nothing else.
    ``render`` makes the pages (``site.pages.render``).

    ``notice`` is shown at the top of everything published (data that are invented, say); ``None``
    keeps that of the release before, an empty one drops it. ``only`` names the populations that it
    is of; without it all are published. A release that holds what the latest one does is that one,
    whatever the day. ``pooled`` maps numbers that are to be headlines although their samples
    disagree (``release.pooled_headlines``) to the reason.
    Raises WarehouseLockedError when somebody is writing the warehouse, FolderLockedError when
    somebody is writing the releases, UsageError for an unknown
    gate, population or number, SkillscanError when the release could not be written, or the
    warehouse holds fetches of the future (its periods would end on a day that has not come): then
    nothing is left of it and ``latest`` stays where it was.
    """
    if unknown := set(waived or {}) - set(gates.GATES):
        raise UsageError(f"unknown gate {sorted(unknown)[0]!r}; gates: {', '.join(gates.GATES)}")
    for word in pooled or {}:
        parsed(word)
    folder = release_folder(settings.releases)
    populations = _chosen(load_populations(settings.home), only)
    catalogue = load_catalogue(settings.home)
    try:
        with (
            measured_step(settings, _log, "publish") as record,
            read_once(),
            folder.writing(settings.lock_seconds) as lock,
            folder.staging() as staged,
        ):
            moment = now.astimezone(UTC)
            recipe = _recipe(settings, folder, moment, render, notice, pooled or {})
            candidate = database.with_more_memory(
                partial(_made, settings, staged, catalogue, populations, recipe, progress, moment)
            )
            verdicts = gates.judge(_compared(candidate, settings, folder))
            known = waived_before(folder, candidate.publication.release, verdicts)
            lock.require()
            summary = _store(folder, staged, candidate, verdicts, {**known, **(waived or {})})
            summary = replace(summary, faults=tuple(_other_faults(folder, summary)))
            _record(settings, folder, summary, moment)
            _measure(record, summary, moment)
            return summary
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise SkillscanError(
            f"the release could not be written to {settings.releases} ({error}): free some space "
            "or check the rights, then publish again. Nothing of it was kept; `latest` is unmoved"
        ) from error


def _recipe(
    settings: Settings,
    folder: VersionedFolder,
    moment: datetime,
    render: Renderer,
    notice: str | None,
    pooled: Mapping[str, str],
) -> Recipe:
    """What is said by the one who publishes, else what was said of the release before."""
    before = _said_before(settings, folder)
    return Recipe(
        identify=partial(_identify, settings, folder, moment),
        shown=Presentation.of(settings, render),
        notice=before.notice if notice is None else notice.strip() or None,
        licence=settings.release_licence,
        withdrawn=withdrawals(folder),
        headlines=partial(accepted, pooled, before.pooled_headlines),
    )


def _made(
    settings: Settings,
    staged: Path,
    catalogue: Catalogue,
    populations: Mapping[str, Population],
    recipe: Recipe,
    progress: Progress,
    now: datetime,
) -> gates.ReleaseCandidate:
    """Make the release in an empty folder; what an attempt before it left there goes."""
    for left in staged.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
    health = _export(settings, staged, populations, progress, now)
    publication, boards = build(staged, catalogue, populations, health, recipe, progress)
    return gates.ReleaseCandidate(publication=publication, boards=boards, health=health)


def _chosen(
    known: Mapping[str, Population], only: Sequence[str] | None
) -> Mapping[str, Population]:
    """The populations to publish, in their own order."""
    if not only:
        return known
    wanted = {require_known("population", word, known) for word in only}
    return {key: one for key, one in known.items() if key in wanted}


def _measure(record: MeasuredStep, summary: PublishSummary, moment: datetime) -> None:
    """What log and metrics tell of the release; of ``latest`` only where it is this one."""
    record.add(release=summary.name, estimates=summary.estimates)
    record.add(is_new=summary.is_new, is_latest=summary.is_latest)
    record.is_success = summary.is_latest
    held = {one.gate: not one.is_passed and one.gate not in summary.waived for one in summary.gates}
    record.tell("gate_held", [(is_held, {"gate": gate}) for gate, is_held in held.items()])
    if summary.is_latest:
        record.tell("release_published_timestamp_seconds", [(moment.timestamp(), {})])
        record.tell("release_estimates", [(summary.estimates, {})])


def _export(
    settings: Settings,
    staged: Path,
    populations: Mapping[str, Population],
    progress: Progress,
    now: datetime,
) -> WarehouseHealth:
    """Make the release's database of what the warehouse holds; the warehouse is given back."""
    progress.begin("export")
    database.create(staged / DATABASE, populations)
    with open_warehouse(settings, read_only=True) as warehouse:
        database.bound_memory(warehouse)
        refuse_the_future(warehouse, settings, now)
        health = warehouse_health(warehouse)
        export(warehouse, staged / DATABASE)
    return health


def _said_before(settings: Settings, folder: VersionedFolder) -> IndexEntry:
    """What a person said of the latest release: a scheduled run must not lose it, also where that
    one is damaged, or what ``latest`` names was never a release.
    """
    index, named = read_index(folder), latest_name(folder)
    name = named if named and index.entry(named) else newest_passed(folder) or ""
    try:
        said = open_release(settings, name).excerpt if name else None
    except StorageError:
        raise
    except SkillscanError:
        said = None
    if said is None:
        return index.entry(name) or IndexEntry(release=name)
    return IndexEntry(release=name, notice=said.notice, pooled_headlines=said.pooled_headlines)


def _identify(settings: Settings, folder: VersionedFolder, moment: datetime, data: str) -> Identity:
    """Who a release with these data is: the latest one, where that holds the same; else a new one,
    after the newest that passed its gates.
    """
    passed = newest_passed(folder)
    for name in dict.fromkeys(filter(None, (latest_name(folder), passed))):
        known = read_index(folder).entry(name) or described(folder, name)
        if known.data_hash == data and known.published_at:
            before = _previous(settings, known.previous)
            return Identity(
                name=name,
                published_at=known.published_at,
                previous=before,
                previous_name=known.previous,
            )
    return Identity(published_at=moment, previous=_previous(settings, passed), previous_name=passed)


def _previous(settings: Settings, name: str | None) -> Release | None:
    """A release, as far as its numbers can be read; gates and doctor tell where they cannot."""
    if name is None:
        return None
    try:
        return open_release(settings, name)
    except StorageError:
        raise  # it is there, and must be compared with
    except SkillscanError:
        return None


def _compared(
    candidate: gates.ReleaseCandidate, settings: Settings, folder: VersionedFolder
) -> gates.ReleaseCandidate:
    """The candidate with the release before it, or with the reason why that cannot be opened."""
    name = newest_passed(folder)
    if not name or name == candidate.publication.release:
        return candidate
    try:
        previous = open_release(settings, name)
        with previous.connect() as connection:
            boards = boards_of(connection)
    except StorageError:
        raise
    except (SkillscanError, duckdb.Error, FileNotFoundError) as error:
        return replace(candidate, previous_fault=str(error))
    return replace(candidate, previous=previous.publication, previous_boards=boards)


def _store(
    folder: VersionedFolder,
    staged: Path,
    candidate: gates.ReleaseCandidate,
    verdicts: Sequence[gates.GateVerdict],
    waived: Mapping[str, str],
) -> PublishSummary:
    """Add the release where it is new, and move ``latest`` to it where the gates let it."""
    name = candidate.publication.release
    is_latest = all(verdict.is_passed or verdict.gate in waived for verdict in verdicts)
    is_new, beside = name not in on_record(folder), index_faults(folder)
    report = gates_json(name, verdicts, waived)
    mended = [] if is_new else release_faults(folder, name, files_to_read(folder, name))
    if mended:
        _require_same(folder, candidate.publication, mended)
    if is_new or set(mended) - {gates_fault(folder, name)}:
        (staged / GATES_FILE).write_bytes(report)
        folder.add(staged, name)
    elif mended or (is_latest and latest_name(folder) != name):
        folder.write(report, name, GATES_FILE)
    mended += beside
    if is_latest and latest_name(folder) != name:
        if not is_new and read_index(folder).latest == name:
            mended.append(f"{folder.path(LATEST)} is not as it was written")
        folder.write(f"{name}\n".encode(), LATEST)
    return PublishSummary(
        name=name,
        folder=folder.path(name),
        page=folder.path(name, PAGE),
        is_new=is_new,
        mended=tuple(mended),
        is_latest=is_latest,
        estimates=len(candidate.publication.estimates),
        withheld=len(candidate.publication.withheld),
        gates=tuple(verdicts),
        waived=dict(waived),
    )


def _require_same(folder: VersionedFolder, publication: Publication, faults: Sequence[str]) -> None:
    """Raises SkillscanError where a damaged release would be replaced by one of other content: what
    it was compared with is gone, say.
    """
    known = read_index(folder).entry(publication.release)
    if known and known.content_hash not in {None, publication.content_hash}:
        name = publication.release
        raise SkillscanError(
            f"release {name} is {damage_text(faults)}; the same "
            f" data give other content now: `skillscan releases rebuild {name}` makes it again"
        )


def _record(
    settings: Settings,
    folder: VersionedFolder,
    summary: PublishSummary,
    moment: datetime,
) -> None:
    """Bring index, ``latest.duckdb``, retention and the last publish up to what was published."""
    latest = latest_name(folder)
    index = read_index(folder)
    views = None
    if latest and (index.latest != latest or summary.mended):
        release = _previous(settings, latest)
        base = settings.releases_base_url
        # Releases of the first versions have no Parquet files that views could read.
        has_tables = any(one.startswith(f"{PARQUET}/") for one in folder.files(latest))
        if release and has_tables:
            views = write_latest_database(folder, release, base)
    removed = [*remove_old(settings, folder, moment), *taken_away(folder, moment)]
    write_index(
        folder,
        settings,
        latest=latest,
        now=moment,
        latest_database_hash=views,
        changed=[described(folder, summary.name), *removed] if summary.is_new else removed,
    )
    folder.write(_last_publish(summary, moment), LAST_PUBLISH)


def _other_faults(folder: VersionedFolder, summary: PublishSummary) -> Iterator[str]:
    """What is not as it was written of the releases on record but the published one."""
    for name, faults in damaged_releases(folder):
        if name != summary.name:
            yield f"release {name} is {damage_text(faults)}: {mend(folder, name)}"


def _last_publish(summary: PublishSummary, moment: datetime) -> bytes:
    row = {"release": summary.name, "is_new": summary.is_new, "at": str(moment)}
    return (json.dumps({**row, CHECKSUM: checksum(row)}) + "\n").encode()
