"""Only one run at a time holds a slot, on a server where nobody made the limit."""

import threading
import time
from contextlib import nullcontext
from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
from skillscan.flows import slots
from skillscan.flows.slots import only_one, source_slot, writing_warehouse
from suite.patience import wait_for

from skillscan.settings import Settings


def test_slot_lets_one_in_at_a_time_and_needs_no_setup() -> None:
    """Two writers at once would fail on DuckDB's lock in the middle of the night."""
    inside, most, failures = [0], [0], []

    def work() -> None:
        try:
            with only_one("test-slot", within=60):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.3)  # time for another one to come in, if it could
                inside[0] -= 1
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert most == [1]


def test_a_run_says_for_whom_it_waits_and_its_time_begins_afterwards(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A daily waited without a line in its log, and was ended for the time that it had waited."""
    events: list[str] = []
    monkeypatch.setattr(slots, "timeout", lambda **_: nullcontext(events.append("time begins")))
    caplog.set_level("INFO", "skillscan.flows")

    def wait_and_work() -> None:
        with only_one("awaited-slot", within=60):
            events.append("works")

    with only_one("awaited-slot", within=60):
        second = threading.Thread(target=wait_and_work)
        second.start()
        wait_for(lambda: "waiting for the slot awaited-slot" in caplog.text, "it says so")
        assert "held by" in caplog.text
        events.append("given back")
    second.join()
    assert events == ["time begins", "given back", "time begins", "works"]


def test_a_run_that_waits_says_so_in_its_own_log() -> None:
    """A second daily, which waits before any of its steps, waited without a line."""

    @flow
    def waiting() -> None:
        slots._run_log().info("it waits")

    state = waiting(return_state=True)
    run = state.state_details.flow_run_id
    wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run]))
    with get_client(sync_client=True) as client:
        wait_for(
            lambda: "it waits" in [one.message for one in client.read_logs(wanted)], "it is said"
        )


def test_limit_is_visible_on_the_server() -> None:
    """An operator sees in the list of limits what holds a run back."""
    with only_one(source_slot("lever"), within=60), get_client(sync_client=True) as client:
        limit = client.read_global_concurrency_limit_by_name("skillscan-source-lever")
    assert limit.limit == 1


def test_a_lease_that_ran_out_is_taken_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a long outage of the server another run would come in beside one that lives."""
    leases: list[UUID] = []
    take = slots._take

    def taking(slot: str) -> UUID:
        leases.append(take(slot))
        return leases[-1]

    monkeypatch.setattr(slots, "_take", taking)
    monkeypatch.setattr(slots, "_RENEW_SECONDS", 0.1)
    with only_one("lost-slot", within=60), get_client(sync_client=True) as client:
        client.release_concurrency_slots_with_lease(leases[0])  # as the server does in time
        wait_for(lambda: len(leases) == 2, "the slot is held again")
        assert client.read_global_concurrency_limit_by_name("lost-slot").active_slots == 1
    with get_client(sync_client=True) as client:
        assert client.read_global_concurrency_limit_by_name("lost-slot").active_slots == 0


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        (None, ["skillscan-warehouse"]),
        ("ducklake:/srv/lake", ["skillscan-warehouse"]),
        ("ducklake:postgres:dbname=lake", []),
    ],
)
def test_only_a_file_is_one_runs_at_a_time(
    url: str | None, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers with a DuckLake would wait for each other all night."""
    asked: list[str] = []

    def hold(slot: str, *, within: float) -> object:
        asked.append(slot)
        return nullcontext()

    monkeypatch.setattr(slots, "only_one", hold)
    with writing_warehouse(Settings(warehouse_url=url), within=60):
        assert asked == taken
