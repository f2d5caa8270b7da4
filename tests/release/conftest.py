"""A release that tests only read."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillscan.release.catalog import Release, open_latest
from skillscan.release.step import PublishSummary, publish
from skillscan.settings import Settings
from skillscan.site.page import render


@dataclass(frozen=True, kw_only=True)
class Published:
    """The release of ``market``, and what its publish said."""

    settings: Settings
    summary: PublishSummary
    release: Release

    @property
    def folder(self) -> Path:
        return Path(self.summary.folder)


@pytest.fixture(scope="session")
def published(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """``market``, published once; a test that changes anything takes ``market`` instead."""
    settings = Settings(home=tmp_path_factory.mktemp("published"))
    shutil.copy(market_file, settings.warehouse)
    summary = publish(
        settings, render=render, now=datetime(2026, 2, 11, 6, tzinfo=UTC), notice="Hand-made."
    )
    return Published(settings=settings, summary=summary, release=open_latest(settings))
