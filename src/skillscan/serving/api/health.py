"""Whether a release can be shown, for what watches over the server (``/healthz``)."""

from datetime import UTC, date, datetime
from typing import Literal

import msgspec

from skillscan.errors import SkillscanError, StorageError
from skillscan.release.catalog import last_publish
from skillscan.release.damage import damage_text, mend
from skillscan.serving.api.served_releases import NoReleaseError, ServedReleases


class HealthReport(msgspec.Struct, frozen=True, kw_only=True):
    """``age_seconds`` is the time since the latest release was published, ``confirmed_at`` when a
    publish last ended with it, unchanged ones included. ``faults`` are its files that are not as
    they were written; ``detail`` says what is wrong and what to do.
    """

    status: Literal["ok", "no_release", "damaged"]
    release: str | None = None
    published_at: datetime | None = None
    confirmed_at: datetime | None = None
    as_of: date | None = None
    age_seconds: int | None = None
    faults: list[str] = []
    detail: str | None = None


def health(releases: ServedReleases) -> HealthReport:
    """The state of the latest release; every byte of it is read, at most each ten seconds."""
    try:
        name = releases.latest_name()
    except NoReleaseError as error:
        return HealthReport(status="no_release", detail=str(error))
    if faults := releases.faults(name):
        detail = f"release {name} is {damage_text(faults)}: {mend(releases.folder, name)}"
        return HealthReport(status="damaged", release=name, faults=faults, detail=detail)
    try:
        said = releases.opened(name).release.excerpt
    except StorageError:
        raise
    except SkillscanError as error:
        return HealthReport(status="damaged", release=name, faults=[str(error)], detail=str(error))
    published = said.published_at
    age = None if published is None else datetime.now(UTC) - published
    return HealthReport(
        status="ok",
        release=name,
        published_at=published,
        confirmed_at=last_publish(releases.folder, name),
        as_of=said.as_of,
        age_seconds=None if age is None else max(0, int(age.total_seconds())),
    )
