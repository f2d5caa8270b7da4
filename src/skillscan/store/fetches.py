"""Which fetches and landing files are in the warehouse."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from skillscan.posting import FetchReport, Outcome
from skillscan.store import bulk


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One row of ``fetches``."""

    fetch_id: str
    source: str
    board: str
    outcome: str
    reason: str | None
    started_at: datetime
    finished_at: datetime
    pages: int
    items: int
    http_status: int | None
    bytes: int
    is_not_modified: bool
    is_suspicious: bool
    landing_file: str | None
    postings: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingFile:
    """One row of ``landing_files``."""

    landing_file: str
    source: str
    board: str
    sha256: str | None
    items: int
    is_damaged: bool
    reason: str | None
    loaded_at: datetime


def known(connection: DuckDBPyConnection) -> set[str]:
    """The ids of all fetches that have been loaded."""
    return {fetch for (fetch,) in bulk.rows_of(connection, "SELECT fetch_id FROM fetches")}


def save(
    connection: DuckDBPyConnection,
    reports: Mapping[str, FetchReport],
    postings: Mapping[str, int],
    now: datetime,
) -> None:
    """Record loaded fetches by id; ``postings`` is the number that each made. In a transaction.

    Whether a fetch is suspicious is decided afterwards (``standings``).
    """
    rows = [_fetch(i, report, postings.get(i, 0), now) for i, report in reports.items()]
    clause = bulk.overwrite(["fetch_id"], ["postings", "loaded_at"])
    bulk.insert(connection, "fetches", rows, on_conflict=clause)
    files = [_landing_file(r, None, now) for r in reports.values() if r.landing_file]
    _save_files(connection, files)


def save_damaged(
    connection: DuckDBPyConnection, report: FetchReport, reason: str, now: datetime
) -> None:
    """Record a landing file that does not match its report; its fetch stays to be loaded."""
    _save_files(connection, [_landing_file(report, reason, now)])


def _save_files(connection: DuckDBPyConnection, rows: Iterable[LandingFile]) -> None:
    clause = bulk.overwrite(["landing_file"], ["is_damaged", "reason", "loaded_at"])
    bulk.insert(connection, "landing_files", list(rows), on_conflict=clause)


def _landing_file(report: FetchReport, damage: str | None, now: datetime) -> LandingFile:
    return LandingFile(
        landing_file=report.landing_file or "",
        source=report.source,
        board=report.board,
        sha256=report.sha256,
        items=report.items,
        is_damaged=damage is not None,
        reason=damage,
        loaded_at=now,
    )


def _fetch(fetch_id: str, report: FetchReport, postings: int, now: datetime) -> Fetch:
    """A source that lists its newest postings only never gives the whole board."""
    is_window = bool(report.details.get("newest_only")) and report.outcome is Outcome.COMPLETE
    return Fetch(
        fetch_id=fetch_id,
        source=report.source,
        board=report.board,
        outcome=Outcome.PARTIAL.value if is_window else report.outcome.value,
        reason="newest_only" if is_window else report.reason,
        started_at=report.started_at,
        finished_at=report.finished_at,
        pages=report.pages,
        items=report.items,
        http_status=report.http_status,
        bytes=report.bytes,
        is_not_modified=report.is_not_modified,
        is_suspicious=False,
        landing_file=report.landing_file,
        postings=postings,
        loaded_at=now,
    )
