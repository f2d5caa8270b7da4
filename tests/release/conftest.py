"""A release that tests only read."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.release.catalog import Release, open_latest
from skillscan.release.step import PublishSummary, publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse
from tests.release import extended_home


@dataclass(frozen=True, kw_only=True)
class Published:
    """The release of ``market``, and what its publish said."""

    settings: Settings
    summary: PublishSummary
    release: Release

    @property
    def folder(self) -> Path:
        return Path(self.summary.folder)

    @property
    def page(self) -> str:
        pages = sorted((self.folder / "site" / "statistics").glob("*.html"))
        return "".join(one.read_text("utf-8") for one in pages)


NOTICE = "Hand-made."
NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
"""When ``published`` was."""


@pytest.fixture(scope="session")
def published(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """``market``, published once; a test that changes anything takes a copy instead."""
    settings = Settings(home=tmp_path_factory.mktemp("published"))
    shutil.copy(market_file, settings.warehouse)
    summary = publish(settings, render=render, now=NOW, notice=NOTICE)
    return Published(settings=settings, summary=summary, release=open_latest(settings))


FIELDS = """
UPDATE readings SET
    seniority = CASE WHEN right(content_hash, 1) < '4' THEN 'senior' END,
    pay_min = 100000,
    pay_max = 150000,
    pay_currency = 'USD',
    pay_period = 'year'
"""


@pytest.fixture(scope="session")
def extended(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """``market`` published in a home with all files of docs/extending.md; tests only read it."""
    settings = Settings(home=tmp_path_factory.mktemp("extended"))
    shutil.copy(market_file, settings.warehouse)
    extended_home.write(settings.home)
    with open_warehouse(settings) as connection:
        connection.execute(FIELDS)
    summary = publish(settings, render=render, now=datetime(2026, 2, 11, 6, tzinfo=UTC))
    return Published(settings=settings, summary=summary, release=open_latest(settings))


@pytest.fixture
def published_copy(published: Published, tmp_path: Path) -> Published:
    """The same in a folder of the test's own: it can be changed and published again."""
    settings = Settings(home=tmp_path / "published")
    shutil.copytree(published.settings.home, settings.home)
    folder = Path(settings.releases) / published.summary.name
    return Published(
        settings=settings,
        summary=replace(published.summary, folder=str(folder)),
        release=open_latest(settings),
    )


@pytest.fixture
def publish_again(published_copy: Published) -> Callable[..., PublishSummary]:
    """A function that publishes that copy once more: by default at the time of the first."""

    def publish_copy(**changes: Any) -> PublishSummary:
        usual = {"render": render, "now": NOW, "notice": NOTICE}
        return publish(published_copy.settings, **(usual | changes))

    return publish_copy
