"""Grouping after an update: one employer must not fall in two."""

from collections.abc import Callable, Sequence

import pytest
from duckdb import DuckDBPyConnection

from skillscan.dedup.models import Membership, OpeningInput
from skillscan.warehouse import queries
from skillscan.warehouse.tables import posting_openings
from skillscan.warehouse.tables.posting_openings import group_again, rename_employers


@pytest.mark.parametrize("grouped_by", ["g1", None], ids=["by older rules", "never"])
def test_employers_are_named_by_the_present_rules(
    connection: DuckDBPyConnection, add: Callable[..., None], grouped_by: str | None
) -> None:
    """An extraction cut short before an update would leave one employer counted as two."""
    ids = {"posting_id": "p", "content_hash": "c", "employer_id": "former"}
    add("employers", employer_id="former")
    add("postings", **ids)
    add("posting_versions", posting_id="p", content_hash="c", company="Acme, Inc.")
    if grouped_by:
        add("posting_openings", **ids, grouping_version=grouped_by)
    rename_employers(connection, "g2")
    assert connection.execute("SELECT employer_id FROM postings").fetchall() == [("acme",)]


@pytest.fixture
def grown(connection: DuckDBPyConnection, add: Callable[..., None]) -> DuckDBPyConnection:
    """Three postings of each of four employers."""
    for employer in "abcd":
        add("employers", employer_id=employer)
        for number in range(3):
            ids = {"posting_id": f"{employer}{number}", "content_hash": f"{employer}{number}"}
            add("postings", employer_id=employer, **ids)
            add("posting_versions", title="Engineer", text=f"You own part {number}.", **ids)
    return connection


class Together:
    """Puts the postings of an employer into one opening, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def __call__(self, inputs: Sequence[OpeningInput]) -> dict[str, Membership]:
        self.given.append(sorted({one.employer_id for one in inputs}))
        return {
            one.posting_id: Membership(
                opening_id=f"o:{one.employer_id}0", decision="x", title_key="engineer"
            )
            for one in inputs
        }


@pytest.mark.parametrize(
    ("at_once", "batches"),
    [(1, ["a", "b", "c", "d"]), (6, ["ab", "cd"]), (5_000, ["abcd"])],
)
def test_employers_are_grouped_whole_whatever_fits_into_memory(
    grown: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, at_once: int, batches: list[str]
) -> None:
    """Half of an employer's postings would be openings of their own."""
    monkeypatch.setattr(posting_openings, "BATCH_POSTINGS", at_once)
    group = Together()
    group_again(grown, group, "g1")
    assert group.given == [list(batch) for batch in batches]
    rows = grown.execute("SELECT opening_id, count(*) FROM posting_openings GROUP BY ALL")
    assert sorted(rows.fetchall()) == [(f"o:{employer}0", 3) for employer in "abcd"]


def test_a_table_is_read_once_however_many_batches_there_are(
    grown: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A night of 200,000 postings read all of them anew for each batch, and its time grew with the
    square of them.
    """
    group_again(grown, Together(), "g0")
    ran: list[str] = []
    run = queries.run

    def remembered(connection: DuckDBPyConnection, name: str, **parameters: object) -> object:
        ran.append(name)
        return run(connection, name, **parameters)

    monkeypatch.setattr(queries, "run", remembered)
    counts = []
    for version, at_once in (("g1", 1), ("g2", 5_000)):
        monkeypatch.setattr(posting_openings, "BATCH_POSTINGS", at_once)
        ran.clear()
        group_again(grown, Together(), version)
        counts.append([name for name in ran if name != "posting_openings/add_grouped"])
    assert counts[0] == counts[1]
