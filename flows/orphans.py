"""Runs below a run that died: those whose every event was lost with the server are found here.

The automations of ``make deploy`` find a dead run by an event that nothing followed. A run that
began in the seconds before its server died, and died with it, has none: it would be Running for
ever.
"""

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterParentTaskRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

from .server import told_to_server

UNDER_WAY = FlowRunFilter(
    state=FlowRunFilterState(
        type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING])
    ),
    parent_task_run_id=FlowRunFilterParentTaskRunId(is_null_=False),
)
WHY = "the run that it belongs to has ended: its process died"


def end_orphans() -> None:
    """Call runs crashed whose parent has ended: they live in its process."""
    told_to_server("which runs died", _end_orphans)


def _end_orphans() -> None:
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=UNDER_WAY):
            if _has_lost_its_parent(client, run):
                client.set_flow_run_state(run.id, Crashed(message=WHY), force=True)


def _has_lost_its_parent(client: SyncPrefectClient, run: FlowRun) -> bool:
    assert run.parent_task_run_id is not None  # noqa: S101 - the filter has no others
    above = client.read_task_run(run.parent_task_run_id).flow_run_id
    state = client.read_flow_run(above).state if above else None
    return state is not None and state.is_final()
