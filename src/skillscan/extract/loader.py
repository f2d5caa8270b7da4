"""Loads landed fetches into the warehouse: parsed, prepared, read, stored.

Reports are applied in the order of their time, some at once in one transaction; a load that is
interrupted leaves the state before it, and goes on there the next time. A large file is parsed and
stored while it is read, all in one transaction: whether it is whole shows at its end, and if it is
not, nothing of it is kept. A damaged landing file is recorded and tried again at every run; the
others go on.

The texts of a large file are read up to BATCH_ITEMS, the others later (``readings``): reading takes
long, and all of it would be lost by an interruption.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from duckdb import DuckDBPyConnection

from skillscan.domain import FetchReport, RawItem
from skillscan.errors import LandingDamagedError
from skillscan.extract import new_fetches
from skillscan.extract.claims import claimed_batches
from skillscan.extract.engine import Engine
from skillscan.extract.load_summary import LoadSummary
from skillscan.extract.new_versions import VersionKey
from skillscan.extract.parse import (
    IngestBatch,
    IngestContext,
    LandedFetch,
    parse_fetch,
)
from skillscan.extract.quarantine_mended import mended
from skillscan.extract.quarantine_retry import parse_quarantined
from skillscan.extract.readings import (
    BegunReading,
    ReadingBuffer,
    batches,
    begin_remaining,
    read_contents,
)
from skillscan.extract.superseded import remove_replaced_texts, remove_superseded
from skillscan.extract.upsert import PendingBatch, begin, prepare, upsert
from skillscan.extract.worker import PostingResult
from skillscan.landing import reader
from skillscan.landing.layout import report_name
from skillscan.landing.quarantine import READING_PREFIX, READING_REASON, Quarantined
from skillscan.text.characters import clean
from skillscan.warehouse import checks, posting_status
from skillscan.warehouse.connection import with_enough_memory
from skillscan.warehouse.tables import fetches, quarantine
from skillscan.warehouse.tables.quarantine import ItemKey
from skillscan.warehouse.transaction import transaction
from skillscan.warehouse.write_lock import is_shared

Items = Iterable[tuple[int, RawItem]]
Progress = Callable[[int, int], None]
Boards = set[posting_status.BoardKey]


@dataclass(slots=True)
class Loader:
    """Loads into one warehouse; ``folder`` is where quarantine files are written.

    ``on_progress`` gets (items done, items in all).
    """

    connection: DuckDBPyConnection
    root: str
    folder: Path
    context: IngestContext
    engine: Engine
    on_progress: Progress
    summary: LoadSummary = field(default_factory=LoadSummary)
    begun: BegunReading = field(default_factory=BegunReading)
    """Texts that the processes read while the rest is loaded."""
    _done: int = 0
    _batch_end: int = 0
    _total: int = 0
    _quarantine_files: set[str] = field(default_factory=set)
    """Landing files whose entries in quarantine changed."""
    _made_before: dict[VersionKey, PostingResult] = field(default_factory=dict)
    """What was made of the batch before its transaction."""
    _loaded: set[str] = field(default_factory=set)
    """Landing files that were loaded by this loader."""

    def load(self, new: new_fetches.NewFetches, again: new_fetches.Again | None) -> None:
        """Load what ``new_fetches.find_new`` found, ``again`` as it was told."""
        todo = new.found
        self.summary.damaged[:], self.summary.set_aside[:] = new.damaged, new.set_aside
        self.summary.gone = new.gone
        known_damaged = self._known_damaged(new.reports)
        self._total = new.items
        for batch in claimed_batches(self.connection, todo, again):
            self._batch_end += sum(landed.report.items for landed in batch)
            self._load(batch, known_damaged)
            self._done = self._batch_end
            self.on_progress(self._done, self._total)
        if again and again.is_everything:
            done, unparsed = self.summary, self.summary.unparsed
            given = done.changes.keys() | unparsed
            done.superseded = remove_superseded(self.connection, self._loaded, given)
            remove_replaced_texts(
                self.connection, self._loaded, done.changes.keys() - unparsed, done.versions
            )

    def retry_quarantined(self, keys: Collection[ItemKey] | None = None) -> None:
        """Try again what lies in quarantine, all or these items; what can be used now leaves it."""
        tried = quarantine.entry_ids(self.connection, keys)
        lines = [entry_id for entry_id, reason in tried if reason != READING_REASON]
        self.summary.retried += len(tried)
        self._done, self._batch_end, self._total = 0, 0, len(tried)
        for ids in batches(lines, new_fetches.BATCH_ITEMS):
            self._batch_end += len(ids)
            entries = quarantine.by_id(self.connection, ids)
            with_enough_memory(self.connection, partial(self._retry, entries))
            self._done = self._batch_end
            self.on_progress(self._done, self._total)
        self._read_again([e.removeprefix(READING_PREFIX) for e, r in tried if r == READING_REASON])

    def _retry(self, entries: Sequence[Quarantined]) -> None:
        self._quarantine_files = {e.landing_file for e in entries}
        batch = parse_quarantined(entries, self.root, self.context)
        with transaction(self.connection):
            part = self._store(
                [([], batch)],
                {(e.source, e.board) for e in entries},
                replaced={e.quarantine_id for e in entries},
            )
        self.summary.add(part)
        quarantine.renew_files(self.connection, self.folder, self._quarantine_files)

    def _read_again(self, contents: Sequence[str]) -> None:
        """Texts that the pipeline failed on; what it still fails on is not tried again today."""
        counts = read_contents(
            self.connection,
            self.engine,
            self.context.now,
            contents,
            on_progress=lambda done, _: self.on_progress(self._done + done, self._total),
        )
        self.summary.read += counts.read
        self.summary.unreadable |= counts.unreadable

    def _known_damaged(self, reports: Collection[str]) -> set[str]:
        """The damaged files of before; those that somebody removed are forgotten."""
        damaged = fetches.damaged(self.connection)
        removed = {file for file in damaged if report_name(file) not in reports}
        if removed:
            with transaction(self.connection):
                fetches.forget_damaged(self.connection, removed)
        return damaged - removed

    def _load(self, batch: Sequence[LandedFetch], known_damaged: set[str]) -> None:
        told = len(self.summary.damaged)

        def load_all() -> None:
            del self.summary.damaged[told:]
            self._load_once(batch, known_damaged)

        with_enough_memory(self.connection, load_all)

    def _load_once(self, batch: Sequence[LandedFetch], known_damaged: set[str]) -> None:
        readable = [pair for landed in batch if (pair := self._readable(landed, known_damaged))]
        if not readable:
            return
        self._quarantine_files.clear()
        boards = {(landed.report.source, landed.report.board) for landed, _ in readable}
        parsed = self._prepared(readable)
        try:
            with transaction(self.connection):
                replaced = self._quarantined_before(landed.report for landed, _ in readable)
                part = self._store(parsed, boards, replaced=replaced)
        except LandingDamagedError as error:  # found in a large file, which stands alone
            self._record_damage(readable[0][0].report, error)
            return
        part.files = len(readable)
        self._loaded |= {landed.report.landing_file or "" for landed, _ in readable}
        self.summary.add(part)
        quarantine.renew_files(self.connection, self.folder, self._quarantine_files)

    def _readable(
        self, landed: LandedFetch, known_damaged: set[str]
    ) -> tuple[LandedFetch, Items] | None:
        """The fetch with its items; None, and a record of it, where they are damaged.

        The items are a list that is known to be whole, or a stream where they are many. One that
        was damaged lately is looked through first: it costs less than to store and forget it.
        """
        report = landed.report
        try:
            if not new_fetches.is_large(report):
                return landed, list(reader.read_items(self.root, report))
            if report.landing_file in known_damaged:
                for _ in reader.read_items(self.root, report):
                    pass
            return landed, reader.read_items(self.root, report)
        except LandingDamagedError as error:
            self._record_damage(report, error)
            return None

    def _record_damage(self, report: FetchReport, error: LandingDamagedError) -> None:
        self.summary.damaged.append(str(error))
        with transaction(self.connection):
            fetches.save_damaged(self.connection, report, str(error), self.context.now)

    def _quarantined_before(self, reports: Iterable[FetchReport]) -> set[str]:
        """What an earlier load rejected of these files: it is decided anew."""
        files = {report.landing_file for report in reports if report.landing_file}
        entries = quarantine.of_landing_files(self.connection, files)
        old = [e for e in entries if e.reason != READING_REASON]
        self._quarantine_files.update(e.landing_file for e in old)
        return {e.quarantine_id for e in old}

    def _prepared(
        self, readable: Sequence[tuple[LandedFetch, Items]]
    ) -> Iterable[tuple[list[LandedFetch], IngestBatch]]:
        """The fetches as batches; where others write, too, they are read before it is our turn.

        (Those of a large file are made within it: it is not held in memory.)
        """
        self._made_before = {}
        parsed = self._parsed(readable)
        if not is_shared(self.connection) or not all(isinstance(i, list) for _, i in readable):
            return parsed
        whole = list(parsed)
        readings = ReadingBuffer(self.connection, self.engine.reader.version, self.context.now)
        for _, batch in whole:
            self._made_before |= prepare(self.connection, batch, self.engine, readings)
        return whole

    def _parsed(
        self, readable: Sequence[tuple[LandedFetch, Items]]
    ) -> Iterator[tuple[list[LandedFetch], IngestBatch]]:
        """All of it as one batch; a single large file as several, its report with the last."""
        batch = IngestBatch()
        for landed, items in readable:
            if isinstance(items, list):
                parse_fetch(batch, landed, items, self.context)
                continue
            rest = iter(items)
            while chunk := list(islice(rest, new_fetches.BATCH_ITEMS)):
                parse_fetch(batch, landed, chunk, self.context)
                done, batch = batch, IngestBatch()
                batch.postings.update(done.postings)
                yield [], done
        yield [landed for landed, _ in readable], batch

    def _store(
        self,
        parsed: Iterable[tuple[list[LandedFetch], IngestBatch]],
        boards: Boards,
        *,
        replaced: set[str],
    ) -> LoadSummary:
        """Store batches with the reports that end with them. Call it within a transaction.

        Of the entries in quarantine that they replace, those that are not put there again go.
        """
        part, batches_stored = LoadSummary(), 0
        readings = ReadingBuffer(self.connection, self.engine.reader.version, self.context.now)
        dismissed = quarantine.dismissed(self.connection)
        for ended, pending in self._begun(parsed, readings):
            batches_stored += 1
            part.add(self._store_batch(ended, pending, dismissed))
            replaced -= {e.quarantine_id for e in pending.batch.quarantined}
        if batches_stored > 1 and not self.begun.contents:  # of a large file
            failed = self.summary.unreadable | readings.unreadable
            self.begun = begin_remaining(self.connection, self.engine, except_for=failed)
        quarantine.remove(self.connection, replaced)
        part.add(LoadSummary(ended=replaced))
        status = posting_status.recompute(self.connection, boards)
        checks.run(self.connection, "load")
        if readings.read:
            checks.run(self.connection, "read", contents=readings.contents)
        part.closed, part.reopened = status.closed, status.reopened
        part.read, part.unreadable = readings.read, readings.unreadable
        return part

    def _begun(
        self,
        parsed: Iterable[tuple[list[LandedFetch], IngestBatch]],
        readings: ReadingBuffer,
    ) -> Iterator[tuple[list[LandedFetch], PendingBatch]]:
        """The batches as their versions begin to be made; only the first one is read.

        One is begun before the one before it is given to be stored, so that the processes of the
        pool have work meanwhile.
        """
        before: tuple[list[LandedFetch], PendingBatch] | None = None
        buffer: ReadingBuffer | None = readings
        for ended, batch in parsed:
            if before and before[1].shares_postings_with(batch):
                yield before
                before = None
            made = self._made_before
            now = (ended, begin(self.connection, batch, self.engine, buffer, made))
            buffer = None
            if before:
                yield before
            before = now
        if before:
            yield before

    def _store_batch(
        self,
        ended: Sequence[LandedFetch],
        pending: PendingBatch,
        dismissed: Collection[ItemKey],
    ) -> LoadSummary:
        """Store a batch with the reports that end with it. Call it within a transaction."""
        batch = pending.batch
        reports = {landed.fetch_id: landed.report for landed in ended}
        fetches.save(self.connection, reports, batch.postings, self.context.now)
        changes = upsert(self.connection, pending, self.context, self._made)
        self._quarantine_files.update(e.landing_file for e in batch.quarantined)
        put_aside = {e.quarantine_id: (e.item_id, e.reason) for e in batch.quarantined}
        no_alarm = {entry_id for entry_id, key in put_aside.items() if key in dismissed}
        mended_items, entries = self._end_mended(batch)
        return LoadSummary(
            changes=changes,
            refused=sum(batch.rejected.values()),
            quarantined=put_aside.keys() - no_alarm,
            dismissed=no_alarm,
            ended=entries,
            mended=mended_items,
            unparsed=batch.known_unparsed,
            versions=batch.versions,
        )

    def _end_mended(self, batch: IngestBatch) -> tuple[int, set[str]]:
        """End the entries of items that came readable now; gives the number of items, and them."""
        refused = {(e.landing_file, e.line_number) for e in batch.quarantined}
        readable = [
            one
            for one in batch.parsed
            if (one.provenance.landing_file, one.provenance.line_number) not in refused
        ]
        boards = {(one.item.source, clean(one.item.board)) for one in readable}
        ended = mended(quarantine.newest_of_boards(self.connection, boards), readable)
        removed = quarantine.remove_items(self.connection, ended)
        self._quarantine_files.update(removed.values())
        return len(ended), set(removed)

    def _made(self) -> None:
        self._done = min(self._done + 1, self._batch_end)
        self.on_progress(self._done, self._total)
