"""``make deploy`` on a real server, with a real worker: it tells people, and the dead are found."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import duckdb
import pytest
from skillscan.flows.slots import CHECK_BOARDS, DAILY, FIND_DEAD, WAREHOUSE, source_slot
from suite.deployed import deploy, deploy_impatiently, start_worker
from suite.patience import wait_for
from suite.prefect_api import ENDED, Api, Receiver, processes_of, receiving
from suite.prefect_server import RealServer, kill_group
from suite.processes import kill
from suite.smtp_receiver import MailServer

from skillscan.release.catalog import latest_name
from skillscan.release.release_folder import release_folder
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.sources.registry import sources

pytestmark = pytest.mark.slow
SILENT_SECONDS = 45
"""One heartbeat, and half of one."""
AWAY_SECONDS = SILENT_SECONDS + 70
"""Of its own a server forgets after a minute that it waited for a heartbeat in vain."""
HOLD = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); time.sleep(3600)"
"""A run that needs the warehouse waits for it."""
SLOTS = {DAILY, CHECK_BOARDS, FIND_DEAD, WAREHOUSE, *map(source_slot, sources())}
AUTOMATIONS = {"died", "not begun", "failed", "held back", "needs attention", "late"}


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with MailServer() as found:
        Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, receiver: Receiver, mail: MailServer
) -> Iterator[RealServer]:
    """A server on which everything is deployed."""
    found = RealServer(tmp_path_factory.mktemp("deploy"))
    found.environment["SKILLSCAN_NOTIFY_WEBHOOK"] = receiver.url
    address = f"mailto://127.0.0.1:{mail.port}/?from=skillscan@example.org&to=ops@example.org"
    found.environment["SKILLSCAN_NOTIFY_EMAIL"] = address
    found.start()
    deploy(found)
    yield found
    found.close()


@pytest.fixture(scope="module")
def worker(server: RealServer) -> "subprocess.Popen[bytes]":
    return start_worker(server)


def subject_of(text: str) -> str:
    return text.partition("\n")[0].strip("*")


def told_of(receiver: Receiver, run: str) -> list[str]:
    return [subject_of(text) for text in receiver.texts if run in text]


def test_a_worker_runs_what_was_deployed_and_people_are_told(
    server: RealServer,
    worker: "subprocess.Popen[bytes]",
    receiver: Receiver,
    mail: MailServer,
) -> None:
    """A night that failed, or needs somebody, would be seen a week later; or be told of twice."""
    first = {kind: len(Api(server).filter(kind)) for kind in ("automations", "deployments")}
    limits = {row["name"]: row["limit"] for row in Api(server).filter("v2/concurrency_limits")}
    assert limits == dict.fromkeys(SLOTS, 1)
    Api(server).limit_all(1)  # as an earlier version did
    deploy_impatiently(server, "SILENT_FOR", SILENT_SECONDS)
    assert all(row["global_concurrency_limit"] is None for row in Api(server).filter("deployments"))
    names = {row["name"].removeprefix("skillscan: ") for row in Api(server).filter("automations")}
    assert names == AUTOMATIONS
    assert first == {kind: len(Api(server).filter(kind)) for kind in first}
    assert "automation skillscan: died: up to date" in server.log
    damaged = Path(server.environment["SKILLSCAN_HOME"]) / "landing" / "ats" / "acme"
    damaged.mkdir(parents=True)
    (damaged / "20260301T000000Z-00000000.report.json").write_text("cut")
    api = Api(server)
    attention = api.trigger("extract")
    failed = api.trigger("backfill", since="2026-03-02", until="2026-03-01")
    wait_for(lambda: api.state(attention) == "NeedsAttention", "the damaged report was found")
    wait_for(lambda: api.state(failed) == "Failed", "the wrong period was refused")
    both = {"skillscan: a run needs attention", "skillscan: a run failed"}
    wait_for(lambda: both <= {subject_of(one) for one in receiver.texts}, "both were told")
    wait_for(lambda: both <= {str(one["Subject"]) for one in mail.letters}, "both were sent")
    (letter, *_) = [one for one in mail.letters if "attention" in str(one["Subject"])]
    assert "ops@example.org" in letter["To"]
    body = letter.get_body(("plain", "html"))
    assert body is not None
    assert "1 landing files damaged" in body.get_content()
    assert api.kind(attention) == "FAILED", "it looks like no success"
    told = "\n".join(receiver.texts)
    assert "a run needs attention" in told
    assert "1 landing files damaged" in told
    assert "a run failed" in told


@pytest.fixture
def jumped(server: RealServer, market_file: Path) -> Settings:
    """The server's home, where a headline number is another one than in the latest release."""
    settings = Settings(home=Path(server.environment["SKILLSCAN_HOME"]))
    shutil.rmtree(settings.home, ignore_errors=True)
    settings.home.mkdir()
    shutil.copy(market_file, settings.warehouse)
    publish(settings, now=datetime.now(UTC) - timedelta(days=1), render=lambda *_: ())
    with duckdb.connect(str(settings.warehouse)) as connection:
        connection.execute("DELETE FROM findings WHERE value = 'pytorch'")
    return settings


@pytest.mark.usefixtures("worker")
def test_a_release_that_is_held_back_is_told_of_and_can_be_accepted(
    server: RealServer, receiver: Receiver, jumped: Settings
) -> None:
    """Nobody would know that readers see old numbers, or nobody could let the new ones through."""
    api, folder = Api(server), release_folder(jumped.releases)
    before = latest_name(folder)
    held = api.trigger("publish", notice="Invented.")
    wait_for(lambda: api.state(held) == "HeldBack", "the release is held back")
    wait_for(lambda: told_of(receiver, held), "somebody is told of it")
    assert told_of(receiver, held) == ["skillscan: a release was held back"]
    (text,) = [text for text in receiver.texts if held in text]
    assert "no_jump" in text, "it does not say which gate"
    assert latest_name(folder) == before
    (gates,) = api.filter("artifacts", artifacts={"key": {"any_": ["skillscan-gates"]}})
    assert "no_jump" in str(gates["data"])

    reason = "the word had been read wrongly before"
    accepted = api.trigger("accept_release", gates=["no_jump"], reason=reason, notice="Invented.")
    wait_for(lambda: api.state(accepted) in ENDED, "it is accepted, or not")
    assert api.state(accepted) == "Completed", api.run(accepted)["state"]["message"]
    latest = latest_name(folder)
    assert latest not in (None, before)
    assert f"release:{latest}" in api.run(accepted)["tags"]
    assert reason in Path(jumped.releases, str(latest), "gates.json").read_text("utf-8")
    assert told_of(receiver, accepted) == []


def test_a_run_that_died_with_worker_and_server_is_found_and_one_that_lives_is_not(
    server: RealServer, worker: "subprocess.Popen[bytes]", receiver: Receiver
) -> None:
    """The one would be Running for ever; of the other people were told that it had died.

    The server is away for so long that it judges by heartbeats of before.
    """
    home = Path(server.environment["SKILLSCAN_HOME"])
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    holder = server.run("-c", HOLD, str(home / "warehouse.duckdb"))
    wait_for((home / "warehouse.duckdb").exists, "a command has the warehouse")
    api = Api(server)
    deploy_impatiently(server, "SILENT_FOR", SILENT_SECONDS)
    dead = api.trigger("extract")
    wait_for(lambda: "waiting up to 3600 s" in server.log, "it waits for the warehouse")
    alive = api.trigger("extract")
    waits = "waiting for the slot skillscan-warehouse, held by"
    wait_for(lambda: waits in server.log, "it has begun, and waits for the other")
    heard_before = len(receiver.texts)
    kill_group(worker)
    for pid in processes_of(dead):
        kill(pid)
    server.kill()
    time.sleep(AWAY_SECONDS)
    server.start()
    new = start_worker(server)
    wait_for(lambda: api.state(dead) == "Crashed", "the run is called crashed")
    wait_for(lambda: told_of(receiver, dead), "somebody is told of it")
    assert told_of(receiver, dead) == ["skillscan: a run needs attention"]
    assert api.state(alive) == "Running"
    assert not [text for text in receiver.texts[heard_before:] if alive in text]
    kill_group(holder)
    wait_for(lambda: api.state(alive) in ENDED, "the other does its work")
    assert api.state(alive) == "Completed", api.run(alive)["state"]["message"]
    kill_group(new)


def test_a_run_that_no_worker_takes_is_told_of_and_begins_when_there_is_one(
    server: RealServer, worker: "subprocess.Popen[bytes]", receiver: Receiver
) -> None:
    """A worker that died on Friday would be missed on Monday."""
    kill_group(worker)
    shutil.rmtree(server.environment["SKILLSCAN_HOME"], ignore_errors=True)
    api = Api(server)
    run = api.trigger("extract")
    wait_for(lambda: api.state(run) == "Late", "the run is late")
    wait_for(lambda: told_of(receiver, run), "somebody is told of it")
    assert told_of(receiver, run) == ["skillscan: a run is late: is a worker running?"]
    start_worker(server)
    wait_for(lambda: api.state(run) in ENDED, "it begins by itself")
    assert api.state(run) == "Completed", api.run(run)["state"]["message"]
    assert len(told_of(receiver, run)) == 1


def test_a_run_that_was_handed_to_a_worker_and_never_began_is_found(
    server: RealServer, receiver: Receiver
) -> None:
    """After a power cut it was Submitting for ever: it had no heartbeat that could stop."""
    deploy_impatiently(server, "BEGUN_WITHIN", 10)
    api = Api(server)
    (prune,) = [row for row in api.filter("deployments") if row["name"] == "prune"]
    taken = {"type": "PENDING", "name": "Submitting"}
    url = f"/deployments/{prune['id']}/create_flow_run"
    run = api.ask("POST", url, state=taken)["id"]
    wait_for(lambda: api.state(run) == "Crashed", "the run is called crashed")
    wait_for(lambda: told_of(receiver, run), "somebody is told of it")
    assert told_of(receiver, run) == ["skillscan: a run needs attention"]
