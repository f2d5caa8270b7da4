"""The trail of an opening in a warehouse."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from skillscan.dedup.cluster import group
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.explain import explain_opening, trail_lines
from skillscan.dedup.models import OpeningInput
from skillscan.errors import UsageError
from skillscan.warehouse.connection import prepare
from skillscan.warehouse.tables.posting_openings import of_employer

DAY = datetime(2026, 3, 1, tzinfo=UTC)
DUTIES = " ".join(
    f"You own part {number} of the ranking service and its tests." for number in range(40)
)
POSTINGS = {
    "greenhouse/acme/1": ("ML Engineer", DUTIES),
    "remotive/remotive/7": ("ML Engineer (Remote)", DUTIES),
    "greenhouse/acme/2": ("Senior ML Engineer", DUTIES),
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        prepare(connection)
        fill(connection)
        yield connection


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """The three postings, grouped."""
    seen = {key: DAY + timedelta(days=number) for number, key in enumerate(POSTINGS)}
    found = group(
        [
            OpeningInput(
                posting_id=key,
                employer_id="acme",
                title=title,
                text=comparable_text(text),
                first_seen=seen[key],
            )
            for key, (title, text) in POSTINGS.items()
        ]
    )
    connection.execute("INSERT INTO employers VALUES ('acme', 'Acme, Inc.')")
    for key, (title, text) in POSTINGS.items():
        source, board, native_id = key.split("/")
        posting = {"posting_id": key, "source": source, "board": board, "native_id": native_id}
        posting |= {"employer_id": "acme", "content_hash": key, "first_seen": seen[key]}
        posting |= {"last_seen": seen[key], "sighted_at": seen[key], "source_hash": key}
        posting |= {"missed_fetches": 0}
        insert(connection, "postings", posting)
        version = {"posting_id": key, "content_hash": key, "title": title, "text": text}
        version |= {"title_chars": len(title), "text_chars": len(text), "landing_file": "x"}
        version |= {"locations": ["Berlin"]}
        insert(connection, "posting_versions", version | {"valid_from": seen[key]})
        member = {"posting_id": key, "opening_id": found[key].opening_id}
        member |= {"decision": found[key].decision, "employer_id": "acme", "content_hash": key}
        insert(connection, "posting_openings", member | {"grouping_version": "1"})


def insert(connection: duckdb.DuckDBPyConnection, table: str, row: dict[str, object]) -> None:
    names, marks = ", ".join(row), ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608


@pytest.mark.parametrize("wanted", ["o:greenhouse/acme/1", "remotive/remotive/7"])
def test_trail_names_postings_and_reasons(
    connection: duckdb.DuckDBPyConnection, wanted: str
) -> None:
    """Without the reasons nobody can tell whether a count is honest."""
    trail = explain_opening(of_employer(connection, wanted), wanted)
    assert [p.posting_id for p in trail.postings] == ["greenhouse/acme/1", "remotive/remotive/7"]
    assert "near-identical text (1.00) with greenhouse/acme/1" in trail.postings[1].decision
    assert [(n.posting_id, n.rule) for n in trail.neighbours] == [
        ("greenhouse/acme/2", "other title")
    ]
    printed = "\n".join(trail_lines(trail))
    assert "Acme, Inc. · 2 posting(s)" in printed
    assert "Not joined:\n  Senior ML Engineer" in printed


def test_unknown_id_says_where_ids_are(connection: duckdb.DuckDBPyConnection) -> None:
    """A mistyped id must not print an empty trail."""
    with pytest.raises(UsageError, match="no opening and no posting has the id 'o:nothing'"):
        explain_opening(of_employer(connection, "o:nothing"), "o:nothing")
