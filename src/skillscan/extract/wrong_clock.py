"""A warehouse that was filled while the clock was ahead cannot be brought up to date any more.

Beside what was seen in the future everything real is past: nothing would close, and every period
would end on a day that has not come.
"""

from datetime import datetime

from duckdb import DuckDBPyConnection

from skillscan.backup.backup_folder import backup_folder, read_manifest
from skillscan.errors import SkillscanError
from skillscan.extract.new_fetches import CLOCK_ERROR
from skillscan.settings import Settings
from skillscan.warehouse.location import place
from skillscan.warehouse.tables import fetches


def refuse_the_future(connection: DuckDBPyConnection, settings: Settings, now: datetime) -> None:
    """Raise SkillscanError, with what to do, where the warehouse holds fetches of the future."""
    count, last = fetches.of_the_future(connection, now + CLOCK_ERROR)
    if last is None:
        return
    backup = _newest_before(settings, now)
    advice = (
        f"`skillscan restore {backup}` brings back the newest backup of before"
        if backup
        else "there is no backup of before: move the warehouse away"
    )
    raise SkillscanError(
        f"{place(settings)} holds {count:,} fetches of the future (the last of "
        f"{last:%Y-%m-%d %H:%M} UTC, and it is {now:%Y-%m-%d %H:%M} UTC): the clock was ahead, or "
        f"is behind now. If it is right now, {advice}; `skillscan extract` then sets the fetches "
        "of the future aside and loads the others. Nothing was changed"
    )


def _newest_before(settings: Settings, now: datetime) -> str | None:
    folder = backup_folder(settings)
    for name in reversed(folder.names()):
        try:
            if read_manifest(folder, name).taken_at <= now:
                return name
        except SkillscanError:
            continue
    return None
