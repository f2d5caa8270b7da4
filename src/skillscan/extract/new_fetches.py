"""Which landed fetches are to be loaded, in which order, and how many at once."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from duckdb import DuckDBPyConnection

from skillscan.domain import FetchReport
from skillscan.errors import LandingDamagedError
from skillscan.extract.parse import LandedFetch
from skillscan.landing import reader, writer
from skillscan.landing.layout import REPORT_SUFFIX, STAMP, stamp_of
from skillscan.warehouse.tables import fetches

_LOG = logging.getLogger(__name__)
CLOCK_ERROR = timedelta(days=1)
"""What the clocks of two machines may differ by."""
BATCH_ITEMS = 1_000
"""Items that are parsed, read and stored at once: bounds memory, and what an interruption costs."""


@dataclass(frozen=True, slots=True)
class Again:
    """Which loaded fetches are to be loaded again: those that began in ``since <= t < until``.

    Both are UTC; ``None`` is open.
    """

    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> "Again":
        """From the beginning of a day (UTC) to the end of another."""
        begin = datetime(first.year, first.month, first.day, tzinfo=UTC) if first else None
        end = datetime(last.year, last.month, last.day, tzinfo=UTC) if last else None
        return cls(begin, end + timedelta(days=1) if end else None)

    @property
    def is_everything(self) -> bool:
        """No period narrows it."""
        return self.since is None and self.until is None

    def holds(self, name: str) -> bool:
        """Whether a fetch of this report began in the period; told by its name."""
        stamp = stamp_of(name)
        return not (
            (self.since and stamp < self.since.astimezone(UTC).strftime(STAMP))
            or (self.until and stamp >= self.until.astimezone(UTC).strftime(STAMP))
        )


@dataclass(frozen=True, slots=True)
class NewFetches:
    """What is to be loaded, in the order of its time, and what cannot be.

    ``damaged`` are messages on reports that cannot be read, ``set_aside`` on fetches of the future,
    which were moved away; ``gone`` counts fetches that were never loaded and whose data file is not
    there any more; ``reports`` are the names of all reports.
    """

    found: list[LandedFetch] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    gone: int = 0
    reports: frozenset[str] = frozenset()

    @property
    def items(self) -> int:
        """How many items there are to load."""
        return sum(landed.report.items for landed in self.found)


def find_new(
    connection: DuckDBPyConnection, root: str, now: datetime, *, again: Again | None
) -> NewFetches:
    """The fetches to load: new ones, and those to be loaded ``again``, unless they were pruned."""
    known, landed = fetches.known(connection), reader.listing(root)
    found: list[LandedFetch] = []
    damaged: list[str] = []
    set_aside: list[str] = []
    gone = 0
    wanted = [
        name
        for name in landed.reports
        if name.removesuffix(REPORT_SUFFIX) not in known or (again and again.holds(name))
    ]
    for name, report in reader.read_reports(root, wanted):
        if isinstance(report, LandingDamagedError):
            damaged.append(str(report))
        elif report.started_at > now + CLOCK_ERROR:
            set_aside.append(_moved_away(root, name, report))
        elif landed.has_items(report) or report.landing_file is None:
            found.append(LandedFetch(name, report))
        else:
            gone += name.removesuffix(REPORT_SUFFIX) not in known
    found.sort(key=lambda landed: (landed.report.started_at, landed.name))
    return NewFetches(found, damaged, set_aside, gone, frozenset(landed.reports))


def _moved_away(root: str, name: str, report: FetchReport) -> str:
    """Set a fetch of the future aside: all else would be long past beside it.

    (Periods end with the newest sighting, and nothing that is older than it can close a posting.)
    It holds what a board showed at a time that nobody knows; the board is fetched anew.
    """
    why = (
        f"The fetch report {name} says that it began at {report.started_at:%Y-%m-%d %H:%M} UTC, "
        f"which is in the future: it was moved to {writer.aside_folder(root, name)} and is not "
        "loaded. The board is fetched anew at the next collect. Look at the clock of the machine "
        "that collected"
    )
    _LOG.warning("set aside: %s", why)  # first: a run that is killed now could not tell it any more
    writer.set_aside(root, name)
    return why


def is_large(report: FetchReport) -> bool:
    """Whether a file has more items than are to be in memory at once."""
    return report.items > BATCH_ITEMS


def batches(found: Sequence[LandedFetch]) -> Iterator[list[LandedFetch]]:
    """Consecutive fetches of together at most BATCH_ITEMS items, larger ones alone."""
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
