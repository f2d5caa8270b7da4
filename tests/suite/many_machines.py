"""The parts of an installation of many machines, as plain processes, to be put together by tests.

The Prefect server and its workers here; what else there is (a Dask cluster, storage, a DuckLake) is
told to its runs by variables of their environment.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from suite.deployed import deploy, start_worker
from suite.patience import wait_for
from suite.prefect_api import ENDED, Api
from suite.prefect_server import RealServer

from skillscan.boards.registry import write_boards
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import sample_boards
from skillscan.sample_market.server import serve_market

SOURCES = ("ashby", "greenhouse", "lever")
"""Of the sample market."""
_FORMAT = "PREFECT_LOGGING_FORMATTERS_STANDARD_FORMAT"
"""Its lines about a run that it started do not say which worker speaks."""


@contextmanager
def server_on(database: str, folder: Path, **environment: str) -> Iterator[RealServer]:
    """A server whose database is at this address of PostgreSQL's, with everything deployed; its
    runs have these variables.
    """
    found = RealServer(folder)
    asynchronous = database.replace("postgresql://", "postgresql+asyncpg://")
    found.environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = asynchronous
    found.environment["PREFECT_SERVER_DATABASE_MIGRATE_ON_START"] = "true"
    found.environment |= environment
    try:
        found.start()
        deploy(found)
        yield found
    finally:
        found.close()


def collect_side_by_side(server: RealServer, folder: Path, *homes: Path) -> Api:
    """A worker in each of these homes (a machine's own, or one that they share) collects sources of
    the sample market, at once; the workers stay, and read and publish.
    """
    market, boards = build_market(), folder / "boards.csv"
    write_boards(sample_boards(market), boards)
    api = Api(server)
    with serve_market(market) as served:
        server.environment["SKILLSCAN_API_BASE"] = served.base_url
        for number, home in enumerate(homes):
            home.mkdir(exist_ok=True)
            limit = len(SOURCES) - 1  # or one could take them all
            own = {"SKILLSCAN_HOME": str(home), _FORMAT: f"%(name)s - worker {number}: %(message)s"}
            start_worker(server, limit=limit, **own)
        ids = [api.trigger("collect", source=one, boards=str(boards)) for one in SOURCES]
        complete(server, api, ids)
    submitters = started_a_run(server.log)
    assert len(submitters) == len(homes), "one worker did all the work"
    return api


def started_a_run(log: str) -> set[str]:
    """The workers that started a run: who wanted to and came second says "submitting", too."""
    return set(re.findall(r"worker (\d+): Flow run '[^']+' submitted to infrastructure", log))


def complete(server: RealServer, api: Api, ids: Sequence[str]) -> None:
    """Wait until these runs are completed."""
    wait_for(lambda: all(api.state(one) in ENDED for one in ids), "the runs have ended")
    assert [api.state(one) for one in ids] == ["Completed"] * len(ids), server.log
