"""Manners that only a real crawl can show: Crawl-delay, resets, and large bodies."""

from itertools import pairwise
from pathlib import Path

import pytest
from chaos.crawls import Crawl, crawl, words
from chaos.faults import Fault
from chaos.market import pages, stalls
from chaos.server import Served

from skillscan.domain import Outcome

DELAY_SECONDS = 2.0
SLOW_HOST, QUICK_HOST = "boards-api.greenhouse.io", "api.lever.co"
SLOW, QUICK = stalls(["greenhouse"])[1:6], stalls(["lever"])[1:4]
HUGE_BYTES = 200 * 1024 * 1024
PROCESS_MIB = 110
LIMIT_MIB = 64


@pytest.mark.slow
def test_crawl_delay_is_kept_by_all_boards_of_a_host(served: Served, tmp_path: Path) -> None:
    """A site that asks for patience would block us, and be right.

    The other host's robots.txt has a hiccup, which must not cost its boards the day.
    """
    boards = SLOW[:3] + QUICK
    served.state.turn(pages(boards, day=0))
    served.state.robots = {
        SLOW_HOST: f"User-agent: *\nCrawl-delay: {DELAY_SECONDS}\n",
        QUICK_HOST: "User-agent: other\nCrawl-delay: 50\n",
    }
    served.state.robots_hiccups = {QUICK_HOST}
    done = crawl(served.base_url, tmp_path, [stall.board for stall in boards])
    served.state.robots = {}
    assert served.state.robots_hiccups == set()
    assert {report.outcome for report in done.reports.values()} == {Outcome.COMPLETE}
    times = [at for host, at in served.state.times if host == SLOW_HOST]
    assert len(times) == 2 + 3  # robots.txt and tdmrep.json
    # The server sees a request later than it was sent; a second later only on an ill machine.
    assert min(after - before for before, after in pairwise(times)) >= DELAY_SECONDS / 2


@pytest.fixture(scope="module")
def broken(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """Eight boards, one answer at a time from each host; what is faulty stays so.

    The limit of size is the real one.
    """
    chosen = SLOW + QUICK
    kinds = ["reset", "reset_midway", "huge", "huge_unannounced", "gzip_bomb"]
    keys = [next(iter(stall.pages(day=0))) for stall in chosen]
    faults = {key: Fault(kind, is_lasting=True) for key, kind in zip(keys, kinds, strict=False)}
    served.state.turn(pages(chosen, day=0), faults)
    served.state.huge_bytes = HUGE_BYTES
    options = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1, "RETRY_TIMES": 1}
    home, boards = tmp_path_factory.mktemp("broken"), [stall.board for stall in chosen]
    return crawl(served.base_url, home, boards, faults, **options)


def test_a_reset_connection_is_tried_again_and_named(served: Served, broken: Crawl) -> None:
    """One hiccup of the network would cost a board's day, or pass without a trace."""
    report = broken.reports[SLOW[0].board]
    assert (report.outcome, report.reason, report.items) == (Outcome.FAILED, "connection_lost", 0)
    assert report.retries == {"connection_lost": 1}
    midway = broken.reports[SLOW[1].board]
    assert midway.outcome is Outcome.FAILED
    assert words(midway) & {"connection_lost", "cut_body"}


def test_the_other_boards_are_read_whole(broken: Crawl) -> None:
    """One hostile board would take the others with it."""
    reasons = {stall.board.token: broken.reports[stall.board].reason for stall in SLOW + QUICK}
    assert list(reasons.values())[2:] == ["too_large"] * 3 + [None] * 3


def test_large_bodies_do_not_fill_the_memory(broken: Crawl) -> None:
    """200 MB of anything, or 100 kB that swell to 100 MB, would take the machine down."""
    if not broken.peak_mib:
        pytest.skip("needs /proc to know the memory of a process")
    assert broken.peak_mib < PROCESS_MIB + 3 * LIMIT_MIB
