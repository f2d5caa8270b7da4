"""Landing reports that are not in the warehouse yet: verified, parsed, normalised, stored.

Reports are applied in the order of their time, some at once in one transaction; a load that is
interrupted leaves the state before it, and goes on there the next time. A large file is parsed and
stored while it is read, all in one transaction: whether it is whole shows at its end, and if it is
not, nothing of it is kept. A damaged landing file is recorded and tried again at every run; the
others go on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from duckdb import DuckDBPyConnection

from skillscan.domain import FetchReport, Provenance, RawItem
from skillscan.errors import LandingDamagedError
from skillscan.extract.parse import (
    IngestBatch,
    IngestContext,
    LandedFetch,
    employer_of,
    parse_fetch,
    parse_item,
)
from skillscan.extract.upsert import change_to_tell, upsert
from skillscan.landing import layout, reader
from skillscan.landing.quarantine import READING_REASON, item_of
from skillscan.process_pool import Workers
from skillscan.warehouse import posting_status
from skillscan.warehouse.tables import fetches, quarantine
from skillscan.warehouse.tables.postings import Change
from skillscan.warehouse.transaction import transaction

CLOCK_ERROR = timedelta(days=1)
"""What the clocks of two machines may differ by."""
BATCH_ITEMS = 5_000
"""Items that are parsed and stored at once; bounds memory (tens of MB) and what a crash repeats."""

Items = Iterable[tuple[int, RawItem]]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class LoadSummary:
    """What came of a load; ``damaged`` are messages, ``changes`` is by posting id."""

    files: int = 0
    damaged: list[str] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)
    refused: int = 0
    quarantined: int = 0
    closed: int = 0
    reopened: int = 0

    def add(self, other: "LoadSummary") -> None:
        """Take in what a transaction came to."""
        self.files += other.files
        self.damaged += other.damaged
        for posting_id, change in other.changes.items():
            self.changes[posting_id] = change_to_tell(change, self.changes.get(posting_id))
        self.refused += other.refused
        self.quarantined += other.quarantined
        self.closed += other.closed
        self.reopened += other.reopened

    def count(self, change: Change) -> int:
        """The number of postings with this change."""
        return sum(found == change for found in self.changes.values())


@dataclass(slots=True)
class Loader:
    """Loads into one warehouse; ``folder`` is where quarantine files are written."""

    connection: DuckDBPyConnection
    root: str
    folder: Path
    context: IngestContext
    workers: Workers
    on_progress: Progress
    summary: LoadSummary = field(default_factory=LoadSummary)
    _done: int = 0
    _batch_end: int = 0
    _total: int = 0
    _quarantine_files: set[str] = field(default_factory=set)
    """Landing files with new entries in quarantine."""

    def load(self, *, everything: bool) -> None:
        """Load every report that the warehouse does not have, or all whose items are there."""
        todo = self._reports(everything=everything)
        self._total = sum(landed.report.items for landed in todo)
        for batch in _batches(todo):
            self._batch_end += sum(landed.report.items for landed in batch)
            self._load(batch)
            self._done = self._batch_end
            self.on_progress(self._done, self._total)

    def _reports(self, *, everything: bool) -> list[LandedFetch]:
        """The reports to load, in the order of their time; pruned ones are not loaded again."""
        known = fetches.known(self.connection)
        found = []
        for name in reader.report_names(self.root):
            is_known = name.removesuffix(layout.REPORT_SUFFIX) in known
            if is_known and not everything:
                continue
            try:
                report = reader.read_report(self.root, name)
                _check_time(report, name, self.context.now)
            except LandingDamagedError as error:
                self.summary.damaged.append(str(error))
                continue
            if not is_known or reader.has_items(self.root, report):
                found.append(LandedFetch(name, report))
        return sorted(found, key=lambda landed: (landed.report.started_at, landed.name))

    def retry_quarantined(self) -> None:
        """Parse again what lies in quarantine; what can be read now leaves it."""
        entries = [
            e for e in quarantine.of_landing_files(self.connection) if e.reason != READING_REASON
        ]
        lines = {(e.landing_file, e.line_number): e for e in entries}
        batch = IngestBatch()
        for e in lines.values():
            provenance = Provenance(
                landing_file=e.landing_file, line_number=e.line_number, seen_at=e.seen_at
            )
            report = self._report_of(e.landing_file)
            employer = employer_of(e.source, e.board, report, self.context)
            parse_item(batch, item_of(e), provenance, employer, self.context)
        loaded = LoadSummary()
        with transaction(self.connection):
            quarantine.remove(self.connection, [e.quarantine_id for e in entries])
            self._store(batch, {(e.source, e.board) for e in entries}, loaded)
        self.summary.add(loaded)
        files = {e.landing_file for e in entries}
        quarantine.renew_files(self.connection, self.folder, files)

    def _forget_quarantined(self, reports: Iterable[FetchReport]) -> None:
        """What an earlier load rejected of these files is decided anew."""
        files = {report.landing_file for report in reports if report.landing_file}
        entries = quarantine.of_landing_files(self.connection, files)
        old = [e for e in entries if e.reason != READING_REASON]
        quarantine.remove(self.connection, [e.quarantine_id for e in old])
        self._quarantine_files.update(e.landing_file for e in old)

    def _report_of(self, landing_file: str) -> FetchReport | None:
        name = landing_file.removesuffix(layout.DATA_SUFFIX) + layout.REPORT_SUFFIX
        try:
            return reader.read_report(self.root, name)
        except LandingDamagedError:
            return None  # what the entry itself says is enough

    def _load(self, batch: Sequence[LandedFetch]) -> None:
        readable = [pair for landed in batch if (pair := self._readable(landed))]
        if not readable:
            return
        loaded = LoadSummary(files=len(readable))
        self._quarantine_files.clear()
        try:
            with transaction(self.connection):
                self._store_fetches(readable, loaded)
        except LandingDamagedError as error:  # found in a large file, which stands alone
            self._record_damage(readable[0][0].report, error)
            return
        self.summary.add(loaded)
        quarantine.renew_files(self.connection, self.folder, self._quarantine_files)

    def _store_fetches(
        self, readable: Sequence[tuple[LandedFetch, Items]], loaded: LoadSummary
    ) -> None:
        """Store fetches with their items. Call it within a transaction."""
        boards = {(landed.report.source, landed.report.board) for landed, _ in readable}
        self._forget_quarantined(landed.report for landed, _ in readable)
        for ended, parsed in self._parsed(readable):
            reports = {landed.fetch_id: landed.report for landed in ended}
            fetches.save(self.connection, reports, parsed.postings, self.context.now)
            self._store(parsed, boards, loaded)

    def _readable(self, landed: LandedFetch) -> tuple[LandedFetch, Items] | None:
        """The report with its items; None, and a record of it, where they are damaged.

        The items are a list that is known to be whole, or a stream where they are many.
        """
        items = reader.read_items(self.root, landed.report)
        try:
            return landed, items if _is_large(landed.report) else list(items)
        except LandingDamagedError as error:
            self._record_damage(landed.report, error)
            return None

    def _record_damage(self, report: FetchReport, error: LandingDamagedError) -> None:
        self.summary.damaged.append(str(error))
        with transaction(self.connection):
            fetches.save_damaged(self.connection, report, str(error), self.context.now)

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
            while chunk := list(islice(rest, BATCH_ITEMS)):
                parse_fetch(batch, landed, chunk, self.context)
                done, batch = batch, IngestBatch()
                batch.postings.update(done.postings)
                yield [], done
        yield [landed for landed, _ in readable], batch

    def _store(
        self, batch: IngestBatch, boards: set[posting_status.BoardKey], loaded: LoadSummary
    ) -> None:
        """Store what a batch came to. Call it within a transaction."""
        stored = upsert(
            self.connection, batch, boards, self.context, self.workers, self._normalized
        )
        loaded.add(
            LoadSummary(
                changes=stored.changes,
                refused=sum(batch.rejected.values()),
                quarantined=len(batch.quarantined),
                closed=stored.closed,
                reopened=stored.reopened,
            )
        )
        self._quarantine_files.update(e.landing_file for e in batch.quarantined)

    def _normalized(self) -> None:
        self._done = min(self._done + 1, self._batch_end)
        self.on_progress(self._done, self._total)


def _batches(found: Sequence[LandedFetch]) -> Iterator[list[LandedFetch]]:
    """Consecutive reports of together at most BATCH_ITEMS items, larger ones alone."""
    batch: list[LandedFetch] = []
    items = 0
    for landed in found:
        if batch and items + landed.report.items > BATCH_ITEMS:
            yield batch
            batch, items = [], 0
        batch.append(landed)
        items += landed.report.items
    if batch:
        yield batch


def _check_time(report: FetchReport, name: str, now: datetime) -> None:
    """Raise LandingDamagedError for a fetch of the future: all else would be long past beside it.

    (Periods end with the newest sighting, and nothing that is older than it can close a posting.)
    """
    if report.started_at > now + CLOCK_ERROR:
        raise LandingDamagedError(
            f"The fetch report {name} says that it began at {report.started_at:%Y-%m-%d %H:%M} UTC,"
            " which is in the future; it is not loaded. Set the clock of the machine that "
            "collected, delete the report with its data file, then collect the board again."
        )


def _is_large(report: FetchReport) -> bool:
    """Whether a file has more items than are to be in memory at once."""
    return report.items > BATCH_ITEMS
