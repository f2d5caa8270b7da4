"""What is configured, reachable, stale, locked or broken, and what to do about it.

Nothing is changed, and no source is asked: reachable means the storage of landing, warehouse and
releases. Each examination answers for itself, so that one broken part does not hide the others.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

import duckdb
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.backup.backup_folder import backup_folder, last_check, read_manifest
from skillscan.boards.schedule import UNREAD_AFTER
from skillscan.collect.offline import unreached_message
from skillscan.collect.outages import is_of_outage, outages
from skillscan.domain import IMPORT_BOARD, OFFLINE, FetchReport, Outcome
from skillscan.errors import LandingDamagedError, SkillscanError
from skillscan.landing import layout, reader
from skillscan.nlp.version import pipeline_version
from skillscan.operations.alarms import Alarm
from skillscan.operations.integrity import (
    Verified,
    describe,
    verify_backups,
    verify_landing,
    verify_releases,
    verify_warehouse,
)
from skillscan.release.catalog import (
    last_publish,
    latest_name,
    newest_passed,
    open_latest,
)
from skillscan.release.damage import damage_text, damaged_releases, mend
from skillscan.release.index import index_faults
from skillscan.release.release_folder import release_folder
from skillscan.rules.loading import check_own_rules
from skillscan.rules.own import own_folder, own_rule_ids
from skillscan.rules.source import RuleError
from skillscan.settings import Settings, configure
from skillscan.taxonomy.loading import read_files
from skillscan.taxonomy.own import FOLDER as TAXONOMY_FOLDER
from skillscan.taxonomy.own import named_entries, read_own
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import queries
from skillscan.warehouse.connection import open_warehouse, restored_file
from skillscan.warehouse.location import changed_at, is_readable, is_there, place
from skillscan.warehouse.tables import fetches, findings

STALE_AFTER = timedelta(days=3)
"""Fetches and releases are made daily; older ones mean that the schedule stopped."""
ONE_COLLECT = timedelta(hours=6)
"""Fetches that began within this time of each other are taken for one collect."""
LITTLE_BYTES = 2 << 30
MUCH_UNREAD = 0.05
"""Share of unread openings that is more than some boards which died lately."""
_SHOWN = 5


class State(StrEnum):
    """How an examined part is."""

    FINE = "fine"
    NOTE = "note"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found about one part, and what to do (empty: nothing).

    What needs attention is an ``alarm``, which has a runbook in docs/operating.md.
    """

    part: str
    state: State
    message: str
    advice: str = ""
    alarm: Alarm | None = None

    def __post_init__(self) -> None:
        if self.needs_attention != (self.alarm is not None):
            raise ValueError(f"an alarm without a name, or a name without an alarm: {self.message}")

    @property
    def needs_attention(self) -> bool:
        """Somebody should act (exit code 3)."""
        return self.state in (State.ATTENTION, State.BROKEN)


def examine(
    settings: Settings,
    *,
    now: datetime,
    is_deep: bool = False,
    progress: Progress = NO_PROGRESS,
) -> list[Diagnosis]:
    """Examine everything; ``now`` is UTC. ``is_deep``: read every stored byte, too."""
    settings = replace(settings, lock_seconds=0)  # who has the warehouse is a finding
    found = [*_configuration(settings), *_home(settings)]
    found += _guarded("rules", lambda: _own_rules(settings))
    found += _guarded("taxonomy", lambda: _own_skills(settings))
    found += _guarded("landing", lambda: _landing(settings, now))
    found += _guarded("warehouse", lambda: _warehouse(settings, now))
    found += _guarded("releases", lambda: _releases(settings, now))
    found += _guarded("backups", lambda: _backups(settings))
    return [*found, *(_integrity(settings, progress) if is_deep else ())]


def _integrity(settings: Settings, progress: Progress) -> Iterator[Diagnosis]:
    for part, what, verify in (
        ("landing", "fetches", verify_landing),
        ("warehouse", "rows", verify_warehouse),
        ("releases", "releases", verify_releases),
        ("backups", "backups", verify_backups),
    ):
        if part != "warehouse" or is_readable(settings):
            yield from _guarded(part, partial(_verified, part, what, verify, settings, progress))


def _verified(
    part: str,
    what: str,
    verify: Callable[[Settings, Progress], Verified],
    settings: Settings,
    progress: Progress,
) -> Iterator[Diagnosis]:
    verified = verify(settings, progress)
    yield Diagnosis(part, State.FINE, "; ".join(describe(what, verified)))
    for fault in verified.faults[:_SHOWN]:
        yield Diagnosis(part, State.BROKEN, fault, alarm=Alarm.DAMAGED)
    if (more := len(verified.faults) - _SHOWN) > 0:
        message = f"{more:,} more faults of this kind"
        yield Diagnosis(part, State.BROKEN, message, alarm=Alarm.DAMAGED)


def _guarded(part: str, examination: Callable[[], Iterator[Diagnosis]]) -> list[Diagnosis]:
    try:
        return list(examination())
    except SkillscanError as error:
        return [Diagnosis(part, State.BROKEN, str(error), alarm=Alarm.UNUSABLE)]
    except (OSError, ValueError, ImportError, duckdb.Error) as error:
        advice = "check the path or URL, its rights and the network"
        message = f"{type(error).__name__}: {error}"
        return [Diagnosis(part, State.BROKEN, message, advice, Alarm.UNUSABLE)]


def _configuration(settings: Settings) -> Iterator[Diagnosis]:
    if settings.contact:
        yield Diagnosis("configuration", State.FINE, f"contact for the sources: {settings.contact}")
    else:
        advice = "set SKILLSCAN_CONTACT to an e-mail address or URL before crawling"
        yield Diagnosis("configuration", State.NOTE, "sources are told no contact", advice)
    if settings.api_base:
        message = f"all sources are replaced by {settings.api_base} (SKILLSCAN_API_BASE)"
        yield Diagnosis("configuration", State.NOTE, message, "unset it to crawl real boards")
    for unknown in configure(settings.home).unknown:
        yield Diagnosis("configuration", State.NOTE, unknown)


def _home(settings: Settings) -> Iterator[Diagnosis]:
    there = settings.home
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK):
        advice = "change its rights or set SKILLSCAN_HOME"
        message = f"{settings.home} cannot be written"
        yield Diagnosis("home", State.BROKEN, message, advice, Alarm.HOME_NOT_WRITABLE)
        return
    free = shutil.disk_usage(there).free
    size = f"{free / 1e9:.1f} GB free at {settings.home}"
    if free < LITTLE_BYTES:
        advice = "make room (skillscan prune --older-than DAYS) or move SKILLSCAN_HOME"
        yield Diagnosis("home", State.ATTENTION, size, advice, Alarm.LITTLE_SPACE)
    else:
        yield Diagnosis("home", State.FINE, size)


def _own_rules(settings: Settings) -> Iterator[Diagnosis]:
    """The operator's own rules; where they do not fit, nothing can be read."""
    if (folder := own_folder(settings.home)) is None:
        return
    try:
        check_own_rules(folder)
    except RuleError as error:
        message = f"{len(error.faults)} faults in {folder}, the first: {error.faults[0]}"
        advice = "skillscan rules check"
        yield Diagnosis("rules", State.BROKEN, message, advice, Alarm.OWN_RULES_WRONG)
        return
    own = sum(map(len, own_rule_ids(folder).values()))
    if own:
        message = f"{own:,} rules and lists of your own are in force, from {folder}"
        yield Diagnosis("rules", State.FINE, f"{message}; their examples: skillscan rules check")


def _own_skills(settings: Settings) -> Iterator[Diagnosis]:
    """The operator's own skills; where they do not fit, nothing can be read."""
    folder = settings.home / TAXONOMY_FOLDER
    try:
        own = named_entries(read_files(), read_own(settings.home, read_files()))
    except RuleError as error:
        message = f"{len(error.faults)} faults in {folder}, the first: {error.faults[0]}"
        advice = "skillscan taxonomy check"
        yield Diagnosis("taxonomy", State.BROKEN, message, advice, Alarm.OWN_TAXONOMY_WRONG)
        return
    if own:
        message = f"{len(own):,} skills and conditions of your own are in force, from {folder}"
        yield Diagnosis(
            "taxonomy", State.FINE, f"{message}; their examples: skillscan taxonomy check"
        )


def _landing(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    names = reader.report_names(settings.landing)
    if not names:
        message = f"no fetches at {settings.landing}"
        yield Diagnosis("landing", State.NOTE, message, "skillscan collect or skillscan import")
        return
    crawled = [name for name in names if f"/{IMPORT_BOARD}/" not in name]
    if not crawled:
        yield Diagnosis("landing", State.FINE, f"{len(names):,} imported files, nothing crawled")
        return
    newest = max(crawled, key=lambda name: name.rpartition("/")[2])
    report = reader.read_report(settings.landing, newest)
    if unreached := unreached_message(_newest_of_sources(settings, crawled, report.started_at)):
        advice = "check the network and the proxy, then skillscan collect"
        message = f"at the newest collect {unreached}"
        yield Diagnosis("landing", State.ATTENTION, message, advice, Alarm.NOBODY_REACHED)
    yield from _newest_collect(settings, crawled, report.started_at)
    started = report.started_at
    message = f"{len(names):,} fetches, the newest of {started:%Y-%m-%d %H:%M} UTC"
    if now - started > STALE_AFTER:
        advice = "is the daily schedule running? skillscan collect fetches now"
        message = f"stale: {message}"
        yield Diagnosis("landing", State.ATTENTION, message, advice, Alarm.FETCHES_STALE)
    else:
        yield Diagnosis("landing", State.FINE, message)


def _newest_collect(
    settings: Settings, names: Sequence[str], newest: datetime
) -> Iterator[Diagnosis]:
    """What went wrong at once for many boards: an outage, or a fault of this machine."""
    first = (newest - ONE_COLLECT).strftime(layout.STAMP)
    night = [name for name in names if name.rpartition("/")[2] >= first]
    found = _read(settings, night)
    of_providers = outages(found)
    for outage in of_providers:
        advice = "nothing of theirs is closed; skillscan collect asks again"
        message = f"at the newest collect {outage.sentence}"
        yield Diagnosis("landing", State.ATTENTION, message, advice, Alarm.PROVIDER_DOWN)
    if any(one.outcome is Outcome.COMPLETE or one.reason == OFFLINE for one in found):
        return
    if all(is_of_outage(report, of_providers) for report in found):
        return
    reasons = Counter(report.reason or "no reason given" for report in found)
    told = ", ".join(f"{reason} ({count})" for reason, count in reasons.most_common(_SHOWN))
    message = f"at the newest collect none of {len(found):,} boards was read whole: {told}"
    advice = "skillscan boards check; skillscan collect"
    yield Diagnosis("landing", State.ATTENTION, message, advice, Alarm.NO_BOARD_READ)


def _newest_of_sources(
    settings: Settings, names: Sequence[str], newest: datetime
) -> list[FetchReport]:
    """The newest report of each source, of those that were collected on the newest day."""
    by_source: dict[str, str] = {}
    for name in sorted(names, key=lambda name: name.rpartition("/")[2]):
        by_source[name.partition("/")[0]] = name
    found = _read(settings, list(by_source.values()))
    return [report for report in found if newest - report.started_at < ONE_COLLECT]


def _read(settings: Settings, names: Sequence[str]) -> list[FetchReport]:
    """Fetch reports; raises LandingDamagedError for one that cannot be read."""
    found = []
    for _, report in reader.read_reports(settings.landing, names):
        if isinstance(report, LandingDamagedError):
            raise report
        found.append(report)
    return found


def _warehouse(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    where = place(settings)
    if not (is_there(settings) or restored_file(settings.warehouse).exists()):
        message = f"nothing is loaded yet at {where}"
        advice = "skillscan collect or skillscan import, then skillscan extract"
        yield Diagnosis("warehouse", State.NOTE, message, advice)
        return
    with open_warehouse(settings, read_only=True) as connection:
        ((postings, still_open),) = queries.rows(connection, "doctor/postings")
        message = f"{postings:,} postings, {still_open:,} of them open"
        if settings.warehouse_url:
            message += f", in {where}"
        yield Diagnosis("warehouse", State.FINE, message)
        yield from _unread_boards(connection, now)
        yield from _unloaded(connection, settings)
        yield from _unread(connection, settings)
        yield from _problems(connection)


def _unread_boards(connection: DuckDBPyConnection, now: datetime) -> Iterator[Diagnosis]:
    """Openings that are open as far as anybody knows, for nobody has looked lately."""
    ((openings, unread, boards),) = queries.rows(
        connection, "doctor/unread_openings", read_since=now - UNREAD_AFTER
    )
    if not unread:
        return
    share = unread / openings
    more = ", …" if len(boards) > _SHOWN else ""
    message = (
        f"{unread:,} of {openings:,} open openings ({share:.1%}) stand only on boards that were "
        f"not read for {UNREAD_AFTER.days} days: {', '.join(boards[:_SHOWN])}{more}"
    )
    advice = "skillscan collect, or skillscan boards check"
    if share >= MUCH_UNREAD:
        yield Diagnosis("warehouse", State.ATTENTION, message, advice, Alarm.BOARDS_UNREAD)
    else:
        yield Diagnosis("warehouse", State.NOTE, message, advice)


def _unloaded(connection: DuckDBPyConnection, settings: Settings) -> Iterator[Diagnosis]:
    known = fetches.known(connection)
    landed = reader.listing(settings.landing)
    new = [name for name in landed.reports if name.removesuffix(layout.REPORT_SUFFIX) not in known]
    gone = 0
    for _, report in reader.read_reports(settings.landing, new):
        if not isinstance(report, LandingDamagedError):
            gone += report.landing_file is not None and not landed.has_items(report)
    if new[gone:]:
        message = f"{len(new) - gone:,} fetches are not loaded"
        advice = "skillscan extract"
        yield Diagnosis("warehouse", State.ATTENTION, message, advice, Alarm.FETCHES_NOT_LOADED)
    if gone:
        message = f"{gone:,} fetches were never loaded, and their raw answers are gone"
        advice = "skillscan restore brings back a backup that has them; else delete their reports"
        yield Diagnosis("warehouse", State.ATTENTION, message, advice, Alarm.FETCHES_GONE)


def _unread(connection: DuckDBPyConnection, settings: Settings) -> Iterator[Diagnosis]:
    language = findings.READ_LANGUAGE
    version = pipeline_version(settings.home)
    ((unread,),) = queries.rows(connection, "doctor/unread", version=version, language=language)
    if unread:
        message = f"{unread:,} texts are not read by the present rules"
        advice = "skillscan extract"
        yield Diagnosis("warehouse", State.ATTENTION, message, advice, Alarm.TEXTS_UNREAD)


def _problems(connection: DuckDBPyConnection) -> Iterator[Diagnosis]:
    """What the queries of ``sql/doctor`` find; their first lines say what it is and what to do."""
    folder = resources.sql("doctor")
    for name in resources.names(folder, ".sql"):
        query = folder.joinpath(name).read_text(encoding="utf-8")
        what, advice = (line.removeprefix("-- ") for line in query.splitlines()[:2])
        found = [str(value) for (value,) in connection.execute(query).fetchall()]
        if found:
            more = ", …" if len(found) > _SHOWN else ""
            message = f"{len(found):,} {what}: {', '.join(found[:_SHOWN])}{more}"
            advice = advice.removeprefix("Do: ")
            alarm = Alarm(name.removesuffix(".sql"))
            yield Diagnosis("warehouse", State.ATTENTION, message, advice, alarm)


def _releases(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    folder = release_folder(settings.releases)
    if latest_name(folder) is None:
        yield _without_latest(settings, newest_passed(folder))
        return
    damaged = dict(damaged_releases(folder))
    for name, faults in damaged.items():
        message = f"release {name} is {damage_text(faults)}"
        yield Diagnosis("releases", State.BROKEN, message, mend(folder, name), Alarm.DAMAGED)
    if latest_name(folder) in damaged:
        return
    release = open_latest(settings)
    if faults := index_faults(folder):
        advice = "skillscan publish writes it again"
        yield Diagnosis("releases", State.BROKEN, "; ".join(faults), advice, Alarm.DAMAGED)
        return
    published = last_publish(folder, release.name) or release.excerpt.published_at
    message = f"latest is {release.name}"
    if published is None or now - published > STALE_AFTER:
        advice = "skillscan publish; see its gates if latest does not move"
        message = f"stale: {message}"
        yield Diagnosis("releases", State.ATTENTION, message, advice, Alarm.RELEASE_STALE)
    else:
        yield Diagnosis("releases", State.FINE, message)


def _without_latest(settings: Settings, passed: str | None) -> Diagnosis:
    if passed:
        message = f"`latest` is gone from {settings.releases}, although {passed} passed its gates"
        advice = "skillscan publish writes it again"
        return Diagnosis("releases", State.BROKEN, message, advice, Alarm.DAMAGED)
    message = f"no release at {settings.releases}"
    return Diagnosis("releases", State.NOTE, message, "skillscan publish")


def _backups(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the warehouse's history is safe."""
    if not is_readable(settings):
        return
    folder = backup_folder(settings)
    names = folder.names()
    if not names:
        message = f"the warehouse has no backup at {settings.backups}"
        yield Diagnosis("backups", State.ATTENTION, message, "skillscan backup", Alarm.NO_BACKUP)
        return
    taken_at = read_manifest(folder, names[-1]).taken_at
    message = f"{len(names):,} backups, the newest of {taken_at:%Y-%m-%d %H:%M} UTC"
    saved_at = last_check(folder, names[-1]) or taken_at
    changed = changed_at(settings)
    if changed - saved_at > STALE_AFTER:
        message += f"; the warehouse changed {changed:%Y-%m-%d %H:%M}"
        yield Diagnosis("backups", State.ATTENTION, message, "skillscan backup", Alarm.BACKUP_STALE)
    else:
        yield Diagnosis("backups", State.FINE, message)
