"""One job under two employers' names, in a warehouse that grows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from duckdb import DuckDBPyConnection

from skillscan.dedup.cluster import group
from skillscan.dedup.explain import explain_opening, trail_lines
from skillscan.warehouse import checks
from skillscan.warehouse.tables.posting_openings import group_again, of_employer

DAY = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = " ".join(f"You own part {number} of the ranking service." for number in range(30))
OTHER = " ".join(f"You sell product {number} to large customers." for number in range(30))
EMPLOYERS = {"norda": "Norda Group", "nordacreative": "Norda Creative", "velo": "Velo"}


@pytest.fixture
def post(
    connection: DuckDBPyConnection, add: Callable[..., None]
) -> Callable[[str, str, int, str], None]:
    """``post(employer, native id, day, text)``: one more posting."""

    def add_posting(
        employer: str, native_id: str, day: int, text: str = TEXT, title: str = "ML Engineer"
    ) -> None:
        key, seen = f"ashby/{employer}/{native_id}", DAY + timedelta(days=day)
        if not connection.execute(
            "FROM employers WHERE employer_id = $id", {"id": employer}
        ).fetchall():
            add("employers", employer_id=employer, name=EMPLOYERS[employer])
        ids = {"posting_id": key, "content_hash": key}
        add("postings", **ids, employer_id=employer, first_seen=seen, last_seen=seen)
        add(
            "posting_versions",
            **ids,
            title=title,
            text=text,
            company=EMPLOYERS[employer],
            locations=["Oslo, Norway" if employer != "velo" else "Rome, Italy"],
            country="NO",
        )

    return add_posting


def openings(connection: DuckDBPyConnection) -> dict[str, str]:
    """Group what is stale; the opening of each posting, by their short names."""
    group_again(connection, group, "g1")
    checks.run(connection, "group")
    rows = connection.execute("SELECT posting_id, opening_id FROM posting_openings").fetchall()
    return {posting.removeprefix("ashby/"): one.removeprefix("o:ashby/") for posting, one in rows}


def test_one_job_under_two_names_is_one_opening(
    connection: DuckDBPyConnection, post: Callable[..., None]
) -> None:
    """It would count twice, or its id would depend on which night came first."""
    post("norda", "1", 1)
    post("velo", "1", 1)
    assert openings(connection) == {"norda/1": "norda/1", "velo/1": "velo/1"}
    post("nordacreative", "1", 2)
    post("nordacreative", "2", 3, OTHER)
    grown = openings(connection)
    assert grown == {
        "norda/1": "norda/1",
        "velo/1": "velo/1",
        "nordacreative/1": "norda/1",
        "nordacreative/2": "nordacreative/2",
    }
    connection.execute("DELETE FROM posting_openings")
    assert openings(connection) == grown


def test_a_copy_stands_for_itself_again_when_the_first_is_gone(
    connection: DuckDBPyConnection, post: Callable[..., None]
) -> None:
    """Its opening would be one that nobody can look up."""
    post("norda", "1", 1)
    post("nordacreative", "1", 2)
    assert openings(connection)["nordacreative/1"] == "norda/1"
    for table in ("posting_openings", "postings", "posting_versions"):
        connection.execute(f"DELETE FROM {table} WHERE posting_id = 'ashby/norda/1'")  # noqa: S608
    assert openings(connection) == {"nordacreative/1": "nordacreative/1"}


def test_an_opening_under_two_titles_is_joined_whole(
    connection: DuckDBPyConnection,
    post: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Titles are decided in batches: one batch took back half of what the one before had joined,
    and the extract failed.
    """
    monkeypatch.setattr("skillscan.warehouse.tables.opening_joins.BATCH_OPENINGS", 1)
    post("norda", "1", 1)
    post("nordacreative", "1", 2)
    post("nordacreative", "2", 2, title="ML Software Engineer")
    post("velo", "1", 3, title="ML Software Engineer")
    found = openings(connection)
    titles = connection.execute("SELECT count(DISTINCT title_key) FROM posting_openings")
    assert titles.fetchone() == (2,)
    assert found["nordacreative/1"] == found["nordacreative/2"] == "norda/1"


@pytest.mark.parametrize(
    "wanted", ["o:ashby/norda/1", "o:ashby/nordacreative/1", "ashby/nordacreative/1"]
)
def test_the_trail_tells_why(
    connection: DuckDBPyConnection, post: Callable[..., None], wanted: str
) -> None:
    """Nobody could see why two employers' postings are one opening."""
    post("norda", "1", 1)
    post("nordacreative", "1", 2)
    openings(connection)
    trail = explain_opening(of_employer(connection, wanted), wanted)
    assert (trail.opening_id, trail.employer_name) == ("o:ashby/norda/1", "Norda Group")
    assert (
        "Counted with it: o:ashby/nordacreative/1 · Norda Creative: the same text (1.00) as "
        "o:ashby/norda/1 of Norda Group: both names have “norda”"
    ) in trail_lines(trail)
