"""Every source meets every kind of fault, on a list and on a single posting, and it lasts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from chaos.crawls import FAULTY, Crawl, crawl, words
from chaos.faults import KINDS, Fault, is_seen, spoils
from chaos.market import Stall, pages, stalls
from chaos.page import Page
from chaos.server import Served
from chaos.sources import SOURCES

from skillscan.domain import Outcome

DAY = 0
pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Case:
    """One board that fails in one way."""

    stall: Stall
    page: Page
    fault: Fault

    def __str__(self) -> str:
        place = "posting" if self.page.is_detail else "list"
        return f"{self.stall.board.source}-{place}-{self.fault.kind}"


def cases() -> Iterator[Case]:
    """A board of its own for every kind, on the list and, where there are any, on details."""
    for source in SOURCES:
        free = iter([stall for stall in stalls([source]) if stall.number > 0])
        for is_detail in (False, True):
            for kind in KINDS:
                stall = next(free, None)
                if stall is None:
                    break
                matching = [p for p in stall.pages(DAY).values() if p.is_detail == is_detail]
                if matching:
                    yield Case(stall, matching[0], Fault(kind, is_lasting=True))


CASES = list(cases())


@pytest.fixture(scope="module")
def crawled(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    faults = {case.page.key: case.fault for case in CASES}
    served.state.turn(pages([case.stall for case in CASES], DAY), faults)
    home, boards = tmp_path_factory.mktemp("every-fault"), [case.stall.board for case in CASES]
    return crawl(served.base_url, home, boards, faults, **FAULTY)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_named(crawled: Crawl, case: Case) -> None:
    """A source would fail without saying how, or pass off an error page as its board."""
    report, total = crawled.reports[case.stall.board], len(case.stall.jobs(DAY))
    if not is_seen(case.fault, case.page):
        assert (report.outcome, report.items) == (Outcome.COMPLETE, 0)
    elif not spoils(case.fault, case.page):
        assert (report.outcome, report.items) == (Outcome.COMPLETE, total)
        assert words(report) & KINDS[case.fault.kind]
    else:
        assert report.reason in KINDS[case.fault.kind]
        assert report.items == (total - 1 if case.page.is_detail else 0)
        assert report.outcome is (Outcome.PARTIAL if report.items else Outcome.FAILED)
        assert report.problem
