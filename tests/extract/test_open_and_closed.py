"""When a posting closes, when it reopens, and what closes nothing."""

from pathlib import Path
from typing import Any

import pytest
from extract.bench import TEXT, Bench, ParseWith, at, job, open_ids

from skillscan.domain import Outcome, Posting, RawItem


def test_two_absences_close_and_one_does_not(bench: Bench) -> None:
    """Jobs would count as open for ever, or vanish by one hiccup."""
    bench.land(0, [job(1), job(2)])
    bench.land(24, [job(1)])
    assert bench.run(24).closed == 0
    assert open_ids(bench) == ["1", "2"]
    bench.land(48, [job(1)])
    assert bench.run(48).closed == 1
    assert bench.rows("SELECT closed_at, closed_reason FROM postings WHERE native_id = '2'") == [
        (at(24), "absent")
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": Outcome.FAILED, "reason": "timeout"},
        {"outcome": Outcome.PARTIAL, "reason": "page 2 failed"},
        {"outcome": Outcome.COMPLETE},
        {"outcome": Outcome.COMPLETE, "is_not_modified": True, "http_status": 304},
    ],
    ids=["failed", "partial", "suddenly empty", "not modified"],
)
def test_what_closes_nothing(bench: Bench, changes: dict[str, Any]) -> None:
    """A broken board would take all its jobs out of the numbers."""
    bench.land(0, [job(1), job(2)])
    for hours in (24, 48, 72):
        bench.land(hours, **changes)
    assert bench.run(72).closed == 0
    assert open_ids(bench) == ["1", "2"]


def test_a_suddenly_empty_board_is_flagged(bench: Bench) -> None:
    """Nobody would look at a board that broke."""
    bench.land(0, [], board="always-empty")
    bench.land(0, [job(1)])
    bench.land(24)
    bench.land(48, [job(1, title="")])
    bench.run(48)
    assert bench.rows("SELECT started_at FROM fetches WHERE is_suspicious ORDER BY started_at") == [
        (at(24),),
        (at(48),),
    ]


def test_not_modified_counts_as_seen(bench: Bench) -> None:
    """A quiet board would look abandoned."""
    bench.land(0, [job(1)])
    bench.land(72, is_not_modified=True)
    bench.run(72)
    assert bench.rows("SELECT first_seen, last_seen FROM postings") == [(at(0), at(72))]


def test_not_modified_repeats_what_it_meant_only(bench: Bench) -> None:
    """While a file is damaged, a posting that is gone in it would count as seen for ever."""
    bench.land(0, [job(1), job(2)])
    report = bench.land(24, [job(1)])
    bench.land(48, is_not_modified=True, content_fetched_at=report.started_at)
    content = bench.path_of(report).read_bytes()
    bench.path_of(report).write_bytes(b"cut")
    bench.run(48)
    seen = "SELECT last_seen FROM postings ORDER BY native_id"
    assert bench.rows(seen) == [(at(0),), (at(0),)]
    bench.path_of(report).write_bytes(content)
    bench.land(72, is_not_modified=True, content_fetched_at=report.started_at)
    assert bench.run(72).closed == 1
    assert bench.rows(seen) == [(at(72),), (at(0),)]


def test_a_reopened_posting_keeps_its_identity(bench: Bench) -> None:
    """One job would be counted as two."""
    bench.land(0, [job(1), job(2)])
    for hours in (24, 48):
        bench.land(hours, [job(1)])
    assert bench.run(48).closed == 1
    bench.land(72, [job(1), job(2)])
    summary = bench.run(72)
    assert (summary.new, summary.reopened) == (0, 1)
    assert bench.rows(
        "SELECT first_seen, last_seen, closed_at, closed_reason, missed_fetches "
        "FROM postings WHERE native_id = '2'"
    ) == [(at(0), at(72), None, None, 0)]


def test_a_posting_reopens_in_a_file_that_is_loaded_in_pieces(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large board where a closed posting comes back could never be loaded again."""
    bench.land(0, [job(1), job(2)])
    for hours in (24, 48):
        bench.land(hours, [job(1)])
    assert bench.run(48).closed == 1
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    bench.land(72, [job(n) for n in (2, *range(3, 10), 1)])
    summary = bench.run(72)
    assert (summary.new, summary.reopened, summary.closed) == (7, 1, 0)
    assert len(open_ids(bench)) == 9


@pytest.mark.parametrize("late", [(3, 1, 0, 2), pytest.param((2, 3, 1, 0), marks=pytest.mark.slow)])
def test_reports_may_arrive_in_any_order(tmp_path: Path, late: tuple[int, ...]) -> None:
    """A report that comes late would move a posting back in time or close it wrongly."""
    states = []
    for order in ((0, 1, 2, 3), late):
        bench = Bench(tmp_path / "".join(map(str, order)))
        fetches = {
            0: (0, [job(1), job(2)]),
            1: (24, [job(1)]),
            2: (48, [job(1), job(2, text=TEXT + "\n• Later")]),
            3: (72, [job(1)]),
        }
        for position in order:
            bench.land(*fetches[position])
            bench.run(100)
        states.append(
            bench.rows(
                "SELECT p.* EXCLUDE (source_hash), v.text FROM postings AS p "
                "JOIN posting_versions AS v USING (posting_id, content_hash) ORDER BY ALL"
            )
        )
    assert states[0] == states[1]
    assert [row[7:9] for row in states[0]] == [(at(0), at(72)), (at(0), at(48))]


def test_imported_files_close_nothing(bench: Bench) -> None:
    """A second, smaller file would close what the first one had."""
    for hours, rows in ((0, [job(1), job(2)]), (24, [job(1)]), (48, [job(1)])):
        bench.land(hours, rows, board="import")
    assert bench.run(48).closed == 0


def test_the_source_s_own_word_closes(bench: Bench, parse_with: ParseWith) -> None:
    """A posting that says it is over would count as open."""

    def parse(item: RawItem) -> list[Posting]:
        return [
            Posting(
                source=item.source,
                board=item.board,
                native_id="1",
                title="Engineer",
                body=TEXT,
                is_closed_by_source=item.payload["over"],
            )
        ]

    parse_with("ats", parse)
    bench.land(0, [{"over": False}])
    bench.land(24, [{"over": True}])
    assert bench.run(24).closed == 1
    assert bench.rows("SELECT closed_at, closed_reason FROM postings") == [(at(24), "source")]
    bench.land(48, [{"over": False}])
    assert bench.run(48).reopened == 1
