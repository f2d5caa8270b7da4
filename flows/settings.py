"""The settings of a flow run, refused where they would lose the data."""

from dataclasses import replace

from prefect.runtime import deployment

from skillscan.errors import UsageError
from skillscan.settings import Settings, is_stated
from skillscan.warehouse.ducklake import is_absolute

LOCK_SECONDS = 60 * 60.0
"""A run waits so long for a warehouse that a command holds, or a run that has lost its slot."""


def run_settings() -> Settings:
    """What holds in the worker's environment; a run has more patience than a command.

    Raises ``UsageError`` for a relative home or DuckLake in a deployed run: a process worker gives
    every run a temporary folder, and the data would be gone with it.
    """
    settings = Settings()
    if not is_stated("lock_seconds"):
        settings = replace(settings, lock_seconds=LOCK_SECONDS)
    if deployment.id and not settings.home.is_absolute():
        raise UsageError(
            f"SKILLSCAN_HOME is {str(settings.home)!r}, but runs of a worker have a temporary "
            "working folder. Start the worker with an absolute SKILLSCAN_HOME (docs/operating.md)."
        )
    if deployment.id and not is_absolute(settings):
        raise UsageError(
            "SKILLSCAN_WAREHOUSE_URL or SKILLSCAN_WAREHOUSE_DATA_PATH names a relative path, but "
            "runs of a worker have a temporary working folder. Name absolute ones."
        )
    return settings
