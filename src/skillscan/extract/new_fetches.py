"""Which landed fetches are to be loaded, in which order, and how many at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from skillscan.domain import FetchReport
from skillscan.errors import LandingDamagedError
from skillscan.extract.parse import LandedFetch
from skillscan.landing import reader, writer
from skillscan.landing.layout import REPORT_SUFFIX
from skillscan.warehouse.tables import fetches

CLOCK_ERROR = timedelta(days=1)
"""What the clocks of two machines may differ by."""
BATCH_ITEMS = 2_000
"""Items that are parsed, read and stored at once: bounds memory, and what an interruption costs."""


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


def find_new(
    connection: DuckDBPyConnection, root: str, now: datetime, *, everything: bool
) -> NewFetches:
    """The fetches to load.

    With ``everything`` also those that the warehouse has, unless their items were pruned.
    """
    known, names = fetches.known(connection), reader.report_names(root)
    found: list[LandedFetch] = []
    damaged: list[str] = []
    set_aside: list[str] = []
    gone = 0
    for name in names:
        is_known = name.removesuffix(REPORT_SUFFIX) in known
        if is_known and not everything:
            continue
        try:
            report = reader.read_report(root, name)
        except LandingDamagedError as error:
            damaged.append(str(error))
            continue
        if report.started_at > now + CLOCK_ERROR:
            set_aside.append(_moved_away(root, name, report))
        elif reader.has_items(root, report) or report.landing_file is None:
            found.append(LandedFetch(name, report))
        else:
            gone += not is_known
    found.sort(key=lambda landed: (landed.report.started_at, landed.name))
    return NewFetches(found, damaged, set_aside, gone, frozenset(names))


def _moved_away(root: str, name: str, report: FetchReport) -> str:
    """Set a fetch of the future aside: all else would be long past beside it.

    (Periods end with the newest sighting, and nothing that is older than it can close a posting.)
    It holds what a board showed at a time that nobody knows; the board is fetched anew.
    """
    folder = writer.set_aside(root, name)
    return (
        f"The fetch report {name} says that it began at {report.started_at:%Y-%m-%d %H:%M} UTC, "
        f"which is in the future: it was moved to {folder} and is not loaded. The board is fetched "
        "anew at the next collect. Look at the clock of the machine that collected"
    )


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
