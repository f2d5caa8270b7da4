"""A release with something on every page of the site; tests only read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from suite.site_content import content_of

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.content import SiteContent
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
LONG = f"{HOSTILE} \u202e{'W' * 10_000}"
"""The same with a mark that turns the direction, and a word that no line can hold."""
MONTHS = (datetime(2026, 1, 20, 8, tzinfo=UTC), datetime(2026, 2, 10, 8, tzinfo=UTC))


@dataclass(frozen=True, kw_only=True)
class PublishedSite:
    """A release's folder, and the settings that it was published with."""

    settings: Settings
    folder: Path

    def text(self, path: str) -> str:
        """A file's text; ``path`` is below ``site/``."""
        return (self.folder / "site" / path).read_text("utf-8")


@pytest.fixture(scope="session")
def published_site(hand_made_warehouse: Callable[..., Settings], advert: Any) -> PublishedSite:
    """Two occupations and two months; an employer whose name and titles are an attack, and a second
    release after some texts were read again, so that numbers changed.
    """
    settings = hand_made_warehouse(_adverts(advert, 160))
    moment = datetime(2026, 2, 11, 6, tzinfo=UTC)
    publish(settings, render=render, now=moment, notice=f"Hand-made. {HOSTILE}")
    _read_again(settings)
    summary = publish(settings, render=render, now=moment + timedelta(days=1))
    return PublishedSite(settings=settings, folder=Path(summary.folder))


@pytest.fixture
def site_content(published_site: PublishedSite) -> Iterator[SiteContent]:
    """What the pages of that release are made of."""
    with content_of(published_site.settings, published_site.folder.name) as content:
        yield content


def _adverts(advert: Any, many: int) -> list[Any]:
    return [
        advert(
            employer=LONG if number % 16 < 2 else f"E{number % 16:02}",
            title=HOSTILE,
            occupation="data_scientist" if number % 3 == 0 else "ml_engineer",
            skills={"python": "required"}
            | ({"pytorch": "preferred"} if number % 7 < 4 else {})
            | ({"kubernetes": "required"} if number % 5 == 0 else {}),
            years=number % 7,
            seen=MONTHS[number // 16 % 2],
        )
        for number in range(many)
    ]


def _read_again(settings: Settings) -> None:
    """Some openings ask for something else now: texts were read again."""
    with open_warehouse(settings) as connection:
        connection.execute(
            "UPDATE findings SET value = 'kubernetes' "
            "WHERE value = 'pytorch' AND content_hash < 'hash00008'"
        )
