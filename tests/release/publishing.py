"""What tests of publishing share."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from skillscan.release.step import PublishSummary, publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.storage.folder_lock import LOCK

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
LATER = NOW + timedelta(days=30, hours=5)


def published_at(settings: Settings, now: datetime, **more: Any) -> PublishSummary:
    return publish(settings, render=render, now=now, **more)


def folder_of(summary: PublishSummary) -> Path:
    return Path(summary.folder)


def names_in(settings: Settings) -> list[str]:
    """What stands in the folder of releases but for the lock of whoever writes there."""
    found = Path(settings.releases).iterdir()
    return sorted(path.name for path in found if path.name != LOCK)
