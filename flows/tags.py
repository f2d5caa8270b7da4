"""Runs are found by the release that they made: ``release:NAME`` is a tag of theirs."""

from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterParentFlowRunId
from prefect.client.schemas.objects import FlowRun
from prefect.runtime import flow_run

from .server import told_to_server

_RELEASE = "release:"


def tag_release(name: str) -> None:
    """Tag the present run, which wrote this release; a server that stays away costs the tag."""
    if flow_run.id:
        run = UUID(flow_run.id)
        told_to_server(f"the release of the run, {name}", lambda: _tag_one(run, _RELEASE + name))


def tag_night() -> None:
    """Tag the present run, and all runs below it, with the release that one of these wrote."""
    if flow_run.id:
        run = UUID(flow_run.id)
        told_to_server("the release of the night", lambda: _tag_all(run))


def _tag_one(run: UUID, tag: str) -> None:
    with get_client(sync_client=True) as client:
        _add(client, client.read_flow_run(run), {tag})


def _tag_all(above: UUID) -> None:
    below = FlowRunFilter(parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=[above]))
    with get_client(sync_client=True) as client:
        runs = [client.read_flow_run(above), *client.read_flow_runs(flow_run_filter=below)]
        written = {tag for run in runs for tag in run.tags if tag.startswith(_RELEASE)}
        for run in runs:
            _add(client, run, written)


def _add(client: SyncPrefectClient, run: FlowRun, tags: set[str]) -> None:
    if not tags <= set(run.tags):
        client.update_flow_run(run.id, tags={*run.tags, *tags})
