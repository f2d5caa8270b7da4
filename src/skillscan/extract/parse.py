"""From landing items to observations and quarantine entries, in memory; nothing is stored here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from skillscan.dedup.employers import EmployerIds, employer_id_of
from skillscan.domain import (
    IMPORT_BOARD,
    FetchReport,
    ParseRejection,
    Posting,
    Provenance,
    RawItem,
)
from skillscan.extract.normalize import observe, storable
from skillscan.landing.layout import REPORT_SUFFIX
from skillscan.landing.quarantine import Quarantined, entry
from skillscan.sources.registry import find, parser_of
from skillscan.warehouse.tables.postings import Observation, VersionKey

MAX_SCALARS = 2_000
MAX_SCALAR_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """A posting of one landing line, with what is needed to normalise or quarantine it."""

    posting: Posting
    observation: Observation
    item: RawItem
    provenance: Provenance
    position: int
    """Among the postings of its item."""


@dataclass(frozen=True, slots=True)
class LandedFetch:
    """A fetch report and its name in landing."""

    name: str
    report: FetchReport

    @property
    def fetch_id(self) -> str:
        """The identity of the fetch: the name without its ending."""
        return self.name.removesuffix(REPORT_SUFFIX)


@dataclass(frozen=True, slots=True)
class UnparsedObservation:
    """A posting that a quarantined item may be: it was there, though nobody could read it."""

    posting_id: str
    seen_at: datetime


@dataclass(slots=True)
class IngestBatch:
    """What the items of some fetches came to."""

    parsed: list[ParsedItem] = field(default_factory=list)
    unparsed: list[UnparsedObservation] = field(default_factory=list)
    known_unparsed: set[str] = field(default_factory=set)
    """Those of them that the warehouse knows, once the batch is stored."""
    versions: set[VersionKey] = field(default_factory=set)
    """The texts that the items gave, once the batch is stored."""
    quarantined: list[Quarantined] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    """Expected rejections (unlisted, prospect posts) by reason."""
    postings: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Number of postings by fetch id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestContext:
    """What the parsing of a run needs to know besides the items; ``employers`` by board."""

    now: datetime
    normalizer_version: str
    employers: Mapping[tuple[str, str], str]
    employer_id_of: EmployerIds = employer_id_of


def seen_at(report: FetchReport, item: RawItem) -> datetime:
    """When an item counts as seen: the start of its fetch; imported rows carry their own time."""
    return item.fetched_at if report.board == IMPORT_BOARD else report.started_at


def parse_fetch(
    batch: IngestBatch,
    landed: LandedFetch,
    items: Iterable[tuple[int, RawItem]],
    context: IngestContext,
) -> None:
    """Add what the items of one fetch come to."""
    report = landed.report
    employer = employer_of(report.source, report.board, report, context)
    for line_number, item in items:
        provenance = Provenance(
            landing_file=report.landing_file or "",
            line_number=line_number,
            seen_at=seen_at(report, item),
        )
        before = len(batch.parsed)
        parse_item(batch, item, provenance, employer, context)
        batch.postings[landed.fetch_id] += len(batch.parsed) - before


def employer_of(
    source: str, board: str, report: FetchReport | None, context: IngestContext
) -> str | None:
    """The employer of a board: as listed, else as the crawl named it, else the board's token."""
    known = find(source)
    if board == IMPORT_BOARD or (known and known.has_many_employers):
        return None
    stated = report.employer if report else None
    return context.employers.get((source, board)) or stated or board


def parse_item(
    batch: IngestBatch,
    item: RawItem,
    provenance: Provenance,
    employer: str | None,
    context: IngestContext,
) -> None:
    """Add what one item comes to."""
    for position, parsed in enumerate(parser_of(item.source)(item)):
        if isinstance(parsed, ParseRejection):
            reject(batch, item, provenance, parsed, position=position, now=context.now)
            continue
        observation = observe(
            parsed,
            board_employer=employer,
            seen_at=provenance.seen_at,
            normalizer_version=context.normalizer_version,
            id_of=context.employer_id_of,
        )
        batch.parsed.append(ParsedItem(parsed, observation, item, provenance, position))


def reject(
    batch: IngestBatch,
    item: RawItem,
    provenance: Provenance,
    rejection: ParseRejection,
    *,
    position: int,
    now: datetime,
) -> None:
    """Count an expected rejection, or put the item into quarantine."""
    if rejection.is_expected:
        batch.rejected[rejection.reason] += 1
        return
    batch.quarantined.append(entry(item, provenance, rejection, position=position, now=now))
    for native_id in (*_scalars(item.payload), path_of(item.url)):
        posting_id = storable(f"{item.source}/{item.board}/{native_id}")
        batch.unparsed.append(UnparsedObservation(posting_id, provenance.seen_at))


def path_of(url: str) -> str:
    """What a page that lost its posting is known by (``sources/jsonld.py``)."""
    _, _, path = url.partition("://")[2].partition("/")
    return path.strip("/")


def _scalars(value: Any) -> Iterator[str]:
    """The short texts and whole numbers of a payload: one of them may be its native id."""
    stack, left = [value], MAX_SCALARS
    while stack and left:
        left -= 1
        value = stack.pop()
        if isinstance(value, Mapping):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, int | str) and len(text := str(value)) <= MAX_SCALAR_CHARACTERS:
            yield text
