"""A first crawl of 300 boards in which one answer in twenty fails, and a second without faults."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from chaos.crawls import IMPATIENT, Crawl, crawl, standing, words
from chaos.faults import KINDS, Fault, is_seen, schedule, spoils
from chaos.market import Stall, pages, stalls, truth
from chaos.page import Page
from chaos.server import Served

from skillscan.domain import Outcome
from skillscan.sources.registry import sources

STALLS = stalls()
BOARDS = [stall.board for stall in STALLS]
BY_LOAD = {"timeout"}
"""What a machine under load may add of its own: the patience of these crawls is a second."""


@pytest.fixture(scope="module")
def faults() -> Mapping[str, Fault]:
    return schedule(pages(STALLS, day=0), turn=0)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recovery")


@pytest.fixture(scope="module")
def faulty(served: Served, home: Path, faults: Mapping[str, Fault]) -> Crawl:
    served.state.turn(pages(STALLS, day=0), faults)
    return crawl(served.base_url, home, BOARDS, **IMPATIENT)


@pytest.fixture(scope="module")
def recovered(served: Served, home: Path, faulty: Crawl) -> Crawl:
    served.state.turn(pages(STALLS, day=0))
    return crawl(served.base_url, home, BOARDS)


def faults_of(stall: Stall, faults: Mapping[str, Fault]) -> list[tuple[Fault, Page]]:
    return [(faults[key], page) for key, page in stall.pages(day=0).items() if key in faults]


def test_all_sources_take_part() -> None:
    """A new source would be the one that nobody has seen fail."""
    assert {board.source for board in BOARDS} == set(sources())
    assert len(BOARDS) >= 300


def test_there_is_enough_to_fail(faults: Mapping[str, Fault]) -> None:
    """The other tests would say little."""
    assert {fault.kind for fault in faults.values()} == set(KINDS)
    assert 0.045 < len(faults) / len(pages(STALLS, day=0)) < 0.055


def test_every_board_is_reported(faulty: Crawl, served: Served) -> None:
    """A board that vanishes from the reports looks like one that was never asked."""
    assert set(faulty.reports) == set(BOARDS)
    assert "Traceback" not in faulty.log
    assert served.state.unknown == []


def test_every_failure_is_named(faulty: Crawl, faults: Mapping[str, Fault]) -> None:
    """Nobody could tell a quiet market from a broken crawl."""
    for stall in STALLS:
        report, met = faulty.reports[stall.board], faults_of(stall, faults)
        for fault, page in met:
            named = words(report) & (KINDS[fault.kind] | BY_LOAD)
            assert named or not is_seen(fault, page), (fault, report)
        if not met:
            assert not {"problems", "retries"} & words(report) or words(report) & BY_LOAD, report


def test_only_what_was_read_whole_is_complete(faulty: Crawl, faults: Mapping[str, Fault]) -> None:
    """Half a board would be taken for the whole, and the other half for closed."""
    for stall in STALLS:
        report, met = faulty.reports[stall.board], faults_of(stall, faults)
        is_spoilt = any(spoils(fault, page) for fault, page in met)
        is_as_expected = (report.outcome is Outcome.COMPLETE) != is_spoilt
        assert is_as_expected or words(report) & BY_LOAD, (met, report)
        assert bool(report.reason) == (report.outcome is not Outcome.COMPLETE)


def test_the_next_crawl_finds_everything(recovered: Crawl, home: Path) -> None:
    """A posting missed once would be missed until it changes."""
    assert {r.outcome for r in recovered.reports.values()} == {Outcome.COMPLETE}
    assert standing(home) == truth(STALLS, day=0)
