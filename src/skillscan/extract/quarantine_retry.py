"""Parses again what lies in quarantine, after a parser was mended."""

from collections.abc import Iterable

from skillscan.domain import FetchReport, Provenance
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
    batch = IngestBatch()
    for entry in lines.values():
        report = _report_of(root, entry.landing_file)
        employer = employer_of(entry.source, entry.board, report, context)
        parse_item(batch, item_of(entry), _provenance(entry), employer, context)
    return batch


def _provenance(entry: Quarantined) -> Provenance:
    return Provenance(
        landing_file=entry.landing_file, line_number=entry.line_number, seen_at=entry.seen_at
    )


def _report_of(root: str, landing_file: str) -> FetchReport | None:
    try:
        return reader.read_report(root, report_name(landing_file))
    except LandingDamagedError:
        return None  # what the entry itself says is enough
