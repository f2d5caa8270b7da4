"""The views that every statistic is built on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def post(connection: DuckDBPyConnection, add: Callable[..., None]) -> Callable[..., None]:
    """Adds a posting of opening ``o`` with its text and the reading of pipeline ``now``."""
    add("employers", employer_id="acme", name="Acme")
    add("pipelines", pipeline_version="now", completed_at=NOW)

    def add_posting(native_id: str, **values: Any) -> None:
        ids = {"posting_id": native_id, "content_hash": f"hash-{native_id}"}
        version = {key: values.pop(key) for key in ("country", "title") if key in values}
        add("postings", employer_id="acme", **(ids | values))
        add("posting_versions", **ids, **version)
        add("posting_openings", opening_id="o", employer_id="acme", **ids)
        add("readings", content_hash=ids["content_hash"], pipeline_version="now")

    return add_posting


def facts(connection: DuckDBPyConnection, columns: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"SELECT {columns} FROM opening_facts").fetchall()  # noqa: S608


def test_the_posting_seen_first_speaks_for_its_opening(
    connection: DuckDBPyConnection, post: Callable[..., None]
) -> None:
    """What an opening says would change with every repost."""
    post("c", first_seen=NOW - DAY, title="Later")
    post("b", first_seen=NOW - 2 * DAY, title="First")
    post("a", first_seen=NOW - 2 * DAY, title="First by id", source="other")
    assert facts(connection, "posting_id, title, postings, boards, sources") == [
        ("a", "First by id", 3, 2, ["other", "x"])
    ]


def test_the_minute_of_a_fetch_decides_nothing(
    connection: DuckDBPyConnection, post: Callable[..., None]
) -> None:
    """Two runs over the same boards would publish two numbers, by which board answered first."""
    post("b", first_seen=NOW, title="Fetched first")
    post("a", first_seen=NOW + timedelta(minutes=5), title="First by id")
    assert facts(connection, "posting_id, title") == [("a", "First by id")]


def test_an_opening_spans_its_postings(
    connection: DuckDBPyConnection, post: Callable[..., None]
) -> None:
    """A repost would start a new opening, or a closed copy close an open one."""
    post("a", first_seen=NOW - 9 * DAY, last_seen=NOW - 5 * DAY, posted_at=None, closed_at=NOW)
    post("b", first_seen=NOW - 3 * DAY, last_seen=NOW, posted_at=NOW - 4 * DAY)
    assert facts(connection, "first_seen, last_seen, posted_at, is_open") == [
        (NOW - 9 * DAY, NOW, NOW - 4 * DAY, True)
    ]
    connection.execute("UPDATE postings SET closed_at = now()")
    assert facts(connection, "is_open") == [(False,)]


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (["US", "GB"], ("US", ["GB", "US"])),
        ([None, "GB", "GB", "US"], ("GB", ["GB", "US"])),
        ([None], (None, [])),
    ],
)
def test_country_of_an_opening(
    connection: DuckDBPyConnection,
    post: Callable[..., None],
    countries: list[str | None],
    expected: tuple[str | None, list[str]],
) -> None:
    """An opening would leave its country because one of its postings says "Remote"."""
    for number, country in enumerate(countries):
        post(str(number), country=country)
    assert facts(connection, "country, countries") == [expected]


def test_a_skill_takes_its_strongest_class(
    connection: DuckDBPyConnection, post: Callable[..., None], add: Callable[..., None]
) -> None:
    """A required skill would count as merely mentioned, a skill not needed as asked for."""
    post("a")
    mentions = [
        ("python", "mentioned", "now"),
        ("python", "required", "now"),
        ("python", "preferred", "now"),
        ("rust", "negated", "now"),
        ("go", "negated", "now"),
        ("go", "mentioned", "now"),
        ("cobol", "required", "before"),
    ]
    for number, (skill, mention_class, version) in enumerate(mentions):
        add(
            "findings",
            content_hash="hash-a",
            finding_number=number,
            kind="skill",
            value=skill,
            mention_class=mention_class,
            pipeline_version=version,
        )
    add("findings", content_hash="hash-a", finding_number=9, kind="degree", value="phd")
    assert connection.execute("FROM opening_skills ORDER BY skill_id").fetchall() == [
        ("o", "go", "mentioned", False),
        ("o", "python", "required", True),
    ]


def test_only_the_current_pipeline_counts(
    connection: DuckDBPyConnection, post: Callable[..., None], add: Callable[..., None]
) -> None:
    """One posting would be counted twice, with two readings."""
    post("a")
    add("readings", content_hash="hash-a", pipeline_version="before", occupation="manager")
    add("pipelines", pipeline_version="before", completed_at=NOW - DAY)
    add("pipelines", pipeline_version="begun", completed_at=None, started_at=NOW + DAY)
    assert connection.execute("SELECT pipeline_version FROM current_pipeline").fetchall() == [
        ("now",)
    ]
    assert connection.execute("SELECT occupation, is_read FROM posting_facts").fetchall() == [
        ("x", True)
    ]


def test_a_posting_that_is_not_grouped_yet_is_an_opening_of_its_own(
    connection: DuckDBPyConnection, post: Callable[..., None]
) -> None:
    """An interrupted run would take postings out of the numbers."""
    post("a")
    connection.execute("DELETE FROM posting_openings")
    assert facts(connection, "opening_id, postings") == [("a", 1)]
