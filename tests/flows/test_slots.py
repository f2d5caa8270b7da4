"""Only one run at a time holds a slot, on a server where nobody made the limit."""

import threading
import time

from prefect.client.orchestration import get_client
from skillscan.flows.slots import only_one, source_slot


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


def test_limit_is_visible_on_the_server() -> None:
    """An operator sees in the list of limits what holds a run back."""
    with only_one(source_slot("lever"), within=60), get_client(sync_client=True) as client:
        limit = client.read_global_concurrency_limit_by_name("skillscan-source-lever")
    assert limit.limit == 1
