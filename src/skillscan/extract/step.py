"""The step between landing and statistics: load what is new, read it, group it into openings.

Each step stores in transactions of its own and begins with what is still to be done, so that a run
that is interrupted is completed by the next one, and a second run does nothing again.
"""

import logging
import time
from dataclasses import asdict, dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from skillscan.boards.registry import known_boards
from skillscan.extract.engine import Engine, real_engine
from skillscan.extract.loader import Loader
from skillscan.extract.normalize import normalizer_version
from skillscan.extract.parse import IngestContext
from skillscan.extract.readings import ReadCounts, read_remaining
from skillscan.progress import NO_PROGRESS, Progress
from skillscan.settings import Settings
from skillscan.step_log import logged_step
from skillscan.warehouse import checks
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.tables import findings, posting_openings, text_shingles
from skillscan.warehouse.tables.postings import Change
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSummary:
    """What one run did; ``damaged`` and ``unreadable`` say what, the others count."""

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

    @property
    def needs_attention(self) -> bool:
        """Something was damaged, quarantined or could not be read (exit code 3)."""
        return bool(self.damaged or self.quarantined or self.unreadable)


def extract(
    settings: Settings,
    *,
    now: datetime,
    progress: Progress = NO_PROGRESS,
    retry_quarantined: bool = False,
    everything: bool = False,
    engine: Engine | None = None,
) -> ExtractSummary:
    """Bring the warehouse up to the landing files; ``now`` is UTC.

    ``retry_quarantined`` parses again what lies in quarantine; ``everything`` loads all landing
    files that are still there again (after better rules for texts, places or parsers).
    Its phases are ``load``, ``read`` and ``group``.
    Raises WarehouseLockedError, CheckFailedError and other SkillscanErrors; what was stored
    before stays, and the next run goes on from there.
    """
    with logged_step(_LOG, "extract") as record:
        summary = _Run(
            settings=settings,
            now=now,
            engine=engine or real_engine(settings),
            progress=progress,
        ).run(retry_quarantined=retry_quarantined, everything=everything)
        counts = asdict(summary) | {"damaged": len(summary.damaged)}
        record.add(**{name: count for name, count in counts.items() if name != "seconds"})
    return summary


@dataclass(slots=True, kw_only=True)
class _Run:
    settings: Settings
    now: datetime
    engine: Engine
    progress: Progress

    def run(self, *, retry_quarantined: bool, everything: bool) -> ExtractSummary:
        started = time.perf_counter()
        try:
            with open_warehouse(self.settings) as connection:
                self._begin(connection)
                loader = self._load(connection, everything=everything)
                if retry_quarantined:
                    loader.retry_quarantined()
                counts = self._read(connection, loader.summary.unreadable)
                self._group(connection)
                in_other_languages = findings.in_other_languages(connection)
        finally:
            self.engine.workers.close()
        loaded = loader.summary
        return ExtractSummary(
            files=loaded.files,
            damaged=tuple(loaded.damaged),
            new=loaded.count(Change.NEW),
            changed=loaded.count(Change.CHANGED),
            unchanged=loaded.count(Change.UNCHANGED),
            refused=loaded.refused,
            quarantined=loaded.quarantined,
            read=loaded.read + counts.read,
            unreadable=len(loaded.unreadable) + counts.unreadable,
            closed=loaded.closed,
            reopened=loaded.reopened,
            seconds=time.perf_counter() - started,
            in_other_languages=in_other_languages,
        )

    def _load(self, connection: DuckDBPyConnection, *, everything: bool) -> Loader:
        self.progress.begin("load")
        context = IngestContext(
            now=self.now,
            normalizer_version=normalizer_version(self.engine.reader.version),
            employers={(b.source, b.token): b.employer for b in known_boards(self.settings)},
            employer_id_of=self.engine.employer_id_of,
        )
        root, folder = self.settings.landing, self.settings.quarantine
        loader = Loader(
            connection=connection,
            root=root,
            folder=folder,
            context=context,
            engine=self.engine,
            on_progress=self.progress.advance,
        )
        loader.load(everything=everything)
        return loader

    def _begin(self, connection: DuckDBPyConnection) -> None:
        with transaction(connection):
            findings.save_skills(connection, self.engine.skills)
            findings.begin(connection, self.engine.reader.version, self.now)

    def _read(self, connection: DuckDBPyConnection, just_failed: set[str]) -> ReadCounts:
        """Read what was not read with its loading: by another version, or left by a large file."""
        self.progress.begin("read")
        return read_remaining(
            connection,
            self.engine,
            self.now,
            except_for=just_failed,
            on_progress=self.progress.advance,
        )

    def _group(self, connection: DuckDBPyConnection) -> None:
        self.progress.begin("group")
        version = self.engine.grouping_version
        with transaction(connection):
            posting_openings.rename_employers(connection, version, self.engine.employer_id_of)
            for employer_ids in posting_openings.stale_employers(connection, version):
                posting_openings.regroup(connection, employer_ids, self.engine.group, version)
            text_shingles.forget_unused(connection)
            checks.run(connection, "group")
