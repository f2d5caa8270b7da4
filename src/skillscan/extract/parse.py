"""From landing items to sightings and quarantine entries, in memory; nothing is stored here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from skillscan.domain import IMPORT_BOARD, FetchReport, Parsed, ParseRejection, Posting, RawItem
from skillscan.extract.normalize import Origin, sighting_of
from skillscan.landing.layout import REPORT_SUFFIX
from skillscan.landing.quarantine import Place, Quarantined, entry
from skillscan.sources import MANY_EMPLOYERS, PARSERS
from skillscan.sources.imported_file import parse as parse_row
from skillscan.warehouse.tables.postings import Sighting

MAX_SCALARS = 2_000
MAX_SCALAR_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """A posting of one landing line, with what is needed to normalise or quarantine it."""

    posting: Posting
    sighting: Sighting
    origin: Origin
    item: RawItem
    place: Place
    position: int
    """Among the postings of its item."""


@dataclass(frozen=True, slots=True)
class Landed:
    """A fetch report and its name in landing."""

    name: str
    report: FetchReport

    @property
    def fetch_id(self) -> str:
        """The identity of the fetch: the name without its ending."""
        return self.name.removesuffix(REPORT_SUFFIX)


@dataclass(slots=True)
class Batch:
    """What the items of some fetches came to."""

    seen: list[Seen] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    glimpses: dict[str, datetime] = field(default_factory=dict)
    """Posting ids that a quarantined item may be, to when: they were there, if unreadable."""
    refused: Counter[str] = field(default_factory=Counter)
    """Expected refusals (unlisted, prospect posts) by reason."""
    postings: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Number of postings by fetch id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the parsing of a run needs to know besides the items; ``employers`` by board."""

    now: datetime
    normaliser_version: str
    employers: Mapping[tuple[str, str], str]


def parser_of(source: str) -> Callable[[RawItem], Parsed]:
    """The parser of a source; imported files have names of their own and one parser."""
    return PARSERS.get(source, parse_row)


def seen_at(report: FetchReport, item: RawItem) -> datetime:
    """When an item counts as seen: the start of its fetch; imported rows carry their own time."""
    return item.fetched_at if report.board == IMPORT_BOARD else report.started_at


def parse_fetch(
    batch: Batch, landed: Landed, items: Iterable[tuple[int, RawItem]], context: Context
) -> None:
    """Add what the items of one fetch come to."""
    report = landed.report
    employer = employer_of(report.source, report.board, report, context)
    for line_number, item in items:
        place = Place(
            landing_file=report.landing_file or "",
            line_number=line_number,
            seen_at=seen_at(report, item),
        )
        before = len(batch.seen)
        parse_item(batch, item, place, employer, context)
        batch.postings[landed.fetch_id] += len(batch.seen) - before


def employer_of(
    source: str, board: str, report: FetchReport | None, context: Context
) -> str | None:
    """The employer of a board: as listed, else as the crawl named it, else the board's token."""
    if source in MANY_EMPLOYERS or board == IMPORT_BOARD:
        return None
    stated = report.details.get("employer") if report else None
    return context.employers.get((source, board)) or str(stated or board)


def parse_item(
    batch: Batch, item: RawItem, place: Place, employer: str | None, context: Context
) -> None:
    """Add what one item comes to."""
    for position, parsed in enumerate(parser_of(item.source)(item)):
        if isinstance(parsed, ParseRejection):
            refuse(batch, item, place, parsed, position=position, now=context.now)
            continue
        origin = Origin(
            landing_file=place.landing_file,
            seen_at=place.seen_at,
            employer=employer,
            normaliser_version=context.normaliser_version,
        )
        batch.seen.append(Seen(parsed, sighting_of(parsed, origin), origin, item, place, position))


def refuse(
    batch: Batch,
    item: RawItem,
    place: Place,
    refusal: ParseRejection,
    *,
    position: int,
    now: datetime,
) -> None:
    """Count an expected refusal, or put the item into quarantine."""
    if refusal.is_expected:
        batch.refused[refusal.reason] += 1
        return
    batch.quarantined.append(entry(item, place, refusal, position=position, now=now))
    for native_id in (*_scalars(item.payload), _path(item.url)):
        batch.glimpses[f"{item.source}/{item.board}/{native_id}"] = place.seen_at


def _path(url: str) -> str:
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
            yield text.encode("utf-8", "backslashreplace").decode()
