"""Growth and lifetimes, on boards that are crawled for months: the queries of a release."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from skillscan import resources
from skillscan.statistics.definitions import splits, statistic_files
from skillscan.statistics.estimation import Estimated, estimate_all
from skillscan.statistics.slice_estimates import Context

START = datetime(2026, 1, 10, tzinfo=UTC)
TABLES = """
CREATE TABLE fetches (
    source VARCHAR, board VARCHAR, outcome VARCHAR, started_at TIMESTAMPTZ, is_suspicious BOOLEAN
);
CREATE TABLE postings (
    opening_id VARCHAR, posting_id VARCHAR, source VARCHAR, board VARCHAR, first_seen TIMESTAMPTZ,
    posted_at TIMESTAMPTZ, last_seen TIMESTAMPTZ, closed_at TIMESTAMPTZ
);
CREATE TABLE population_openings (
    population_id VARCHAR, opening_id VARCHAR, employer_id VARCHAR, postings BIGINT
);
CREATE TABLE boards (source VARCHAR, board VARCHAR, first_read_at TIMESTAMPTZ);
"""


@pytest.fixture
def release() -> Iterator[duckdb.DuckDBPyConnection]:
    """Twenty boards read every five days from January to April 2026, and one added in March."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(TABLES)
        for number in range(20):
            _read(connection, f"b{number:02}", START)
        _read(connection, "late", datetime(2026, 3, 5, tzinfo=UTC))
        yield connection


def _read(connection: duckdb.DuckDBPyConnection, board: str, since: datetime) -> None:
    connection.execute("INSERT INTO boards VALUES ('ashby', ?, ?)", [board, since])
    day = since
    while day < datetime(2026, 5, 1, tzinfo=UTC):
        row = [board, day]
        connection.execute("INSERT INTO fetches VALUES ('ashby', ?, 'complete', ?, FALSE)", row)
        day += timedelta(days=5)


def _post(
    connection: duckdb.DuckDBPyConnection,
    board: str,
    name: str,
    seen: datetime,
    days: int | None,
    *,
    late: timedelta = timedelta(),
) -> None:
    """An opening that is first seen then and closes after so many days, or is still open.

    ``late``: so much later in the night than it was seen first.
    """
    ended = None if days is None else seen + timedelta(days=days) + late
    last = ended or datetime(2026, 4, 30, tzinfo=UTC)
    connection.execute(
        "INSERT INTO postings VALUES (?, ?, 'ashby', ?, ?, NULL, ?, ?)",
        [name, name, board, seen, last, ended],
    )
    connection.execute("INSERT INTO population_openings VALUES ('p', ?, ?, 1)", [name, board])


def estimated(connection: duckdb.DuckDBPyConnection, statistic: str) -> Estimated:
    months = resources.sql("release", "snapshot", "board_months.sql").read_text("utf-8")
    connection.execute(f"CREATE TABLE board_months AS {months}")
    connection.execute(resources.sql("release", "views", "new_openings.sql").read_text("utf-8"))
    file = statistic_files()[statistic]
    for split in file.definition.splits:
        connection.execute(f"CREATE VIEW openings_by_{split} AS {splits()[split]}")
    connection.execute(f"CREATE VIEW {statistic} AS {file.select}")
    return estimate_all(connection, {statistic: file.definition}, Context(populations=["p"]))


def test_a_month_is_whole_with_a_fetch_before_in_and_after_it(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """What was not looked for would count as not new."""
    query = resources.sql("release", "snapshot", "board_months.sql").read_text("utf-8")
    months: dict[str, list[date]] = {}
    for _, board, month in release.execute(query).fetchall():
        months.setdefault(board, []).append(month)
    assert months["b00"] == [date(2026, 2, 1), date(2026, 3, 1)]
    assert "late" not in months


def test_growth_counts_boards_that_were_read_whole_in_both_months(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """A board that was added would look like growth of the market."""
    for number in range(20):
        _post(release, f"b{number:02}", f"f{number}", datetime(2026, 2, 10, tzinfo=UTC), None)
        for copy in range(2):
            _post(
                release,
                f"b{number:02}",
                f"m{number}-{copy}",
                datetime(2026, 3, 10, tzinfo=UTC),
                None,
            )
    for number in range(40):
        _post(release, "late", f"l{number}", datetime(2026, 3, 20, tzinfo=UTC), None)
    found = {(one.figure, one.value): one for one in estimated(release, "posting_growth").figures}
    growth = found["on_month", "2026-03"]
    assert (growth.number, growth.low, growth.high) == (1.0, 1.0, 1.0)
    assert growth.components == {"numerator": 40.0, "denominator": 20.0}
    assert found["raw_on_month", "2026-03"].number == 3.0


def test_lifetimes_count_what_is_still_open_and_leave_out_what_was_there_before(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """The median of those that closed would be too short; an age that nobody knows would count."""
    for number in range(20):
        board = f"b{number:02}"
        _post(release, board, f"old{number}", START, 90)  # there at the first reading
        for copy, days in enumerate([10, 20, 30, None]):
            # At another hour each night: boards are read once a night, lifetimes are whole days.
            seen = datetime(2026, 2, 10, 4 + number % 3, 17 + copy, tzinfo=UTC)
            _post(release, board, f"n{number}-{copy}", seen, days, late=timedelta(minutes=number))
    (median,) = estimated(release, "posting_lifetime").figures
    assert (median.number, median.openings) == (20.0, 80)
    assert median.components["ended"] == 60


def test_a_lifetime_that_half_have_not_reached_is_not_published(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """The time watched would be printed as a lifetime."""
    for number in range(20):
        for copy, days in enumerate([10, None, None]):
            _post(
                release,
                f"b{number:02}",
                f"n{number}-{copy}",
                datetime(2026, 2, 10, tzinfo=UTC),
                days,
            )
    assert estimated(release, "posting_lifetime").figures == []
