"""What the runs page of Prefect shows of a step while it works."""

import logging
import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from prefect import flow, task
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES
from skillscan.flows import observed as module
from skillscan.flows.observed import ArtifactProgress, observed

from skillscan.telemetry.step_log import log

LOGGER = logging.getLogger("skillscan.extract.step")


@task
def working() -> None:
    with observed("extract") as progress:
        progress.begin("read")
        progress.advance(1, 4)
        record: Callable[[], None] = lambda: log(LOGGER, logging.INFO, "from a thread", board="a")  # noqa: E731
        thread = threading.Thread(target=record)
        thread.start()
        thread.join()
        progress.advance(4, 4)
        progress.begin("group")


@flow
def night() -> None:
    working()


@pytest.fixture(scope="module")
def run_id(prefect_server: None) -> UUID:
    state: State[None] = night(return_state=True)
    assert state.is_completed()
    assert state.state_details.flow_run_id
    return state.state_details.flow_run_id


def test_progress_is_an_artifact_that_ends_at_100(run_id: UUID) -> None:
    """A run that is over would look as if it had stopped at the beginning of its last phase."""
    from prefect.artifacts import Artifact

    found = Artifact.get("extract-progress")
    assert found is not None
    assert found.type == "progress"
    assert float(str(found.data)) == 100.0
    assert found.description == "extract, group"


def test_records_of_threads_stand_in_the_log_of_the_run(run_id: UUID) -> None:
    """Boards are crawled in threads: their failures would stand in no log."""
    wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run_id]))
    with get_client(sync_client=True) as client:
        for _ in range(3_000):  # logs are sent by a thread of Prefect's own
            logs = client.read_logs(wanted)
            if any("from a thread: board=a" in entry.message for entry in logs):
                return
            threading.Event().wait(0.1)
    pytest.fail(f"not among {[entry.message for entry in logs]}")


def test_a_server_that_is_gone_costs_the_display_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A night's reading would be lost for the sake of its progress bar; or each of its updates
    took the eight minutes for which the client tries again, and the reading stood still meanwhile.
    """
    from httpx import ConnectError

    retries = []

    def gone(*_: object, **__: object) -> None:
        retries.append(PREFECT_CLIENT_MAX_RETRIES.value())
        raise ConnectError("refused")

    monkeypatch.setattr(module, "create_progress_artifact", gone)
    monkeypatch.setattr(module, "LEAST_SECONDS", 0.0)
    progress = ArtifactProgress("extract")
    progress.begin("read")
    for done in range(1, 100):
        progress.advance(done, 100)
    assert retries == [0], "the server is asked once, and then once a minute"
    progress.advance(100, 100)
    assert retries == [0, 0], "at the end of a phase it may be there"
    assert "cannot be shown" in caplog.text
