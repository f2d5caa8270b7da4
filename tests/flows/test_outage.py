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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    found = RealServer(tmp_path)
    found.environment["HERE"] = str(tmp_path)
    found.start()
    yield found
    found.close()


def night(server: RealServer) -> "subprocess.Popen[bytes]":
    return server.run("-P", "-c", NIGHT)


def has(server: RealServer, name: str) -> bool:
    return (server.folder / name).exists()


def test_a_server_that_is_away_undoes_no_work(server: RealServer) -> None:
    """Everything was stored, and the night was called failed."""
    run = night(server)
    wait_for(lambda: has(server, "begun"), "the step has begun")
    server.kill()
    (server.folder / "go").touch()
    wait_for(lambda: has(server, "done"), "the step is done")
    server.start()
    assert run.wait(PATIENCE) == 0
    assert "ended Completed" in server.log
    assert (server.folder / "done").read_text() == "once\n"


def test_after_a_power_cut_the_next_night_gets_its_slot(server: RealServer) -> None:
    """The slot stayed taken with nobody holding it, and every later night waited."""
    run = night(server)
    wait_for(lambda: has(server, "begun"), "the step has begun")
    server.kill()
    kill_group(run)
    server.start()
    (server.folder / "go").touch()
    assert night(server).wait(PATIENCE) == 0
    assert "ended Completed" in server.log
