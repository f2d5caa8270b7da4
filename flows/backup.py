"""Save the warehouse's history; publish does it with each release, this flow at any other time."""

from datetime import UTC, datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from skillscan.backup import step
from skillscan.errors import SkillscanError
from skillscan.settings import Settings

from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import after_backup, told
from .settings import run_settings
from .slots import WAREHOUSE, only_one

TIME_LIMIT = 2 * 60 * 60.0


@ends_aloud
@flow(name="backup")
@told
def backup() -> State:
    """Save every table of the warehouse and verify it; in need of attention where that failed."""
    return after_backup(save_warehouse(run_settings()))


@task(name="back the warehouse up", cache_policy=NO_CACHE)
def save_warehouse(settings: Settings) -> step.BackupSummary | SkillscanError:
    """The backup, or why there is none: what was done before stays done."""
    with only_one(WAREHOUSE, within=TIME_LIMIT), observed("backup") as progress:
        try:
            return step.back_up(settings, now=datetime.now(UTC), progress=progress)
        except SkillscanError as error:
            return error
