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
    connection.execute(
        "INSERT INTO fetches SELECT 'ashby', ?, 'complete', unnest(range("
        "?::TIMESTAMPTZ, '2026-05-01'::TIMESTAMPTZ, INTERVAL 5 DAYS)), FALSE",
        [board, since],
    )


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


def test_growth_on_the_year_has_the_raw_figure_beside_it(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """Nobody would see how much of a year's growth is made by boards that were added."""
    for number in range(20):
        _read(release, f"y{number:02}", datetime(2025, 2, 1, tzinfo=UTC))
        for year, copies in ((2025, 2), (2026, 3)):
            for copy in range(copies):
                seen = datetime(year, 3, 10, tzinfo=UTC)
                _post(release, f"y{number:02}", f"y{number}-{year}-{copy}", seen, None)
    for number in range(40):
        _post(release, "late", f"l{number}", datetime(2026, 3, 20, tzinfo=UTC), None)
    found = {(one.figure, one.value): one for one in estimated(release, "posting_growth").figures}
    assert found["on_year", "2026-03"].number == 0.5
    assert found["raw_on_year", "2026-03"].number == 1.5


def withheld_growth(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Figure (or nothing, for all of them) to why there is none."""
    return {one.figure: one.reason for one in estimated(connection, "posting_growth").withheld}


def test_growth_without_a_second_year_says_so(release: duckdb.DuckDBPyConnection) -> None:
    """A reader would wait for more openings, where a year of reading is missing."""
    for number in range(20):
        for month in (2, 3):
            seen = datetime(2026, month, 10, tzinfo=UTC)
            _post(release, f"b{number:02}", f"o{number}-{month}", seen, None)
    assert withheld_growth(release) == {
        "on_year": "no board was read whole in a month and in the same month a year before",
        "raw_on_year": (
            "no month in which a board was read whole has openings of a year before beside it"
        ),
    }


def test_growth_of_too_few_openings_names_them(release: duckdb.DuckDBPyConnection) -> None:
    """Nobody would know how much is missing."""
    for number in range(12):
        _post(release, f"b{number:02}", f"o{number}", datetime(2026, 2, 10, tzinfo=UTC), None)
    said = withheld_growth(release)[""]
    assert said.startswith(
        "at most 12 openings of 12 employers for one month: "
        "fewer than the minimum of 30 openings of 10 employers; no board was read whole in a month"
    )


def test_growth_without_any_board_says_so(release: duckdb.DuckDBPyConnection) -> None:
    """Imported files would seem to lack openings."""
    release.execute("DELETE FROM fetches")
    release.execute("DELETE FROM boards")
    for number in range(40):
        _post(release, f"b{number % 20}", f"o{number}", datetime(2026, 2, 10, tzinfo=UTC), None)
    said = withheld_growth(release)[""]
    assert said.startswith("no board was read whole in two months that follow each other; no ")
    assert "minimum" not in said


def test_lifetimes_without_a_board_say_so(release: duckdb.DuckDBPyConnection) -> None:
    """Imported files would seem to lack openings."""
    release.execute("DELETE FROM boards")
    for number in range(60):
        _post(release, f"b{number % 20}", f"o{number}", datetime(2026, 2, 10, tzinfo=UTC), 10)
    (withheld,) = estimated(release, "posting_lifetime").withheld
    assert withheld.reason == "no opening on a crawled board has a beginning that is known"


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
    median, raw = estimated(release, "posting_lifetime").figures
    assert (median.figure, median.number, median.openings) == ("median_days", 20.0, 80)
    assert median.components["ended"] == 60
    # Beside it, as a reader would count: those that have closed, whatever is still open.
    assert (raw.figure, raw.number, raw.openings) == ("raw_median_days", 20.0, 60)


def test_a_lifetime_that_half_have_not_reached_is_not_published(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """The time watched would be printed as a lifetime."""
    for number in range(60):
        for copy, days in enumerate([10, None, None]):
            _post(
                release,
                f"b{number % 20:02}",
                f"n{number}-{copy}",
                datetime(2026, 2, 10, tzinfo=UTC),
                days,
            )
    found = estimated(release, "posting_lifetime").figures
    assert [(one.figure, one.number) for one in found] == [("raw_median_days", 10.0)]
