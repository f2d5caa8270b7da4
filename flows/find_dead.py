"""Runs whose process has died are called Crashed, and people are told of them.

Prefect's server cannot tell them from runs that live: after an outage it judges by heartbeats that
were lost with the connection, and forgets what it waited for. So its automations only have this
flow look, and what it goes by is what it hears itself: a run that lives gives heartbeats while the
server is there.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas import OrchestrationResult
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.events.filters import (
    EventFilter,
    EventNameFilter,
    EventOccurredFilter,
    EventResourceFilter,
)
from prefect.states import Completed, Crashed

from .heartbeats import TAG, ends_aloud
from .orphans import end_orphans
from .outcomes import needs_attention, told
from .server import is_there
from .slots import FIND_DEAD, only_one

HEARTBEAT_SECONDS = 30
"""``PREFECT_FLOWS_HEARTBEAT_FREQUENCY`` of the deployments in ``prefect.yaml``."""
SILENT_SECONDS = 3 * HEARTBEAT_SECONDS
BEGUN_SECONDS = 300
"""After a worker took the run: starting Python takes seconds, a busy machine a minute."""
DIED = ": its process died"
"""Ends the messages of runs that are called crashed here, and of no others."""
TIME_LIMIT = 60 * 60.0
_PAUSE_SECONDS = 2.0
_HEARTBEAT = "prefect.flow-run.heartbeat"
_UNDER_WAY = FlowRunFilter(
    state=FlowRunFilterState(
        type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING])
    ),
    tags=FlowRunFilterTags(all_=[TAG]),
)


@ends_aloud
@flow(name="find_dead")
@told
def find_dead(silent_seconds: int = SILENT_SECONDS, begun_seconds: int = BEGUN_SECONDS) -> State:
    """Call runs crashed that gave no heartbeat for ``silent_seconds`` and give none for as long
    again while the server is there, or that did not begin for ``begun_seconds`` after a worker took
    them. In need of attention, with their names, where there are any.
    """
    silent, begun = timedelta(seconds=silent_seconds), timedelta(seconds=begun_seconds)
    with only_one(FIND_DEAD, within=TIME_LIMIT), get_client(sync_client=True) as client:
        suspects = _suspects(client, silent, begun)
        since = _listen(silent) if suspects else datetime.now(UTC)
        dead = [one for one in suspects if _is_called_crashed(client, one, since, silent, begun)]
        end_orphans()
    if dead:
        names = ", ".join(f"{run.name} ({run.id})" for run in dead)
        return needs_attention(
            f"{len(dead)} runs had died and are Crashed, run them again: {names}"
        )
    return Completed(message=f"{len(suspects)} runs were silent, and none has died")


def _suspects(client: SyncPrefectClient, silent: timedelta, begun: timedelta) -> list[FlowRun]:
    now = datetime.now(UTC)
    patience = {StateType.RUNNING: silent, StateType.PENDING: begun}
    runs = [
        run
        for run in client.read_flow_runs(flow_run_filter=_UNDER_WAY)
        if run.state and run.state.timestamp < now - patience[run.state.type]
    ]
    return [run for run in runs if not _has_heartbeat(client, run, now - silent)]


def _has_heartbeat(client: SyncPrefectClient, run: FlowRun, since: datetime) -> bool:
    wanted = EventFilter(
        occurred=EventOccurredFilter.model_validate({"since": since}),
        event=EventNameFilter(name=[_HEARTBEAT]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run.id}"]),
    )
    return bool(client.read_events(wanted, limit=1).events)


def _listen(silent: timedelta) -> datetime:
    """Wait until the server has been there for so long on end; gives when that time began."""
    since = datetime.now(UTC)
    while datetime.now(UTC) - since < silent:
        time.sleep(_PAUSE_SECONDS)
        if not is_there():
            since = datetime.now(UTC)
    return since


def _is_called_crashed(
    client: SyncPrefectClient,
    suspect: FlowRun,
    since: datetime,
    silent: timedelta,
    begun: timedelta,
) -> bool:
    """Whether nothing was heard of the run since then, and the server took it for crashed."""
    run = client.read_flow_run(suspect.id)
    state, before = run.state, suspect.state
    if state is None or before is None or state.id != before.id:
        return False
    if _has_heartbeat(client, run, since):
        return False
    why = (
        f"no heartbeat for {2 * silent.total_seconds():.0f} s"
        if state.type is StateType.RUNNING
        else f"it was handed to a worker, and did not begin within {begun.total_seconds():.0f} s"
    )
    crashed: State[Any] = Crashed(message=why + DIED)
    answer: OrchestrationResult[Any] = client.set_flow_run_state(run.id, crashed)
    return answer.status is SetStateStatus.ACCEPT
