"""The retention of landing files; see ``skillscan prune``."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from skillscan.operations.retention import PruneSummary
from skillscan.operations.retention import prune as run
from skillscan.settings import Settings

from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import told, value_of
from .settings import run_settings
from .slots import writing_warehouse

TIME_LIMIT = 2 * 60 * 60.0


@ends_aloud
@flow(name="prune")
@told
def prune(
    older_than_days: Annotated[int, Field(ge=1)] = 90, *, with_quarantine: bool = False
) -> State:
    """Delete raw answers that are loaded and older; fetch reports stay, and so does the history."""
    settings = run_settings()
    summary = value_of(remove_old(settings, older_than_days, with_quarantine=with_quarantine))
    return Completed(message=" ".join(summary.sentences))


@task(name="remove old landing files", cache_policy=NO_CACHE)
@told
def remove_old(settings: Settings, days: int, *, with_quarantine: bool) -> PruneSummary:
    """One prune, in its turn."""
    with writing_warehouse(settings, within=TIME_LIMIT), observed("prune"):
        return run(
            settings,
            older_than=timedelta(days=days),
            now=datetime.now(UTC),
            with_quarantine=with_quarantine,
        )
