"""Dead runs are called crashed, living ones never."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Completed, Pending, Running
from skillscan.flows import find_dead as module
from skillscan.flows.find_dead import find_dead
from skillscan.flows.heartbeats import TAG
from skillscan.flows.outcomes import ATTENTION


@flow
def night() -> None:
    """What the runs of these tests are runs of."""


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as found:
        yield found


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> dict[UUID, list[bool]]:
    """Whether a run gave a heartbeat, at each time that this is asked; others gave none."""
    answers: dict[UUID, list[bool]] = {}

    def has_heartbeat(_: SyncPrefectClient, run: FlowRun, __: datetime) -> bool:
        return answers[run.id].pop(0) if answers.get(run.id) else False

    monkeypatch.setattr(module, "_has_heartbeat", has_heartbeat)
    return answers


@pytest.mark.parametrize(
    ("state", "answers", "ends_as"),
    [
        pytest.param(Running(), [], "Crashed", id="it died"),
        pytest.param(Pending(name="Submitting"), [], "Crashed", id="it never began"),
        pytest.param(Running(), [True], "Running", id="it is not silent"),
        pytest.param(Running(), [False, True], "Running", id="the server had not heard it"),
        pytest.param(Completed(), [], "Completed", id="it has ended"),
    ],
)
def test_a_run_is_crashed_only_where_nothing_is_heard_of_it(
    client: SyncPrefectClient,
    heard: dict[UUID, list[bool]],
    state: State,
    answers: list[bool],
    ends_as: str,
) -> None:
    """A dead run would be under way for ever, or people would be woken for one that lives."""
    run = client.create_flow_run(night, tags=[TAG], state=state)
    heard[run.id] = answers
    found = find_dead(0, 0, return_state=True)
    assert client.read_flow_run(run.id).state.name == ends_as
    assert (found.name == ATTENTION) == (ends_as == "Crashed"), found.message
    assert (str(run.id) in found.message) == (ends_as == "Crashed")
    again = find_dead(0, 0, return_state=True)
    assert str(run.id) not in again.message or ends_as == "Running", "nobody is told twice"
    client.delete_flow_run(run.id)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("tags", [[], [TAG]])
def test_runs_of_others_and_of_this_minute_are_left_alone(
    client: SyncPrefectClient, tags: list[str]
) -> None:
    """The server may have runs of other programs; and a run that has just begun is no dead one."""
    run = client.create_flow_run(night, tags=tags, state=Running())
    patience = 60 if tags else 0
    assert find_dead(patience, patience, return_state=True).name == "Completed"
    assert client.read_flow_run(run.id).state.name == "Running"
    client.delete_flow_run(run.id)


def test_a_server_that_goes_away_is_listened_to_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is away no heartbeat can be heard, and every run would look dead."""
    now, there = [datetime(2026, 3, 1, tzinfo=UTC)], iter([True, True, False, False])

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return now[0]

    def sleep(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)

    monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(module.time, "sleep", sleep)
    monkeypatch.setattr(module, "is_there", lambda: next(there, True))
    begun = now[0]
    assert module._listen(timedelta(seconds=10)) == begun + timedelta(seconds=8)
    assert now[0] == begun + timedelta(seconds=18)
