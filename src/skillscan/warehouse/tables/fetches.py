"""Which fetches and landing files are in the warehouse."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from duckdb import DuckDBPyConnection

from skillscan.domain import FetchReport, Outcome
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.queries import board_structs


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
    listed: int | None = None
    announced: int | None = None
    run_id: str | None = None


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
    return {fetch for (fetch,) in queries.rows(connection, "fetches/known")}


def known_of(connection: DuckDBPyConnection, fetch_ids: Iterable[str]) -> set[str]:
    """Those of these fetches that have been loaded."""
    rows = queries.rows(connection, "fetches/known_of", fetch_ids=sorted(fetch_ids))
    return {fetch for (fetch,) in rows}


def damaged(connection: DuckDBPyConnection) -> set[str]:
    """The landing files that did not match their report when they were last looked at."""
    return {landing_file for (landing_file,) in queries.rows(connection, "fetches/damaged")}


def save(
    connection: DuckDBPyConnection,
    reports: Mapping[str, FetchReport],
    postings: Mapping[str, int],
    now: datetime,
) -> None:
    """Record loaded fetches by id; ``postings`` is the number that each made. In a transaction.

    Whether a fetch is suspicious is decided afterwards (``posting_status``). A "not modified" that
    repeats a fetch which is not loaded (its file is damaged, say) proves nothing.
    """
    contents = _contents(connection, reports.values())
    rows = [
        _fetch(i, report, postings.get(i, 0), now, is_founded=_is_founded(report, contents))
        for i, report in reports.items()
    ]
    bulk.write(connection, "fetches/merge", rows)
    files = [_landing_file(r, None, now) for r in reports.values() if r.landing_file]
    _save_files(connection, files)


def save_damaged(
    connection: DuckDBPyConnection, report: FetchReport, reason: str, now: datetime
) -> None:
    """Record a landing file that does not match its report; its fetch stays to be loaded."""
    _save_files(connection, [_landing_file(report, reason, now)])


def forget_damaged(connection: DuckDBPyConnection, landing_files: Collection[str]) -> None:
    """Forget damaged landing files that somebody has removed."""
    queries.run(connection, "landing_files/forget", files=sorted(landing_files))


def of_the_future(connection: DuckDBPyConnection, after: datetime) -> tuple[int, datetime | None]:
    """How many loaded fetches began after a time, and the last of them."""
    ((count, last),) = queries.rows(connection, "fetches/of_the_future", after=after)
    return count, last


def _save_files(connection: DuckDBPyConnection, rows: Iterable[LandingFile]) -> None:
    bulk.write(connection, "landing_files/merge", list(rows))


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


_Content = tuple[str, str, str]
"""Source, board and start (ISO 8601, UTC) of a fetch that brought what a board holds."""


def _contents(connection: DuckDBPyConnection, reports: Collection[FetchReport]) -> set[_Content]:
    """What these reports or the warehouse hold of the boards that say "not modified"."""
    boards = board_structs((r.source, r.board) for r in reports if r.is_not_modified)
    rows = queries.rows(connection, "fetches/contents_of_boards", boards=boards) if boards else []
    rows += [(r.source, r.board, r.started_at) for r in reports if not r.is_not_modified]
    return {(source, board, _stamp(started_at)) for source, board, started_at in rows}


def _is_founded(report: FetchReport, contents: Container[_Content]) -> bool:
    """Whether what a "not modified" repeats is loaded; early reports do not say what it is."""
    stated = report.content_fetched_at if report.is_not_modified else None
    return stated is None or (report.source, report.board, _stamp(stated)) in contents


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat()


def _fetch(
    fetch_id: str, report: FetchReport, postings: int, now: datetime, *, is_founded: bool
) -> Fetch:
    """A source that lists its newest postings only never gives the whole board."""
    is_window = report.is_newest_only or not is_founded
    is_window = is_window and report.outcome is Outcome.COMPLETE
    return Fetch(
        fetch_id=fetch_id,
        source=report.source,
        board=report.board,
        outcome=Outcome.PARTIAL.value if is_window else report.outcome.value,
        reason=("newest_only" if is_founded else "repeats_unloaded")
        if is_window
        else report.reason,
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
        listed=report.listed,
        announced=report.announced,
        run_id=report.run_id,
    )
