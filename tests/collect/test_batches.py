"""What a night still has to read, and in which portions."""

from datetime import UTC, datetime

import pytest

from skillscan.collect.batches import batches, unread
from skillscan.domain import Board, FetchReport, Outcome

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BOARDS = [
    Board(*name.split("/"), employer="E") for name in ("lever/a", "ashby/a", "lever/b", "lever/c")
]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, {"lever": ["a", "b", "c"], "ashby": ["a"]}),
        (2, {"lever": ["ab", "c"], "ashby": ["a"]}),
        (9, {"lever": ["abc"], "ashby": ["a"]}),
    ],
)
def test_batches(size: int, expected: dict[str, list[str]]) -> None:
    """A board would be left out, or asked twice."""
    found = batches(BOARDS, size)
    told = {s: ["".join(b.token for b in batch) for batch in of] for s, of in found.items()}
    assert told == expected
    assert batches([], size) == {}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_was_read_whole_is_left_out(outcome: Outcome) -> None:
    """A board that failed before the power cut would be left for the next night."""
    report = FetchReport(
        source="lever", board="a", outcome=outcome, started_at=NOW, finished_at=NOW
    )
    left = unread(BOARDS, [report])
    assert (BOARDS[0] in left) is (outcome is not Outcome.COMPLETE)
    assert left[-3:] == BOARDS[1:]
