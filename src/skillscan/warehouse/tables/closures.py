"""What the closing of a posting rests on: which fetches, when, and how complete they were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from duckdb import DuckDBPyConnection

from skillscan.warehouse import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One row of the view ``closures``; times are UTC."""

    posting_id: str
    source: str
    board: str
    closed_reason: str
    closed_at: datetime
    last_seen: datetime
    missing_since: datetime | None
    missing_fetch_id: str | None
    missing_run_id: str | None
    missing_listed: int | None
    missing_announced: int | None
    confirmed_at: datetime | None
    confirming_fetch_id: str | None
    confirming_run_id: str | None
    is_confirmed_unchanged: bool | None
    confirming_listed: int | None
    confirming_announced: int | None
    missed_fetches: int

    @property
    def lines(self) -> list[str]:
        """The evidence in words, a fetch a line."""
        first = f"closed {_moment(self.closed_at)}, last seen {_moment(self.last_seen)}"
        confirming = _fetch(self.confirming_fetch_id, self.confirming_run_id)
        if self.closed_reason == "source":
            return [f"{first}: the source itself says so", f"said {confirming}"]
        missing = _fetch(self.missing_fetch_id, self.missing_run_id)
        counted = _counted(self.confirming_listed, self.confirming_announced)
        still = "not modified since, " if self.is_confirmed_unchanged else ""
        return [
            f"{first}: {self.missed_fetches} complete fetches of {self.source}/{self.board} "
            "have not had it since",
            f"missing since {_moment(self.missing_since)}: "
            f"{_counted(self.missing_listed, self.missing_announced)}, {missing}",
            f"confirmed {_moment(self.confirmed_at)}: {still}{counted}, {confirming}",
        ]


def of_postings(connection: DuckDBPyConnection, posting_ids: Iterable[str]) -> list[Closure]:
    """The closures of these postings; none for those that are open."""
    ids = sorted(posting_ids)
    return queries.records(connection, "closures/of_postings", Closure, ids=ids)


def _moment(time: datetime | None) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if time else "at an unknown time"


def _fetch(fetch_id: str | None, run_id: str | None) -> str:
    run = f" (run {run_id})" if run_id else ""
    return f"in fetch {fetch_id}{run}" if fetch_id else "in a fetch that is not known any more"


def _counted(listed: int | None, announced: int | None) -> str:
    if listed is None:
        return "a complete answer"
    if announced is None:
        return f"{listed} postings listed (the source states no total)"
    return f"{listed} of {announced} postings listed"
