"""The import of a file: its rows under our field names, into one landing file.

Nothing is read twice: a file that was imported before, in the same way, is left alone. A row that
cannot become a posting is landed too, and goes to quarantine with its reason; the rest goes on. A
cell that cannot be read costs itself: it is counted, shown, and listed beside quarantine.
"""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from skillscan.domain import (
    IMPORT_BOARD,
    FetchReport,
    ImportSummary,
    Outcome,
    ParseRejection,
    Provenance,
    RawItem,
)
from skillscan.errors import UsageError
from skillscan.file_import.cell_counts import CellCounts
from skillscan.file_import.cell_report import CellReport, name_of_report
from skillscan.file_import.columns import Columns, choose_columns
from skillscan.file_import.row_identity import Identities
from skillscan.file_import.rows import Row, Rows
from skillscan.file_import.survey import Survey, survey
from skillscan.landing import quarantine, reader
from skillscan.landing.writer import LandingWriter
from skillscan.settings import Settings
from skillscan.sources.imported_dates import DateOrder
from skillscan.sources.registry import find
from skillscan.telemetry.metrics import measured_step
from skillscan.telemetry.progress import NO_PROGRESS, Progress

_LOG = logging.getLogger(__name__)
_SOURCE = re.compile(r"[a-z][a-z0-9_]{0,40}")
READING_VERSION = 3
"""Raised when files are read so differently that one imported before is to be imported again."""


def import_file(
    path: Path,
    *,
    source: str,
    mapping: Mapping[str, str],
    defaults: Mapping[str, str],
    settings: Settings,
    now: datetime,
    date_order: DateOrder | None = None,
    collected: date | None = None,
    progress: Progress = NO_PROGRESS,
) -> ImportSummary:
    """Land the rows of a file as postings of ``source``, board ``import``; ``now`` is UTC.

    ``date_order`` says how ``07/10/2026`` is meant, ``collected`` of which day the file is. Its one
    phase is ``import``, counted in rows.

    Raises UsageError for a wrong source name, file, column, default or day, and for ids on demand
    that stand for other advertisements in an earlier file; SkillscanError for a file that cannot be
    read to its end. Nothing is landed then.
    """
    check_source(source)
    _check_day(collected, now)
    seen = survey(path)
    columns = choose_columns(
        seen,
        mapping,
        defaults,
        str(path),
        date_order=date_order,
        collected=collected.isoformat() if collected else None,
    )
    identity = _identity(path, source, columns)
    earlier = _earlier_imports(settings.landing, source)
    if identity in earlier:
        return replace(earlier[identity], file=str(path))
    with measured_step(settings, _LOG, "import", source=source) as record:
        progress.begin("import")
        step = _Import(path, source, columns, settings, now, collected, seen)
        step.check_ids(is_told="native_id" in mapping, earlier=list(earlier.values()))
        summary = step.run(identity, progress.advance)
        record.add(
            rows=summary.rows,
            postings=summary.postings,
            duplicates=summary.duplicates,
            quarantined=summary.quarantined,
        )
    return summary


def check_source(source: str) -> None:
    """Raise UsageError for a name that cannot be the source of imported files."""
    if not _SOURCE.fullmatch(source):
        raise UsageError(
            f"--source {source!r} cannot be a source name: lower-case letters, digits and _, "
            "beginning with a letter"
        )
    if find(source):
        raise UsageError(
            f"{source} is a source that is crawled: choose another name for the file, "
            f"for example {source}_file"
        )


def _check_day(collected: date | None, now: datetime) -> None:
    if collected is not None and collected > now.date():
        raise UsageError(
            f"--collected {collected}: that day is still to come; today is {now.date()} (UTC)"
        )


def _identity(path: Path, source: str, columns: Columns) -> str:
    """Hash over the file's bytes and how it is read."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    how = [
        READING_VERSION,
        source,
        sorted(columns.mapping.items()),
        sorted(columns.defaults.items()),
        sorted(columns.orders.items()),
        columns.collected,
    ]
    digest.update(json.dumps(how).encode())
    return digest.hexdigest()


def _earlier_imports(root: str, source: str) -> dict[str, ImportSummary]:
    """What came of the files that were imported under a source, by identity."""
    return {
        report.import_identity: replace(
            summary, landing_file=report.landing_file, is_already_imported=True
        )
        for report in reader.reports(root, source=source, board=IMPORT_BOARD)
        if report.import_identity and (summary := report.import_summary)
    }


class _Import:
    """One import: a pass over the file for its ids, and one more that lands it."""

    def __init__(
        self,
        path: Path,
        source: str,
        columns: Columns,
        settings: Settings,
        now: datetime,
        collected: date | None,
        seen: Survey,
    ) -> None:
        self.path = path
        self.source = source
        self.columns = columns
        self.settings = settings
        self.now = now
        day = datetime.combine(collected, time(), UTC) if collected else None
        self.rows = Rows(path, source, columns, now, day)
        self.survey = seen
        self.notes = dict(seen.notes)
        self.reasons: dict[str, int] = {}
        self.counts = {"rows": 0, "postings": 0, "duplicates": 0, "quarantined": 0}
        self.cells = CellCounts(columns)
        self.report = CellReport(settings.quarantine, source, path.name)
        self.rejected: list[tuple[int, RawItem, ParseRejection]] = []
        self.total = 0
        self.identities = Identities()
        self.numbers_rows = False

    def check_ids(self, *, is_told: bool, earlier: list[ImportSummary]) -> None:
        """Take note of every row's id, and see whether they are more than row numbers.

        Raises UsageError where the user wants ids that mean something else in an earlier file.
        """
        for row in self.rows:
            self.total += 1
            self.identities.row_numbers.add(row.payload.get("native_id", ""))
            if row.rejection is None:
                self.identities.add(row.payload, self.rows.seen_at(row.reading))
        self.numbers_rows = self.has_ids and self.identities.row_numbers.is_counting
        column = self.columns.mapping.get("native_id", "")
        if self.identities.shared_id:
            self._make_ids(
                f"different advertisements have the id {self.identities.shared_id!r} in the column "
                f"{column!r}, so ids are made from the content"
            )
        elif self.numbers_rows and not is_told:
            self._make_ids(
                f"the column {column!r} counts rows, as other files do, so ids are made from the "
                f"content; if they are ids of the source, say --map native_id={column}"
            )
        elif self.has_ids and (clash := self._clash(earlier)):
            clash = f"the column {column!r} {clash}, imported as {self.source} too"
            if is_told:
                raise UsageError(
                    f"{self.path}: {clash}: one posting would overwrite another. Name another "
                    "--source, or leave out --map native_id"
                )
            self._make_ids(f"{clash}, so ids are made from the content")

    def _clash(self, earlier: list[ImportSummary]) -> str:
        """What ids do that stand for something else in an earlier file; else an empty text.

        Row numbers must all agree; of a board's ids, some stand for what was retitled since.
        """
        files = {e.landing_file or "": e for e in earlier if e.ids == "column"}
        there = self._reports_with_items(files)
        known = self.identities.known_among(
            item.payload for r in there for _, item in reader.read_items(self.settings.landing, r)
        )
        others = [native_id for native_id, is_same in known.items() if not is_same]
        if others if self.numbers_rows else len(others) > len(known) / 2:
            names = dict.fromkeys(files[r.landing_file or ""].file for r in there)
            return (
                f"gives {len(others):,} of {len(known):,} ids (such as {others[0]}) to other "
                f"advertisements than {', '.join(names)[:200]}"
            )
        pruned = files.keys() - {report.landing_file for report in there}
        counted = [files[name].file for name in sorted(pruned) if files[name].numbers_rows]
        if counted and self.numbers_rows:
            return f"counts rows, as that of {counted[0]} did, whose rows were pruned"
        return ""

    def _reports_with_items(self, files: Container[str]) -> list[FetchReport]:
        root = self.settings.landing
        landed = reader.listing(root, source=self.source, board=IMPORT_BOARD)
        return [
            report
            for report in reader.reports(root, source=self.source, board=IMPORT_BOARD)
            if (report.landing_file or "") in files and landed.has_items(report)
        ]

    def _make_ids(self, note: str) -> None:
        self.identities.is_by_column = self.numbers_rows = False
        self.notes[note] = None

    def run(self, identity: str, on_progress: Callable[[int, int], None]) -> ImportSummary:
        """Land the file and its report."""
        writer = LandingWriter(self.settings.landing, self.source, IMPORT_BOARD, self.now)
        try:
            for item, rejection in self._items():
                writer.add(item)
                on_progress(self.counts["rows"], self.total)
                if rejection is not None:
                    self.rejected.append((writer.items, item, rejection))
            summary = self._summary(writer.report_name)
            report = writer.commit(self._report(identity, summary))
        except BaseException:
            writer.abort()
            self.report.abort()
            raise
        self._write_quarantine(report)
        self.report.commit(report.landing_file)
        return replace(summary, landing_file=report.landing_file)

    @property
    def has_ids(self) -> bool:
        """Whether the ids are those of the file."""
        return "native_id" in self.columns.mapping and self.identities.is_by_column

    def _items(self) -> Iterator[tuple[RawItem, ParseRejection | None]]:
        landed: set[str] = set()
        for row in self.rows:
            self.counts["rows"] += 1
            for cell in self.cells.add(row):
                self.report.add(cell)
            if row.rejection is not None:
                yield self._rejected(row, row.rejection), row.rejection
                continue
            native_id, advertisement = self.identities.of(row.payload)
            if native_id in landed:
                self.counts["duplicates"] += 1
                continue
            landed.add(native_id)
            self.counts["postings"] += 1
            payload = row.payload | {"native_id": native_id}
            if advertisement.locations:
                payload["location"] = " | ".join(advertisement.locations)
            for seen_at in sorted(set(advertisement.seen or ())):
                yield self.rows.item(payload, seen_at), None

    def _rejected(self, row: Row, rejection: ParseRejection) -> RawItem:
        self.counts["quarantined"] += 1
        self.reasons[rejection.reason] = self.reasons.get(rejection.reason, 0) + 1
        payload = row.payload | {"row": str(row.number)}
        return self.rows.item(payload, self.rows.collected or self.now)

    def _summary(self, report_name: str) -> ImportSummary:
        has_report = any(c.field and c.not_read for c in self.cells.summaries())
        return ImportSummary(
            file=str(self.path),
            source=self.source,
            rows=self.counts["rows"],
            postings=self.counts["postings"],
            duplicates=self.counts["duplicates"],
            quarantined=self.counts["quarantined"],
            reasons=dict(sorted(self.reasons.items())),
            ids="column" if self.has_ids else "content",
            mapping=dict(self.columns.mapping),
            landing_file=None,
            columns=self.cells.summaries(),
            skipped=dict(sorted(self.survey.skipped.items())),
            notes=(*self.notes, *_passed_over(self.columns)),
            cell_report=name_of_report(report_name) if has_report else None,
            needs_attention=self.cells.needs_attention,
            collected=self.columns.collected,
            numbers_rows=self.numbers_rows,
        )

    def _report(self, identity: str, summary: ImportSummary) -> FetchReport:
        return FetchReport(
            source=self.source,
            board=IMPORT_BOARD,
            outcome=Outcome.COMPLETE,
            started_at=self.now,
            finished_at=self.now,
            pages=1,
            bytes=self.path.stat().st_size,
            import_identity=identity,
            import_summary=replace(summary, file=self.path.name),
        )

    def _write_quarantine(self, report: FetchReport) -> None:
        entries = [
            quarantine.entry(
                item, self._provenance(report, line), rejection, position=0, now=self.now
            )
            for line, item, rejection in self.rejected
        ]
        quarantine.write_files(self.settings.quarantine, entries)

    def _provenance(self, report: FetchReport, line: int) -> Provenance:
        return Provenance(
            landing_file=report.landing_file or "", line_number=line, seen_at=self.now
        )


def _passed_over(columns: Columns) -> Iterator[str]:
    """Which columns could have been a field that another one is."""
    for name, others in columns.passed_over.items():
        yield (
            f"{name} is {columns.mapping[name]!r}; could be, too: {', '.join(others)[:200]} "
            f"(--map {name}=COLUMN)"
        )
