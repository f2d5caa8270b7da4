"""The layout of the examples as plain processes: the server on PostgreSQL, and two workers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from suite.deployed import deploy, start_worker
from suite.patience import wait_for
from suite.postgres import PROGRAMS, postgres
from suite.prefect_api import ENDED, Api
from suite.prefect_server import RealServer

from skillscan.boards.registry import write_boards
from skillscan.release.catalog import open_latest
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import sample_boards
from skillscan.sample_market.server import serve_market
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import compare_with_truth
from skillscan.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAMS, reason="needs PostgreSQL (apt-get install postgresql)"),
]
SOURCES = ("ashby", "greenhouse", "lever")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    """A server whose database is PostgreSQL, with everything deployed."""
    with postgres("prefect") as address:
        found = RealServer(tmp_path)
        asynchronous = address.replace("postgresql://", "postgresql+asyncpg://")
        found.environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = asynchronous
        found.environment["PREFECT_SERVER_DATABASE_MIGRATE_ON_START"] = "true"
        Path(found.environment["SKILLSCAN_HOME"]).mkdir()
        found.start()
        deploy(found)
        yield found
        found.close()


def test_two_workers_collect_side_by_side_and_publish_the_numbers_of_one(
    server: RealServer, tmp_path: Path
) -> None:
    """A team would move to PostgreSQL and a second worker, and lose or double postings there."""
    market, boards = build_market(), tmp_path / "boards.csv"
    write_boards(sample_boards(market), boards)
    api = Api(server)
    with serve_market(market) as served:
        server.environment["SKILLSCAN_API_BASE"] = served.base_url
        for _ in range(2):
            start_worker(server)
        ids = [api.trigger("collect", source=one, boards=str(boards)) for one in SOURCES]
        wait_for(lambda: all(api.state(one) in ENDED for one in ids), "all sources are collected")
        assert [api.state(one) for one in ids] == ["Completed"] * len(SOURCES), server.log
    for step in ("extract", "publish"):
        run = api.trigger(step, **({"notice": "Invented."} if step == "publish" else {}))
        wait_for(lambda run=run: api.state(run) in ENDED, step)
        assert api.state(run) == "Completed", server.log
    submitters = set(re.findall(r"Worker '(ProcessWorker [\w-]+)' submitting", server.log))
    assert len(submitters) == 2, "one worker did all the work"
    publication = open_latest(Settings(home=Path(server.environment["SKILLSCAN_HOME"]))).publication
    comparison = compare_with_truth(publication, read_truth(), "day_1")
    assert comparison.shares > 1000
    assert comparison.differences == ()
