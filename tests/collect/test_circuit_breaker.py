"""An outage of a provider costs a few boards; whoever answers again is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from skillscan.collect.circuit_breaker import (
    PROVIDER_FAILURES,
    BoardQueue,
    Limits,
    failures_so_far,
    is_down,
)
from skillscan.collect.outages import is_of_outage, outages
from skillscan.domain import Board, FetchReport, Outcome

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LIMITS = Limits(failures=3, pauses_seconds=(60.0, 120.0))


def report(board: Board, word: str, minute: int = 0) -> FetchReport:
    """``word`` is an outcome, or the reason of a failure."""
    outcome = Outcome(word) if word in list(Outcome) else Outcome.FAILED
    return FetchReport(
        source=board.source,
        board=board.token,
        outcome=outcome,
        reason=word if outcome is Outcome.FAILED else None,
        started_at=NOW + timedelta(minutes=minute),
        finished_at=NOW + timedelta(minutes=minute),
        pages=0 if word in ("timeout", "offline", "not_tried", "redirect_refused") else 1,
    )


def boards(*names: str) -> list[Board]:
    """``lever:4`` are four boards of Lever."""
    found = []
    for name in names:
        source, _, count = name.partition(":")
        found += [Board(source, f"{source}{n}", "E") for n in range(int(count))]
    return found


def night(queue: BoardQueue, answers: dict[int, str] | str, start: float = 0.0) -> list[str]:
    """What becomes of the boards asked one after the other; ``answers`` by turn, or for all."""
    told, now, asked = [], start, 0
    while (turn := queue.take(now)) is not None:
        if turn.board is None:
            assert turn.wait_seconds is not None
            now += turn.wait_seconds
            told.append(f"wait {turn.wait_seconds:g}")
        elif not turn.is_tried:
            told.append("left")
        else:
            word = answers if isinstance(answers, str) else answers.get(asked, "complete")
            asked += 1
            told.append(f"probe {word}" if turn.is_probe else word)
            queue.ended(report(turn.board, word), now)
    return told


@pytest.mark.parametrize("reason", sorted(PROVIDER_FAILURES))
def test_an_outage_costs_three_boards_and_two_probes(reason: str) -> None:
    """Three hundred boards would be asked four times each, with a minute between."""
    told = night(BoardQueue(boards("greenhouse:300"), LIMITS, 0.0), reason)
    asked = [reason] * 3 + ["wait 60", f"probe {reason}", "wait 120", f"probe {reason}"]
    assert told == asked + ["left"] * 295


@pytest.mark.parametrize(
    "reason", ["not_found", "forbidden", "html_instead_of_json", "tdm_reserved", "spider_error"]
)
def test_faults_of_boards_are_not_the_provider_s(reason: str) -> None:
    """A list of dead boards would hide the living ones behind them."""
    told = night(BoardQueue(boards("greenhouse:20"), LIMITS, 0.0), reason)
    assert told == [reason] * 20


def test_what_recovers_is_read() -> None:
    """A restart of a minute would cost the whole night."""
    answers = dict.fromkeys(range(4), "server_error")
    told = night(BoardQueue(boards("ashby:9"), LIMITS, 0.0), answers)
    failed = ["server_error"] * 3
    assert (
        told
        == [*failed, "wait 60", "probe server_error", "wait 120", "probe complete"]
        + ["complete"] * 4
    )


def test_others_are_asked_while_one_is_down() -> None:
    """One pod's outage would keep the tenants of the others waiting."""
    listed = [Board("workday", f"t{n}.wd{1 + n % 2}/Jobs", "T") for n in range(12)]
    queue, asked, left = BoardQueue(listed, LIMITS, 0.0), [], []
    now = 0.0
    while turn := queue.take(now):
        if turn.board is None:
            now += turn.wait_seconds or 0.0
            continue
        (asked if turn.is_tried else left).append(turn.board.token)
        if turn.is_tried:
            word = "timeout" if "wd1" in turn.board.token else "complete"
            queue.ended(report(turn.board, word), now)
    assert [token for token in asked if "wd2" in token] == [
        f"t{n}.wd2/Jobs" for n in range(1, 12, 2)
    ]
    assert (len([t for t in asked if "wd1" in t]), len(left)) == (5, 1)


def test_three_failures_in_a_row_and_not_three_failures() -> None:
    """Some slow boards among many would be taken for an outage."""
    answers = {n: "timeout" for n in range(30) if n % 3}
    assert "left" not in night(BoardQueue(boards("lever:30"), LIMITS, 0.0), answers)


def test_one_probe_at_a_time() -> None:
    """Half-open would be wide open: all waiting boards would be asked at once."""
    queue = BoardQueue(boards("lever:9"), LIMITS, 0.0)
    for _ in range(3):
        turn = queue.take(0.0)
        assert turn is not None
        assert turn.board is not None
        queue.ended(report(turn.board, "timeout"), 0.0)
    probe, second = queue.take(60.0), queue.take(61.0)
    assert probe is not None
    assert probe.is_probe
    assert second is not None
    assert (second.board, second.wait_seconds) == (None, None)


def test_a_late_answer_of_a_board_under_way_closes_the_circuit() -> None:
    """Eight boards are asked at once: one that answers proves that the provider is there."""
    queue = BoardQueue(boards("lever:9"), LIMITS, 0.0)
    turns = [turn.board for _ in range(4) if (turn := queue.take(0.0)) and turn.board]
    for board in turns[:3]:
        queue.ended(report(board, "timeout"), 0.0)
    waiting = queue.take(0.0)
    assert waiting is not None
    assert waiting.board is None
    queue.ended(report(turns[3], "complete"), 1.0)
    assert night(queue, "complete", 1.0) == ["complete"] * 5


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ("timeout timeout", {"lever": 2}),
        ("timeout complete timeout", {"lever": 1}),
        ("timeout not_found", {}),
        ("timeout not_tried not_tried", {"lever": 3}),
        ("timeout redirect_refused timeout", {"lever": 2}),
        ("offline offline offline", {}),
        ("", {}),
    ],
)
def test_what_earlier_crawls_found(earlier: str, expected: dict[str, int]) -> None:
    """Each batch of a night would find the same outage anew."""
    board = Board("lever", "a", "A")
    words = enumerate(earlier.split())
    assert failures_so_far(report(board, word, minute) for minute, word in words) == expected


@pytest.mark.parametrize(
    ("failures", "answer", "expected"),
    [
        (3, "timeout", ["probe timeout", "left", "left", "left"]),
        (3, "complete", ["probe complete", "complete", "complete", "complete"]),
        (
            2,
            "timeout",
            ["timeout", "wait 60", "probe timeout", "wait 120", "probe timeout", "left"],
        ),
    ],
)
def test_the_next_crawl_of_a_night(failures: int, answer: str, expected: list[str]) -> None:
    """A provider that was given up would be asked as much by each of ten batches."""
    queue = BoardQueue(boards("lever:4"), LIMITS, 0.0, {"lever": failures})
    assert night(queue, answer) == expected


def test_one_sentence_for_an_outage() -> None:
    """One outage would be 300 alarms; or the boards that failed before it were counted nowhere."""
    of_lever = boards("lever:300")
    found = [report(one, "server_error") for one in of_lever[:7]]
    found += [report(one, "not_tried") for one in of_lever[7:]]
    found += [
        report(Board("ashby", "a", "A"), "timeout"),
        report(Board("ashby", "b", "B"), "complete"),
    ]
    (outage,) = outages(found)
    assert outage.sentence == (
        "lever is down (server_error): 293 boards were not asked, 7 failed before; "
        "all keep what is known"
    )
    assert sum(is_of_outage(one, [outage]) for one in found) == 300


def test_the_last_report_of_a_board_counts() -> None:
    """An outage that ended before the run was started anew would stay an alarm."""
    board = Board("lever", "a", "A")
    assert outages([report(board, "not_tried"), report(board, "complete", 5)]) == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [("timeout", True), ("complete", False), ("not_found", False), ("offline", None)],
)
def test_what_a_report_says_of_its_provider(word: str, expected: bool | None) -> None:
    """A night without a network would be called an outage of every provider."""
    assert is_down(report(Board("lever", "a", "A"), word)) is expected


@pytest.mark.parametrize(
    ("source", "token", "provider"),
    [
        ("greenhouse", "acme", "greenhouse"),
        ("lever", "acme", "lever"),
        ("lever", "eu/acme", "lever (eu)"),
        ("workday", "acme.wd5/Careers", "workday wd5"),
        ("workday", "wd3/acme/Careers", "workday wd3"),
        ("jsonld", "https://jobs.acme.example/sitemap.xml", "jobs.acme.example"),
        ("a_file", "import", "a_file"),
    ],
)
def test_providers(source: str, token: str, provider: str) -> None:
    """Two hosts that fail apart would be taken for one, or one for many."""
    from skillscan.sources.registry import provider_of

    assert provider_of(source, token) == provider
