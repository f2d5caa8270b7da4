"""Four days of many boards, one of them bad: what is transferred, and what counts as closed.

Day 0: everything. Day 1: nothing new. Day 2: a third of the boards has changed and one answer in
twenty fails, the same ones again eight hours later. Day 4: no faults.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from chaos.crawls import FAULTY, Crawl, crawl, titles
from chaos.faults import Fault, schedule
from chaos.market import Stall, pages, truth
from chaos.server import Served

from skillscan.dedup.models import Membership, OpeningInput
from skillscan.domain import Board, Outcome
from skillscan.extract.engine import Engine
from skillscan.extract.step import extract
from skillscan.landing.reader import read_items
from skillscan.landing.writer import LandingWriter
from skillscan.nlp.annotate import Document, ReadResult
from skillscan.nlp.reading import Reading
from skillscan.process_pool import Workers
from skillscan.settings import Settings

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
pytestmark = pytest.mark.slow  # four market days; warehouse/test_posting_status closes in every run
TURN = 1
NEWEST_ONLY = {"himalayas", "jobicy", "remoteok", "weworkremotely"}
"""Sources that list their newest jobs: absence closes nothing."""


Name = tuple[str, str, str]
"""Source, board and title."""


@dataclass(frozen=True, slots=True)
class Story:
    """The crawls in their order, the faults of the bad day, and the bytes of the first two."""

    stalls: Sequence[Stall]
    home: Path
    first: Crawl
    unchanged: Crawl
    faulty: Crawl
    last: Crawl
    faults: Mapping[str, Fault]
    first_bytes: int
    unchanged_bytes: int


def fault_of(key: str) -> Fault | None:
    """Faults that hide postings best: the last page of a list, an edited posting's page."""
    kinds = {
        "api.lever.co/v0/postings/lever-00?mode=json&skip=100": "empty_list",
        "jsonld-03.example/jobs/ml-engineer-103000": "html",
    }
    found = [kind for part, kind in kinds.items() if part in key]
    return Fault(found[0], is_lasting=True) if found else None


@pytest.fixture(scope="module")
def story(
    served: Served, all_stalls: Sequence[Stall], tmp_path_factory: pytest.TempPathFactory
) -> Story:
    home, state = tmp_path_factory.mktemp("closing"), served.state
    boards = [stall.board for stall in all_stalls]
    before, after = pages(all_stalls, day=0), pages(all_stalls, day=1)
    hiding = {key: fault for key in after if (fault := fault_of(key))}
    assert len(hiding) == 2
    faults = schedule(after, TURN) | hiding
    state.turn(before)
    first = crawl(served.base_url, home, boards)
    first_bytes = state.sent.total()
    state.turn(before)
    unchanged = crawl(served.base_url, home, boards)
    unchanged_bytes = state.sent.total()
    state.turn(after, faults)
    faulty = crawl(served.base_url, home, boards, faults, **FAULTY)
    state.turn(after)
    last = crawl(served.base_url, home, boards)
    crawls = (first, unchanged, faulty, last)
    return Story(all_stalls, home, *crawls, faults, first_bytes, unchanged_bytes)


def test_a_clean_crawl_finds_everything(story: Story) -> None:
    """Postings would be missing from the numbers for no reason of the market."""
    root = str(story.home / "landing")
    assert {r.outcome for r in story.first.reports.values()} == {Outcome.COMPLETE}
    found = [title for r in story.first.reports.values() for title in titles(root, r)]
    assert sorted(found) == sorted(truth(story.stalls, day=0))


def test_unchanged_boards_cost_next_to_nothing(story: Story) -> None:
    """We would be a burden to the sources, every day anew."""
    assert {r.outcome for r in story.unchanged.reports.values()} == {Outcome.COMPLETE}
    assert story.unchanged_bytes < 0.05 * story.first_bytes
    assert sum(r.bytes for r in story.unchanged.reports.values()) < story.unchanged_bytes


@dataclass(frozen=True, slots=True)
class Closed:
    """What the warehouse says after a crawl."""

    open: set[Name]
    closed: set[Name]


class NoReader:
    """Reads nothing: closing needs no texts."""

    version = "none"

    def read(self, texts: Sequence[Document]) -> Iterator[ReadResult]:
        return ((text.content_hash, Reading()) for text in texts)

    def close(self) -> None:
        pass


def each_alone(inputs: Sequence[OpeningInput]) -> dict[str, Membership]:
    return {
        one.posting_id: Membership(opening_id=one.posting_id, decision="alone") for one in inputs
    }


@pytest.fixture(scope="module")
def days(story: Story, tmp_path_factory: pytest.TempPathFactory) -> list[Closed]:
    """The warehouse after each crawl; the crawl of the bad day comes twice."""
    settings = Settings(home=tmp_path_factory.mktemp("warehouse"))
    crawls = [story.first, story.unchanged, story.faulty, story.faulty, story.last]
    found = []
    chosen = {stall.board for stall in telling(story)}
    for one, hours in zip(crawls, [0, 24, 48, 56, 96], strict=True):
        at = START + timedelta(hours=hours)
        land(one, chosen, str(story.home / "landing"), settings.landing, at)
        found.append(extracted(settings, at))
    return found


def telling(story: Story) -> list[Stall]:
    """The boards with a fault, and those that changed without one, a few of each source."""
    return [
        s for s in story.stalls if s.number in (0, 1, 3, 6) or s.pages(day=1).keys() & story.faults
    ]


def land(one: Crawl, boards: set[Board], root: str, target: str, at: datetime) -> None:
    """The crawl's items and reports of some boards, as if it had begun at this time."""
    begun = min(report.started_at for report in one.reports.values())
    for report in (one.reports[board] for board in boards):
        started = at + (report.started_at - begun)
        writer = LandingWriter(target, report.source, report.board, started)
        for _, item in read_items(root, report):
            writer.add(item)
        moved = {"started_at": started, "finished_at": started, "landing_file": None}
        # what a 304 repeats is told by its time, which moves
        writer.commit(replace(report, **moved, sha256=None, content_fetched_at=None))


def extracted(settings: Settings, at: datetime) -> Closed:
    engine = Engine(
        workers=Workers(1),
        reader=NoReader(),
        group=each_alone,
        skills=tuple,
        grouping_version="alone",
    )
    extract(settings, now=at + timedelta(hours=1), engine=engine)
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        rows = connection.execute(
            "SELECT p.closed_at IS NULL, p.source, p.board, v.title FROM postings AS p "
            "INNER JOIN posting_versions AS v USING (posting_id, content_hash)"
        ).fetchall()
    return Closed(
        open={row[1:] for row in rows if row[0]}, closed={row[1:] for row in rows if not row[0]}
    )


@pytest.fixture(scope="module")
def gone(story: Story) -> set[Name]:
    """What really is on its board no more, and can be known to be so."""
    boards = [stall for stall in telling(story) if stall.board.source not in NEWEST_ONLY]
    return {name for stall in boards for name in gone_from(stall)}


def gone_from(stall: Stall) -> set[Name]:
    board, left = stall.board, {job.number for job in stall.jobs(day=1)}
    jobs = stall.jobs(day=0)
    return {(board.source, board.token, job.title) for job in jobs if job.number not in left}


def test_nothing_is_closed_that_is_open(days: list[Closed], gone: set[Name]) -> None:
    """A broken answer would look like a filled job: the market would shrink with our luck."""
    assert [day.closed for day in days[:3]] == [set(), set(), set()]
    for day in days[3:]:
        assert day.closed <= gone


def test_what_is_gone_is_closed(days: list[Closed], gone: set[Name], story: Story) -> None:
    """The other test would pass with a warehouse that closes nothing at all."""
    read_whole = {
        (board.source, board.token)
        for board, report in story.faulty.reports.items()
        if report.outcome is Outcome.COMPLETE and report.items
    }
    assert {name for name in gone if name[:2] in read_whole} == days[3].closed
    assert len(days[3].closed) > len(gone) / 2
    there = {title[:3] for title in truth(telling(story), day=1)}
    old = {name for stall in telling(story) for name in gone_from(stall)}
    assert days[4].open == there | (old - days[3].closed)
