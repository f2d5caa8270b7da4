"""Parses again what lies in quarantine, after a parser was mended."""

from collections.abc import Iterable

from skillscan.domain import Provenance
from skillscan.errors import LandingDamagedError
from skillscan.extract.parse import IngestBatch, IngestContext, employer_of, parse_item
from skillscan.landing import reader
from skillscan.landing.layout import report_name
from skillscan.landing.quarantine import Quarantined, item_of


def parse_quarantined(
    entries: Iterable[Quarantined], root: str, context: IngestContext
) -> IngestBatch:
    """What the landing lines of these entries come to, each line parsed once."""
    lines = {(entry.landing_file, entry.line_number): entry for entry in entries}
    names = sorted({report_name(entry.landing_file) for entry in lines.values()})
    found = dict(reader.read_reports(root, names))
    batch = IngestBatch()
    for entry in lines.values():
        read = found[report_name(entry.landing_file)]
        # Without a report, what the entry itself says is enough.
        report = None if isinstance(read, LandingDamagedError) else read
        employer = employer_of(entry.source, entry.board, report, context)
        parse_item(batch, item_of(entry), _provenance(entry), employer, context)
    return batch


def _provenance(entry: Quarantined) -> Provenance:
    return Provenance(
        landing_file=entry.landing_file, line_number=entry.line_number, seen_at=entry.seen_at
    )
