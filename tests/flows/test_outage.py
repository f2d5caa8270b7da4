"""The Prefect server goes away and comes back: no work is undone, no slot stays taken."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from suite.patience import PATIENCE, wait_for

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


class Outage:
    """A real server that can be killed and started again, with the state it had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")},
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_CLIENT_MAX_RETRIES": "8",
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
                "prefect.server.concurrency.lease_storage.filesystem"
            ),
            "DO_NOT_TRACK": "1",
            "SKILLSCAN_HOME": str(folder / "home"),
            "HERE": str(folder),
        }
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "prefect", "server", "start"]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_for(self.answers, "the server answers")

    def answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/api/health").is_success
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def night(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-P", "-c", NIGHT]
        with (self.folder / "night.log").open("a") as log:
            return subprocess.Popen(
                command,
                env=self.environment,
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()


@pytest.fixture
def outage(tmp_path: Path) -> Iterator[Outage]:
    found = Outage(tmp_path)
    found.start()
    yield found
    found.kill()


def test_a_server_that_is_away_undoes_no_work(outage: Outage) -> None:
    """Everything was stored, and the night was called failed."""
    run = outage.night()
    wait_for(lambda: outage.has("begun"), "the step has begun")
    outage.kill()
    (outage.folder / "go").touch()
    wait_for(lambda: outage.has("done"), "the step is done")
    wait_for(
        lambda: "could not be given back" in (outage.folder / "night.log").read_text(),
        "the slot could not be given back",
    )
    outage.start()
    said, _ = run.communicate(timeout=PATIENCE)
    assert said.splitlines()[-1] == "ended Completed"
    assert (outage.folder / "done").read_text() == "once\n"


def test_after_a_power_cut_the_next_night_gets_its_slot(outage: Outage) -> None:
    """The slot stayed taken with nobody holding it, and every later night waited."""
    run = outage.night()
    wait_for(lambda: outage.has("begun"), "the step has begun")
    outage.kill()
    run.kill()
    run.communicate()
    outage.start()
    (outage.folder / "go").touch()
    said, _ = outage.night().communicate(timeout=PATIENCE)
    assert said.splitlines()[-1] == "ended Completed"
