"""The Prefect server goes away and comes back: no work is undone, no slot stays taken."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from suite.patience import PATIENCE, wait_for
from suite.prefect_server import RealServer, kill_group

pytestmark = pytest.mark.slow

NIGHT = """
import os, time
from pathlib import Path
from skillscan.extract.step import ExtractSummary
from skillscan.flows import extract as module

def extract(settings, **options):
    here = Path(os.environ["HERE"])
    (here / "begun").touch()
    while not (here / "go").exists():
        time.sleep(0.05)
    with (here / "done").open("a") as file:
        file.write("once\\n")
    counts = ("files", "new", "changed", "unchanged", "refused", "read", "closed", "reopened")
    rest = {"damaged": (), "quarantined": 0, "unreadable": 0, "seconds": 0.1}
    return ExtractSummary(**dict.fromkeys(counts, 1), **rest)

module.step.extract = extract
state = module.extract(return_state=True)
print("ended", state.name, flush=True)
"""
"""A run of the flow whose step ends when a file is there."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    found = RealServer(tmp_path_factory.mktemp("outage"))
    found.start()
    yield found
    found.close()


@pytest.fixture
def server(running: RealServer, tmp_path: Path) -> RealServer:
    """The one server; its runs meet in a folder of this test."""
    running.environment["HERE"] = str(tmp_path)
    return running


def night(server: RealServer) -> "subprocess.Popen[bytes]":
    return server.run("-P", "-c", NIGHT)


def completed(server: RealServer) -> int:
    return server.log.count("ended Completed")


def test_a_server_that_is_away_undoes_no_work(server: RealServer, tmp_path: Path) -> None:
    """Everything was stored, and the night was called failed."""
    before, run = completed(server), night(server)
    wait_for((tmp_path / "begun").exists, "the step has begun")
    server.kill()
    (tmp_path / "go").touch()
    wait_for((tmp_path / "done").exists, "the step is done")
    server.start()
    assert run.wait(PATIENCE) == 0
    assert completed(server) == before + 1
    assert (tmp_path / "done").read_text() == "once\n"


def test_after_a_power_cut_the_next_night_gets_its_slot(server: RealServer, tmp_path: Path) -> None:
    """The slot stayed taken with nobody holding it, and every later night waited."""
    before, run = completed(server), night(server)
    wait_for((tmp_path / "begun").exists, "the step has begun")
    server.kill()
    kill_group(run)
    server.start()
    (tmp_path / "go").touch()
    assert night(server).wait(PATIENCE) == 0
    assert completed(server) == before + 1
