"""Which landed fetches are to be loaded, in which order, and how many at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from skillscan.domain import FetchReport
from skillscan.errors import LandingDamagedError
from skillscan.extract.parse import LandedFetch
from skillscan.landing import reader
from skillscan.landing.layout import REPORT_SUFFIX
from skillscan.warehouse.tables import fetches

CLOCK_ERROR = timedelta(days=1)
"""What the clocks of two machines may differ by."""
BATCH_ITEMS = 2_000
"""Items that are parsed, read and stored at once: bounds memory, and what an interruption costs."""


def find_new(
    connection: DuckDBPyConnection, root: str, now: datetime, *, everything: bool
) -> tuple[list[LandedFetch], list[str]]:
    """The fetches to load, in the order of their time, and what is said of damaged reports.

    With ``everything`` also those that the warehouse has, unless their items were pruned.
    """
    known, found, damaged = fetches.known(connection), [], []
    for name in reader.report_names(root):
        is_known = name.removesuffix(REPORT_SUFFIX) in known
        if is_known and not everything:
            continue
        try:
            report = reader.read_report(root, name)
            _check_time(report, name, now)
        except LandingDamagedError as error:
            damaged.append(str(error))
            continue
        if not is_known or reader.has_items(root, report):
            found.append(LandedFetch(name, report))
    return sorted(found, key=lambda landed: (landed.report.started_at, landed.name)), damaged


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
