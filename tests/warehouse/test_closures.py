"""Why a posting is closed, and how a board is: told from the fetches that the warehouse keeps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from skillscan.warehouse import posting_status
from skillscan.warehouse.tables.closures import of_postings

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
KEY = ("ats", "acme")


@pytest.fixture
def board(connection: DuckDBPyConnection, add: Callable[..., None]) -> Callable[..., None]:
    """Adds nights of one board: outcome, listed and announced of each, a day apart.

    ``seen`` is the number of the night in which its one posting was seen last.
    """

    def add_nights(*nights: tuple[str, int | None, int | None], seen: int, **posting: Any) -> None:
        for number, (word, listed, announced) in enumerate(nights):
            add(
                "fetches",
                fetch_id=f"f{number}",
                source="ats",
                board="acme",
                outcome="complete" if word == "304" else word,
                reason=None if word in ("complete", "304") else "timeout",
                started_at=NOW + timedelta(days=number),
                is_not_modified=word == "304",
                postings=0 if word == "304" else 5,
                items=0 if word == "304" else 5,
                listed=listed,
                announced=announced,
                run_id=f"run-{number}" if number else None,
            )
        at = NOW + timedelta(days=seen)
        times = {"first_seen": NOW, "last_seen": at, "sighted_at": at} | posting
        add("postings", posting_id="ats/acme/1", source="ats", board="acme", **times)
        posting_status.recompute(connection, [KEY])

    return add_nights


HAD = ("complete", 6, 6)
HAS_NOT = ("complete", 5, 5)
NO_TOTAL = ("complete", 5, None)
SAME = ("304", None, None)
FAILED = ("failed", None, None)
UNTRIED = ("not_tried", None, None)


@pytest.mark.parametrize(
    ("nights", "expected"),
    [
        pytest.param(
            [HAD, HAS_NOT, HAS_NOT, HAS_NOT],
            (
                "missing since 2026-03-02 04:00 UTC: 5 of 5 postings listed, "
                "in fetch f1 (run run-1)",
                "confirmed 2026-03-03 04:00 UTC: 5 of 5 postings listed, in fetch f2 (run run-2)",
            ),
            id="two whole fetches",
        ),
        pytest.param(
            [HAD, FAILED, NO_TOTAL, FAILED, NO_TOTAL],
            (
                "missing since 2026-03-03 04:00 UTC: 5 postings listed "
                "(the source states no total), "
                "in fetch f2 (run run-2)",
                "confirmed 2026-03-05 04:00 UTC: 5 postings listed (the source states no total), "
                "in fetch f4 (run run-4)",
            ),
            id="failures between prove nothing",
        ),
        pytest.param(
            [HAD, HAS_NOT, SAME],
            (
                "missing since 2026-03-02 04:00 UTC: 5 of 5 postings listed, "
                "in fetch f1 (run run-1)",
                "confirmed 2026-03-03 04:00 UTC: not modified since, 5 of 5 postings listed, "
                "in fetch f2 (run run-2)",
            ),
            id="not modified",
        ),
    ],
)
def test_a_closing_names_its_fetches(
    connection: DuckDBPyConnection,
    board: Callable[..., None],
    nights: list[tuple[str, int | None, int | None]],
    expected: tuple[str, ...],
) -> None:
    """A closing that nobody can check would have to be believed."""
    board(*nights, seen=0)
    (closure,) = of_postings(connection, ["ats/acme/1"])
    first, *proofs = closure.lines
    assert first.startswith("closed 2026-03-0")
    assert tuple(proofs) == expected


def test_a_suspicious_fetch_is_no_proof(
    connection: DuckDBPyConnection, board: Callable[..., None]
) -> None:
    """A closing would be said to rest on the night in which the board broke down."""
    board(HAD, HAS_NOT, HAS_NOT, HAS_NOT, seen=0)
    connection.execute("UPDATE fetches SET is_suspicious = TRUE WHERE fetch_id IN ('f1', 'f2')")
    (closure,) = of_postings(connection, ["ats/acme/1"])
    assert [line.partition(" (run")[0][-2:] for line in closure.lines[1:]] == ["f3", "f3"]


def test_the_source_s_own_word(connection: DuckDBPyConnection, board: Callable[..., None]) -> None:
    """It would look like an absence of which nobody has proof."""
    said = NOW + timedelta(days=1)
    board(HAD, HAD, seen=1, closed_by_source_at=said)
    (closure,) = of_postings(connection, ["ats/acme/1"])
    assert closure.lines == [
        "closed 2026-03-02 04:00 UTC, last seen 2026-03-02 04:00 UTC: the source itself says so",
        "said in fetch f1 (run run-1)",
    ]


@pytest.mark.parametrize(
    "nights", [[HAD, HAS_NOT], [HAD, FAILED, FAILED, FAILED], [HAD, *[UNTRIED] * 3], [HAD, HAD]]
)
def test_what_is_open_has_no_closure(
    connection: DuckDBPyConnection,
    board: Callable[..., None],
    nights: list[tuple[str, int | None, int | None]],
) -> None:
    """An open posting would be shown with the proof of its end."""
    board(*nights, seen=1 if nights[1] is HAD else 0)
    assert of_postings(connection, ["ats/acme/1"]) == []


@pytest.mark.parametrize(
    ("nights", "expected"),
    [
        ([HAD], (0, None, 6, 6, "complete")),
        ([HAD, SAME], (1, None, 6, 6, "complete")),
        ([HAD, FAILED, FAILED], (0, 1, 6, 6, "failed")),
        ([HAD, FAILED, NO_TOTAL], (2, None, 5, None, "complete")),
        ([FAILED, ("not_tried", None, None)], (None, 0, None, None, "not_tried")),
    ],
)
def test_boards(
    connection: DuckDBPyConnection,
    board: Callable[..., None],
    nights: list[tuple[str, int | None, int | None]],
    expected: tuple[Any, ...],
) -> None:
    """A board that nobody has read for weeks would look like one that was read last night."""
    board(*nights, seen=0)
    query = "SELECT last_read_at, unread_since, listed, announced, last_outcome FROM boards"
    ((read, unread, *rest),) = connection.execute(query).fetchall()
    days = [None if time is None else (time - NOW).days for time in (read, unread)]
    assert (*days, *rest) == expected
