"""The end of a run is told once more, after its last heartbeat.

Prefect's server handles two events at a time. A heartbeat of the second in which a run ends may so
come after the end, begins a wait for the next one, and 90 seconds later somebody has to look at a
run that had ended well (at every third that took a second, as there was nothing left to read).
"""

import time
from threading import Thread
from typing import Any, TypeVar

from prefect.client.schemas.objects import FlowRun, State
from prefect.events import emit_event
from prefect.events.worker import EventsWorker
from prefect.flows import Flow
from prefect.settings import get_current_settings

TAG = "skillscan"
"""Of the deployments in ``prefect.yaml``; the automations look at runs that have it."""
ENDED = "skillscan.flow-run.ended"
"""The event; the automations of ``make deploy`` expect it as they do a final state."""
GAP_SECONDS = 2.0
"""Between the last heartbeat and this event: the server may have that much to do."""
PATIENCE_SECONDS = 10.0
"""A server that is away is not waited for: then no heartbeat is there before the end either."""

_F = TypeVar("_F", bound=Flow[..., Any])


def ends_aloud(flow: _F) -> _F:
    """A flow whose runs tell their end so; above ``@flow``."""
    flow.on_completion(tell_end)
    flow.on_failure(tell_end)
    return flow


def tell_end(flow: Flow[..., Any], flow_run: FlowRun, state: State) -> None:  # noqa: ARG001 - a hook
    """Of a run that has heartbeats, and that the automations look at."""
    if TAG not in flow_run.tags or not get_current_settings().flows.heartbeat_frequency:
        return
    sending = Thread(target=EventsWorker.instance().wait_until_empty, daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS)
    time.sleep(GAP_SECONDS)
    emit_event(
        ENDED,
        resource={
            "prefect.resource.id": f"prefect.flow-run.{flow_run.id}",
            "prefect.resource.name": flow_run.name,
        },
        related=[{"prefect.resource.role": "tag", "prefect.resource.id": f"prefect.tag.{TAG}"}],
    )
