"""The import of a file: its rows under our field names, into one landing file.

Nothing is read twice: a file that was imported before, in the same way, is left alone. A row that
cannot become a posting is landed too, and goes to quarantine with its reason; the rest goes on.
"""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
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
from skillscan.file_import.columns import Columns, choose_columns
from skillscan.file_import.readers import Malformed, read_records
from skillscan.file_import.row_identity import Identities
from skillscan.file_import.rows import Rows
from skillscan.landing import quarantine, reader
from skillscan.landing.writer import LandingWriter
from skillscan.progress import NO_PROGRESS, Progress
from skillscan.settings import Settings
from skillscan.sources.registry import find
from skillscan.step_log import logged_step

_LOG = logging.getLogger(__name__)
_SOURCE = re.compile(r"[a-z][a-z0-9_]{0,40}")
SAMPLE_ROWS = 1_000
"""Rows that are looked at for the columns of a file without a header (JSONL)."""


def import_file(
    path: Path,
    *,
    source: str,
    mapping: Mapping[str, str],
    defaults: Mapping[str, str],
    settings: Settings,
    now: datetime,
    progress: Progress = NO_PROGRESS,
) -> ImportSummary:
    """Land the rows of a file as postings of ``source``, board ``import``; ``now`` is UTC.

    Its one phase is ``import``, counted in rows.

    Raises UsageError for a wrong source name, file, column or default, SkillscanError for a file
    that cannot be read to its end; nothing is landed then.
    """
    check_source(source)
    columns = choose_columns(_columns_of(path), mapping, defaults, str(path))
    identity = _identity(path, source, columns)
    if earlier := _imported_before(settings.landing, source, identity):
        return replace(earlier, file=str(path))
    with logged_step(_LOG, "import", source=source) as record:
        progress.begin("import")
        summary = _Import(path, source, columns, settings, now).run(identity, progress.advance)
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


def _columns_of(path: Path) -> list[str]:
    """The columns, in the order of their first appearance."""
    columns: dict[str, None] = {}
    for count, (_, record) in enumerate(read_records(path)):
        if not isinstance(record, Malformed):
            columns.update(dict.fromkeys(record))
        if count >= SAMPLE_ROWS:
            break
    if not columns:
        raise UsageError(f"{path}: no row that can be read")
    return list(columns)


def _identity(path: Path, source: str, columns: Columns) -> str:
    """Hash over the file's bytes and how it is read."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    how = [source, sorted(columns.mapping.items()), sorted(columns.defaults.items())]
    digest.update(json.dumps(how).encode())
    return digest.hexdigest()


def _imported_before(root: str, source: str, identity: str) -> ImportSummary | None:
    """What came of the same file when it was imported in the same way."""
    for report in reader.reports(root, source=source, board=IMPORT_BOARD):
        if report.import_identity == identity and (summary := report.import_summary):
            return replace(summary, landing_file=report.landing_file, is_already_imported=True)
    return None


class _Import:
    """One import: a first pass over the file for its ids, a second one that lands it."""

    def __init__(
        self, path: Path, source: str, columns: Columns, settings: Settings, now: datetime
    ) -> None:
        self.path = path
        self.source = source
        self.columns = columns
        self.settings = settings
        self.now = now
        self.rows = Rows(path, source, columns, now)
        self.reasons: dict[str, int] = {}
        self.counts = {"rows": 0, "postings": 0, "duplicates": 0, "quarantined": 0}
        self.rejected: list[tuple[int, RawItem, ParseRejection]] = []
        self.total = 0

    def run(self, identity: str, on_progress: Callable[[int, int], None]) -> ImportSummary:
        """Land the file and its report."""
        identities = self._identities()
        writer = LandingWriter(self.settings.landing, self.source, IMPORT_BOARD, self.now)
        try:
            for item, rejection in self._items(identities):
                writer.add(item)
                on_progress(self.counts["rows"], self.total)
                if rejection is not None:
                    self.rejected.append((writer.items, item, rejection))
            summary = self._summary(identities)
            report = writer.commit(self._report(identity, summary))
        except BaseException:
            writer.abort()
            raise
        self._write_quarantine(report)
        return replace(summary, landing_file=report.landing_file)

    def _identities(self) -> Identities:
        identities = Identities()
        for row in self.rows:
            self.total += 1
            if row.rejection is None:
                identities.add(row.payload, self.rows.seen_at(row.payload))
        return identities

    def _items(self, identities: Identities) -> Iterator[tuple[RawItem, ParseRejection | None]]:
        landed: set[str] = set()
        for row in self.rows:
            self.counts["rows"] += 1
            if row.rejection is not None:
                self.counts["quarantined"] += 1
                reason = row.rejection.reason
                self.reasons[reason] = self.reasons.get(reason, 0) + 1
                payload = row.payload | {"row": str(row.number)}
                yield self.rows.item(payload, self.now), row.rejection
                continue
            native_id, advertisement = identities.of(row.payload)
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

    def _summary(self, identities: Identities) -> ImportSummary:
        return ImportSummary(
            file=str(self.path),
            source=self.source,
            rows=self.counts["rows"],
            postings=self.counts["postings"],
            duplicates=self.counts["duplicates"],
            quarantined=self.counts["quarantined"],
            reasons=dict(sorted(self.reasons.items())),
            ids="column" if self._has_ids(identities) else "content",
            mapping=dict(self.columns.mapping),
            landing_file=None,
        )

    def _has_ids(self, identities: Identities) -> bool:
        return "native_id" in self.columns.mapping and identities.is_by_column

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
