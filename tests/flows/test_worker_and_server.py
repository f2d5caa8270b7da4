"""A run of a worker, when the server, or the worker too, goes away and stays away for long."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from skillscan.flows.abandoned import LOG_FILE
from suite.deployed import deploy, start_worker
from suite.patience import wait_for
from suite.prefect_api import ENDED, Api, processes_of
from suite.prefect_server import RealServer, kill_group

from skillscan.extract.step import extract
from skillscan.file_import.step import import_file
from skillscan.operations.integrity import verify_landing, verify_warehouse
from skillscan.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc"),
]
RETRIES, AWAY_SECONDS = 3, 14.0
"""Of the client; prefect.yaml has 8, which are eight minutes and a half."""
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
WAITS = "waiting up to 3600 s"
SLACK_SECONDS = 45.0
"""For reading three texts, and a machine that does much else."""
CSV = "id,title,company,description\n" + "".join(
    f"{{0}}-{n},Machine Learning Engineer,Acme {n},You know Python and have shipped models.\n"
    for n in range(3)
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """A server on which everything is deployed, and a worker."""
    found = RealServer(tmp_path_factory.mktemp("gone"))
    found.environment["PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED"] = "false"
    Path(found.environment["SKILLSCAN_HOME"]).mkdir()
    found.start()
    deploy(found)
    yield found
    found.close()


@pytest.fixture
def worker(server: RealServer) -> Iterator["subprocess.Popen[bytes]"]:
    found = start_worker(server)
    yield found
    kill_group(found)


@pytest.fixture
def settings(server: RealServer) -> Settings:
    return Settings(home=Path(server.environment["SKILLSCAN_HOME"]))


@pytest.fixture
def run(
    server: RealServer,
    worker: "subprocess.Popen[bytes]",
    settings: Settings,
    holder: "subprocess.Popen[bytes]",
    tmp_path: Path,
) -> str:
    """A run of extract that has begun, with postings to read as soon as it has the warehouse."""
    file = tmp_path / "jobs.csv"
    file.write_text(CSV.format(tmp_path.name))
    import_file(
        file, source="own", mapping={}, defaults={}, settings=settings, now=datetime.now(UTC)
    )
    api, told = Api(server), server.log.count(WAITS)
    found = api.trigger_in("extract", {"PREFECT_CLIENT_MAX_RETRIES": str(RETRIES)})
    wait_for(lambda: server.log.count(WAITS) > told, "the run waits for the warehouse")
    return found


@pytest.fixture
def holder(settings: Settings) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that has the warehouse until its input ends."""
    command, pipe = [sys.executable, "-c", HOLD, str(settings.warehouse)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as found:
        assert found.stdout is not None
        found.stdout.readline()
        yield found


def let_go(holder: "subprocess.Popen[bytes]") -> None:
    holder.communicate()


def postings(settings: Settings) -> int:
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        found = connection.execute("SELECT count(*) FROM postings").fetchone()
    return found[0] if found else 0


def test_a_run_whose_worker_lives_outlasts_the_server(
    server: RealServer, settings: Settings, holder: "subprocess.Popen[bytes]", run: str
) -> None:
    """A night would end because somebody updated the server."""
    server.kill()
    time.sleep(2 * AWAY_SECONDS)  # longer than a run that nobody sees has patience
    assert processes_of(run)
    server.start()
    let_go(holder)
    api = Api(server)
    wait_for(lambda: api.state(run) in ENDED, "the run ends")
    assert api.state(run) == "Completed", api.run(run)["state"]["message"]
    wait_for(lambda: not processes_of(run), "so does its process")
    assert not (settings.home / LOG_FILE).exists()


def test_a_run_that_has_lost_both_does_its_work_and_ends(
    server: RealServer,
    worker: "subprocess.Popen[bytes]",
    settings: Settings,
    holder: "subprocess.Popen[bytes]",
    run: str,
) -> None:
    """It lived on for a quarter of an hour and more, with nobody to see or to stop it; or, ended
    at once, what it was reading would be lost.
    """
    files = len(list(Path(settings.landing).rglob("*.jsonl.gz")))
    kill_group(worker)
    server.kill()
    time.sleep(2 * AWAY_SECONDS)
    assert processes_of(run), "it is at work, and waits for the warehouse"
    let_go(holder)
    began = time.monotonic()
    wait_for(lambda: not processes_of(run), "the run ends by itself")
    assert time.monotonic() - began < AWAY_SECONDS + SLACK_SECONDS
    assert run in (settings.home / LOG_FILE).read_text()
    assert postings(settings) == 3 * files > 0, "what it had begun was done"
    again = extract(settings, now=datetime.now(UTC))
    assert (again.files, again.new, again.damaged) == (0, 0, ())
    assert verify_landing(settings).faults == verify_warehouse(settings).faults == ()
