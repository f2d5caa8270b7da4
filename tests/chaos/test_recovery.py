"""A first crawl of many boards in which one answer in twenty fails, and a second without faults."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from chaos.crawls import FAULTY, Crawl, crawl, standing, words
from chaos.faults import KINDS, Fault, is_seen, schedule, spoils
from chaos.market import Stall, pages, truth
from chaos.page import Page
from chaos.server import Served

from skillscan.domain import Board, Outcome
from skillscan.sources.registry import sources

pytestmark = pytest.mark.slow  # spiders/test_outcomes meets the faults one by one in every run


@pytest.fixture(scope="module")
def boards(all_stalls: Sequence[Stall]) -> list[Board]:
    return [stall.board for stall in all_stalls]


@pytest.fixture(scope="module")
def faults(all_stalls: Sequence[Stall]) -> Mapping[str, Fault]:
    return schedule(pages(all_stalls, day=0), turn=0)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, all_stalls: Sequence[Stall]) -> Path:
    return tmp_path_factory.mktemp("recovery")


@pytest.fixture(scope="module")
def faulty(
    served: Served,
    home: Path,
    all_stalls: Sequence[Stall],
    boards: Sequence[Board],
    faults: Mapping[str, Fault],
) -> Crawl:
    served.state.turn(pages(all_stalls, day=0), faults)
    return crawl(served.base_url, home, boards, faults, **FAULTY)


@pytest.fixture(scope="module")
def recovered(
    served: Served, home: Path, all_stalls: Sequence[Stall], boards: Sequence[Board], faulty: Crawl
) -> Crawl:
    served.state.turn(pages(all_stalls, day=0))
    return crawl(served.base_url, home, boards)


def faults_of(stall: Stall, faults: Mapping[str, Fault]) -> list[tuple[Fault, Page]]:
    return [(faults[key], page) for key, page in stall.pages(day=0).items() if key in faults]


def test_all_sources_take_part(boards: Sequence[Board]) -> None:
    """A new source would be the one that nobody has seen fail."""
    assert {board.source for board in boards} == set(sources())


def test_there_is_enough_to_fail(all_stalls: Sequence[Stall], faults: Mapping[str, Fault]) -> None:
    """The other tests would say little."""
    assert {fault.kind for fault in faults.values()} == set(KINDS)
    assert 0.045 < len(faults) / len(pages(all_stalls, day=0)) < 0.11


def test_every_board_is_reported(faulty: Crawl, served: Served, boards: Sequence[Board]) -> None:
    """A board that vanishes from the reports looks like one that was never asked."""
    assert set(faulty.reports) == set(boards)
    assert faulty.tracebacks == []
    assert served.state.unknown == []


def test_every_failure_is_named(
    faulty: Crawl, all_stalls: Sequence[Stall], faults: Mapping[str, Fault]
) -> None:
    """Nobody could tell a quiet market from a broken crawl."""
    for stall in all_stalls:
        report, met = faulty.reports[stall.board], faults_of(stall, faults)
        for fault, page in met:
            named = words(report) & KINDS[fault.kind]
            assert named or not is_seen(fault, page), (fault, report)
        if not met:
            assert not {"problems", "retries"} & words(report), report


def test_only_what_was_read_whole_is_complete(
    faulty: Crawl, all_stalls: Sequence[Stall], faults: Mapping[str, Fault]
) -> None:
    """Half a board would be taken for the whole, and the other half for closed."""
    for stall in all_stalls:
        report, met = faulty.reports[stall.board], faults_of(stall, faults)
        is_spoilt = any(spoils(fault, page) for fault, page in met)
        assert (report.outcome is Outcome.COMPLETE) != is_spoilt, (met, report)
        assert bool(report.reason) == (report.outcome is not Outcome.COMPLETE)


def test_the_next_crawl_finds_everything(
    recovered: Crawl, home: Path, all_stalls: Sequence[Stall]
) -> None:
    """A posting missed once would be missed until it changes."""
    assert {r.outcome for r in recovered.reports.values()} == {Outcome.COMPLETE}
    assert standing(home) == truth(all_stalls, day=0)
