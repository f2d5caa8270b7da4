"""Normalise and read what is new; the only writers of the warehouse take turns."""

from datetime import UTC, datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from skillscan.extract import step
from skillscan.extract.new_fetches import Again
from skillscan.settings import Settings

from .cluster import cluster_of
from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import after_extract, told, value_of
from .settings import run_settings
from .slots import writing_warehouse

TIME_LIMIT = 6 * 60 * 60.0


@ends_aloud
@flow(name="extract")
@told
def extract() -> State:
    """Read new and changed landing files; completed, or completed and in need of attention."""
    return after_extract(value_of(extract_new(run_settings())))


@task(name="extract new postings", cache_policy=NO_CACHE)
@told
def extract_new(settings: Settings, again: Again | None = None) -> step.ExtractSummary:
    """One extraction, of loaded fetches ``again`` where that is said.

    Not tried again: what failed here fails again, and nothing is lost.
    """
    with (
        writing_warehouse(settings, within=TIME_LIMIT),
        observed("extract") as progress,
        cluster_of(settings) as workers,
    ):
        now = datetime.now(UTC)
        return step.extract(settings, now=now, progress=progress, again=again, workers=workers)
