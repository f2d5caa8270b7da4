"""The step between landing and statistics: load what is new, read it, group it into openings.

Each step stores in transactions of its own and begins with what is still to be done, so that a run
that is interrupted is completed by the next one, and a second run does nothing again.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar

from duckdb import DuckDBPyConnection

from skillscan.boards.registry import known_boards
from skillscan.dedup.cluster import group as group_postings
from skillscan.extract.loader import Loader
from skillscan.extract.normalize import normalizer_version
from skillscan.extract.parse import IngestContext
from skillscan.landing.quarantine import reading_id, unreadable_entry
from skillscan.nlp.annotate import Document, PipelineReader, Reader, Unreadable
from skillscan.process_pool import Workers
from skillscan.settings import Settings
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.warehouse import checks
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.tables import findings, posting_openings, quarantine, text_shingles
from skillscan.warehouse.tables.findings import SkillRow
from skillscan.warehouse.tables.posting_openings import Group
from skillscan.warehouse.tables.postings import Change
from skillscan.warehouse.transaction import transaction

READ_BATCH = 1_000
"""Texts that are read and stored in one transaction: what an interruption costs at most."""

Progress = Callable[[int, int], None]
Phase = Callable[[str], None]
_T = TypeVar("_T")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What reads and groups, and the processes for it; tests bring their own."""

    workers: Workers
    reader: Reader
    group: Group
    skills: tuple[SkillRow, ...]
    grouping_version: str


@dataclass(slots=True)
class _Counts:
    read: int = 0
    unreadable: int = 0


def extract(
    settings: Settings,
    *,
    now: datetime,
    on_progress: Progress | None = None,
    on_phase: Phase | None = None,
    retry_quarantined: bool = False,
    everything: bool = False,
    engine: Engine | None = None,
) -> ExtractSummary:
    """Bring the warehouse up to the landing files; ``now`` is UTC.

    ``retry_quarantined`` parses again what lies in quarantine; ``everything`` loads all landing
    files that are still there again (after better rules for texts, places or parsers).
    ``on_progress`` gets (done, total) of the present phase, whose name goes to ``on_phase``.
    Raises WarehouseLockedError, CheckFailedError and other SkillscanErrors; what was stored
    before stays, and the next run goes on from there.
    """
    return _Run(
        settings=settings,
        now=now,
        engine=engine or real_engine(settings),
        on_progress=on_progress or (lambda _done, _total: None),
        on_phase=on_phase or (lambda _name: None),
    ).run(retry_quarantined=retry_quarantined, everything=everything)


def real_engine(settings: Settings) -> Engine:
    """The real pipeline, grouping and taxonomy."""
    skills = load_taxonomy().skills.values()
    workers = Workers(settings.workers)
    return Engine(
        workers=workers,
        reader=PipelineReader(workers),
        group=group_postings,
        skills=tuple(
            SkillRow(skill_id=skill.id, label=skill.label, category=skill.category)
            for skill in skills
        ),
        grouping_version=posting_openings.grouping_version(),
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    settings: Settings
    now: datetime
    engine: Engine
    on_progress: Progress
    on_phase: Phase
    counts: _Counts = field(default_factory=_Counts)

    def run(self, *, retry_quarantined: bool, everything: bool) -> ExtractSummary:
        started = time.perf_counter()
        try:
            with open_warehouse(self.settings) as connection:
                loader = self._load(connection, everything=everything)
                if retry_quarantined:
                    loader.retry_quarantined()
                self._read(connection)
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
            read=self.counts.read,
            unreadable=self.counts.unreadable,
            closed=loaded.closed,
            reopened=loaded.reopened,
            seconds=time.perf_counter() - started,
            in_other_languages=in_other_languages,
        )

    def _load(self, connection: DuckDBPyConnection, *, everything: bool) -> Loader:
        self.on_phase("load")
        context = IngestContext(
            now=self.now,
            normalizer_version=normalizer_version(self.engine.reader.version),
            employers={(b.source, b.token): b.employer for b in known_boards(self.settings)},
        )
        root, folder = self.settings.landing, self.settings.quarantine
        loader = Loader(
            connection=connection,
            root=root,
            folder=folder,
            context=context,
            workers=self.engine.workers,
            on_progress=self.on_progress,
        )
        loader.load(everything=everything)
        return loader

    def _read(self, connection: DuckDBPyConnection) -> None:
        self.on_phase("read")
        version = self.engine.reader.version
        with transaction(connection):
            findings.save_skills(connection, self.engine.skills)
            findings.begin(connection, version, self.now)
        todo = findings.unread_hashes(connection, version)
        for hashes in _batches(todo, READ_BATCH):
            self._read_batch(connection, findings.unread(connection, hashes), len(todo))
        with transaction(connection):
            findings.complete(connection, version, self.now)

    def _read_batch(
        self, connection: DuckDBPyConnection, unread: Sequence[Document], total: int
    ) -> None:
        found, failed = [], []
        for content_hash, result in self.engine.reader.read(unread):
            if isinstance(result, Unreadable):
                failed.append((content_hash, result))
                self.counts.unreadable += 1
            else:
                found.append((content_hash, result))
                self.counts.read += 1
            self.on_progress(self.counts.read + self.counts.unreadable, total)
        with transaction(connection):
            findings.save(connection, found, self.engine.reader.version, self.now)
            self._quarantine(connection, unread, dict(failed))
            checks.run(connection, "read")

    def _quarantine(
        self,
        connection: DuckDBPyConnection,
        unread: Iterable[Document],
        failed: dict[str, Unreadable],
    ) -> None:
        """Put aside what could not be read; what was there before and is read now goes."""
        unread = list(unread)
        quarantine.remove(connection, [reading_id(document.content_hash) for document in unread])
        entries = [
            unreadable_entry(
                document.content_hash,
                title=document.title,
                text=document.text,
                landing_file=document.landing_file,
                source=document.source,
                board=document.board,
                error=failed[document.content_hash].error,
                now=self.now,
            )
            for document in unread
            if document.content_hash in failed
        ]
        quarantine.save(connection, entries)

    def _group(self, connection: DuckDBPyConnection) -> None:
        self.on_phase("group")
        version = self.engine.grouping_version
        with transaction(connection):
            posting_openings.rename_employers(connection, version)
            for employer_ids in posting_openings.stale_employers(connection, version):
                posting_openings.regroup(connection, employer_ids, self.engine.group, version)
            text_shingles.forget_unused(connection)
            checks.run(connection, "group")


def _batches(values: Sequence[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
