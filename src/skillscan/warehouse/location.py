"""Where the warehouse is, whether there is one, and when it changed last."""

from datetime import UTC, datetime

from skillscan.errors import SkillscanError, UsageError
from skillscan.settings import Settings
from skillscan.warehouse import ducklake, queries


def place(settings: Settings) -> str:
    """The warehouse's file, or the URL of its DuckLake, for messages. Raises UsageError."""
    lake = ducklake.of_settings(settings)
    return lake.url if lake else str(settings.warehouse)


def is_there(settings: Settings) -> bool:
    """Whether there is a warehouse. Raises SkillscanError where its catalog cannot be reached."""
    lake = ducklake.of_settings(settings)
    if lake is None:
        return settings.warehouse.exists()
    if lake.file:
        return lake.file.exists()
    try:
        with ducklake.told_of_faults(lake):
            ducklake.close(ducklake.connect(lake, settings, read_only=True))
    except UsageError:
        return False
    return True


def is_readable(settings: Settings) -> bool:
    """Whether there is a warehouse and its catalog can be reached: else another part tells why."""
    try:
        return is_there(settings)
    except SkillscanError:
        return False


def takes_several_writers(settings: Settings) -> bool:
    """Whether several processes may have it open for writing. Raises UsageError."""
    lake = ducklake.of_settings(settings)
    return lake is not None and lake.is_on_server


def changed_at(settings: Settings) -> datetime:
    """When a warehouse that is there was written last (UTC)."""
    lake = ducklake.of_settings(settings)
    if lake is None:
        return datetime.fromtimestamp(settings.warehouse.stat().st_mtime, UTC)
    with ducklake.told_of_faults(lake):
        connection = ducklake.connect(lake, settings, read_only=True)
        try:
            ((moment,),) = queries.rows(connection, "ducklake/changed_at")
        finally:
            ducklake.close(connection)
    return datetime.fromtimestamp(moment, UTC)
