"""The step between landing and statistics: load what is new, read it, group it into openings.

Each step stores in transactions of its own and begins with what is still to be done, so that a run
that is interrupted is completed by the next one, and a second run does nothing again.
"""

import logging
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property

from duckdb import DuckDBPyConnection

from skillscan.boards.registry import known_boards
from skillscan.extract import new_fetches
from skillscan.extract.engine import Engine, real_engine, worker_pool
from skillscan.extract.load_summary import LoadSummary
from skillscan.extract.loader import Loader
from skillscan.extract.new_fetches import Again
from skillscan.extract.normalize import normalizer_version
from skillscan.extract.parse import IngestContext
from skillscan.extract.readings import BegunReading, ReadCounts, read_remaining
from skillscan.extract.wrong_clock import refuse_the_future
from skillscan.landing.quarantine import READING_REASON, reading_id
from skillscan.process_pool import WorkerPool
from skillscan.settings import Settings
from skillscan.telemetry.metrics import MeasuredStep, measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import checks, queries
from skillscan.warehouse.connection import (
    add_to_file,
    bound_batches,
    open_warehouse,
    with_enough_memory,
)
from skillscan.warehouse.tables import findings, posting_openings, quarantine, text_shingles
from skillscan.warehouse.tables.postings import Change
from skillscan.warehouse.tables.quarantine import ItemKey
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSummary:
    """What one run did; ``damaged`` and ``set_aside`` say what, the others count.

    ``quarantined`` and ``unreadable`` are what raises the alarm: what was dismissed before and is
    put aside again counts as ``dismissed``.
    """

    files: int
    damaged: tuple[str, ...]
    new: int
    changed: int
    unchanged: int
    refused: int
    quarantined: int
    read: int
    unreadable: int
    closed: int
    reopened: int
    seconds: float
    in_other_languages: int = 0
    """Open postings in all that are not in English, or too short to tell: they are not read."""
    dismissed: int = 0
    mended: int = 0
    """Items that left quarantine because they came readable."""
    retried: int = 0
    """Entries of quarantine that were tried again."""
    superseded: int | None = None
    """Postings removed whose id no landing file gives any more; known after all is loaded again."""
    set_aside: tuple[str, ...] = ()
    """Fetches of the future, which were moved out of landing: messages."""
    gone: int = 0
    """Fetches that were never loaded and whose raw answers are not there any more."""
    superseded_left: int = 0
    """Such postings that were left: landing files they rest on are gone, or quarantine may have
    them."""

    @property
    def needs_attention(self) -> bool:
        """Something was damaged, gone, quarantined or could not be read (exit code 3)."""
        return bool(
            self.damaged or self.set_aside or self.gone or self.quarantined or self.unreadable
        )


def extract(
    settings: Settings,
    *,
    now: datetime,
    progress: Progress = NO_PROGRESS,
    retry_quarantined: bool = False,
    again: Again | None = None,
    engine: Engine | None = None,
    workers: WorkerPool | None = None,
) -> ExtractSummary:
    """Bring the warehouse up to the landing files; ``now`` is UTC.

    ``retry_quarantined`` parses again what lies in quarantine; ``again`` loads landing files of a
    period that are still there once more (after better rules for texts, places or parsers). Where
    that is all of them, postings under ids that they do not give any more are removed.
    ``workers`` read in the stead of those that the settings name; they are closed at the end.
    Its phases are ``load``, ``read`` and ``group``.
    Raises WarehouseLockedError, CheckFailedError and other SkillscanErrors; what was stored
    before stays, and the next run goes on from there.
    """
    with _running("extract", settings, now, progress, engine, workers) as run:
        return run.run(retry_quarantined=retry_quarantined, again=again)


def retry_quarantined(
    settings: Settings,
    *,
    now: datetime,
    keys: Collection[ItemKey] | None = None,
    progress: Progress = NO_PROGRESS,
    engine: Engine | None = None,
) -> ExtractSummary:
    """Try these items of quarantine (``None``: all) again, by the present rules; ``now`` is UTC.

    Its phases are ``retry`` and ``group``; nothing else is loaded or read. What can be
    used now becomes postings, readings and openings as at ``extract``; what cannot stays, with its
    present reason. Raises what ``extract`` raises.
    """
    with _running("retry_quarantined", settings, now, progress, engine) as run:
        return run.retry(keys)


@contextmanager
def _running(
    step: str,
    settings: Settings,
    now: datetime,
    progress: Progress,
    engine: Engine | None,
    given: WorkerPool | None = None,
) -> Iterator["_Run"]:
    """A run on the open warehouse, with its processes, which end with it."""
    with (
        measured_step(settings, _LOG, step) as record,
        closing(given or (engine.workers if engine else worker_pool(settings))) as workers,
        open_warehouse(settings) as connection,
    ):
        add_to_file(connection)
        yield _Run(
            settings=settings,
            now=now,
            connection=connection,
            workers=workers,
            given=engine,
            progress=progress,
            record=record,
        )


def _counts(summary: ExtractSummary) -> dict[str, int]:
    counts = asdict(summary)
    counts |= {name: len(counts[name]) for name in ("damaged", "set_aside")}
    return {name: count for name, count in counts.items() if name != "seconds"}


@dataclass(kw_only=True)
class _Run:
    settings: Settings
    now: datetime
    connection: DuckDBPyConnection
    workers: WorkerPool
    given: Engine | None
    progress: Progress
    record: MeasuredStep
    started: float = field(default_factory=time.perf_counter)

    @cached_property
    def engine(self) -> Engine:
        """Made when it is first needed: the processes import meanwhile."""
        return self.given or real_engine(self.settings, self.workers)

    def run(self, *, retry_quarantined: bool, again: Again | None) -> ExtractSummary:
        refuse_the_future(self.connection, self.settings, self.now)
        landing = self.settings.landing
        new = new_fetches.find_new(self.connection, landing, self.now, again=again)
        self.workers.expect(new.items)
        self._begin()
        self.progress.begin("load")
        loader = self._loader()
        largest = max((landed.report.items for landed in new.found), default=0)
        bound_batches(self.connection, largest)
        loader.load(new, again)
        if retry_quarantined:
            loader.retry_quarantined()
        counts = self._read(loader.summary.unreadable, loader.begun)
        self.workers.close()
        self._group()
        return self._summary(loader.summary, counts)

    def retry(self, keys: Collection[ItemKey] | None) -> ExtractSummary:
        self._begin()
        self.progress.begin("retry")
        loader = self._loader()
        loader.retry_quarantined(keys)
        self._group()
        return self._summary(loader.summary, ReadCounts())

    def _summary(self, loaded: LoadSummary, counts: ReadCounts) -> ExtractSummary:
        failed = {(reading_id(c), READING_REASON) for c in loaded.unreadable | counts.unreadable}
        raising = failed - quarantine.dismissed(self.connection)
        self._measure(loaded)
        summary = ExtractSummary(
            files=loaded.files,
            damaged=tuple(loaded.damaged),
            set_aside=tuple(loaded.set_aside),
            gone=loaded.gone,
            new=loaded.count(Change.NEW),
            changed=loaded.count(Change.CHANGED),
            unchanged=loaded.count(Change.UNCHANGED),
            refused=loaded.refused,
            quarantined=len(loaded.quarantined),
            read=loaded.read + counts.read,
            unreadable=len(raising),
            closed=loaded.closed,
            reopened=loaded.reopened,
            seconds=time.perf_counter() - self.started,
            in_other_languages=findings.in_other_languages(self.connection),
            dismissed=len(loaded.dismissed) + len(failed) - len(raising),
            mended=loaded.mended,
            retried=loaded.retried,
            superseded=loaded.superseded.removed if loaded.superseded else None,
            superseded_left=loaded.superseded.left if loaded.superseded else 0,
        )
        self.record.add(**_counts(summary))
        return summary

    def _measure(self, loaded: LoadSummary) -> None:
        """What the metrics file tells of the warehouse, as it is now."""
        postings = queries.rows(self.connection, "metrics/postings")
        rows = [(count, {"source": source, "state": state}) for source, state, count in postings]
        self.record.tell("postings", rows)
        self.record.tell("quarantined_items", quarantine.left_by_source(self.connection))
        self.record.tell("damaged_landing_files", [(len(loaded.damaged), {})])

    def _loader(self) -> Loader:
        context = IngestContext(
            now=self.now,
            normalizer_version=normalizer_version(self.engine.reader.version),
            employers={(b.source, b.token): b.employer for b in known_boards(self.settings)},
            employer_id_of=self.engine.employer_id_of,
        )
        return Loader(
            connection=self.connection,
            root=self.settings.landing,
            folder=self.settings.quarantine,
            context=context,
            engine=self.engine,
            on_progress=self.progress.advance,
        )

    def _begin(self) -> None:
        version, own = self.engine.reader.version, self.engine.own_entries
        with transaction(self.connection):
            if not findings.has_begun(self.connection, version):
                findings.save_skills(self.connection, self.engine.skills())
            findings.begin(self.connection, version, self.now, own)

    def _read(self, just_failed: set[str], begun: BegunReading) -> ReadCounts:
        """Read what was not read with its loading: by another version, or left by a large file."""
        self.progress.begin("read")
        return read_remaining(
            self.connection,
            self.engine,
            self.now,
            except_for=just_failed,
            begun=begun,
            on_progress=self.progress.advance,
        )

    def _group(self) -> None:
        self.progress.begin("group")
        with_enough_memory(self.connection, self._group_all, items=0)

    def _group_all(self) -> None:
        connection, version = self.connection, self.engine.grouping_version
        with transaction(connection):
            posting_openings.rename_employers(connection, version, self.engine.employer_id_of)
            posting_openings.group_again(connection, self.engine.group, version)
            text_shingles.forget_unused(connection)
            checks.run(connection, "group")
