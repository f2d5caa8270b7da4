"""The settings of a flow run, refused where they would lose the data."""

from prefect.runtime import deployment

from skillscan.errors import UsageError
from skillscan.settings import Settings


def run_settings() -> Settings:
    """``SKILLSCAN_…`` of the worker's environment.

    Raises ``UsageError`` for a relative home in a deployed run: a process worker gives every run
    a temporary folder, and the data would be gone with it.
    """
    settings = Settings()
    if deployment.id and not settings.home.is_absolute():
        raise UsageError(
            f"SKILLSCAN_HOME is {str(settings.home)!r}, but runs of a worker have a temporary "
            "working folder. Start the worker with an absolute SKILLSCAN_HOME (docs/operating.md)."
        )
    return settings
