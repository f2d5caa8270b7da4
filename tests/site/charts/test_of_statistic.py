"""Which chart a statistic has."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import msgspec
import pytest
from suite.disagreements import pooled, two_parts
from suite.site_content import content_of

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.charts.of_statistic import drawing_of
from skillscan.site.content import SiteContent
from skillscan.site.pages import render


@pytest.fixture(scope="module")
def content(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteContent]:
    """The hand-made market, published."""
    settings = Settings(home=tmp_path_factory.mktemp("drawn"))
    copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, 6, tzinfo=UTC))
    with content_of(settings) as found:
        yield found


def drawn(content: SiteContent, statistic: str) -> list[str]:
    definition = content.publication.statistics[statistic]
    drawing = drawing_of(content, definition, "ml_engineer_us")
    return [row[0] for row in drawing.rows] if drawing else []


@pytest.mark.parametrize(
    ("statistic", "labels"),
    [
        ("skill_share", ["Python", "PyTorch", "Kubernetes"]),
        ("experience_years", ["2 years", "5 years"]),
        ("degree_share", []),
        ("pay_median", []),
    ],
    ids=["by size", "numbers in their order", "withheld", "no share"],
)
def test_a_statistic_of_shares_has_bars(
    content: SiteContent, statistic: str, labels: list[str]
) -> None:
    """A reader would see nothing, or years sorted by how often they are asked for."""
    assert drawn(content, statistic) == labels


def test_a_number_that_pools_what_differs_is_no_bar(content: SiteContent) -> None:
    """The chart would print what the table beside it refuses to."""
    found = pooled(*two_parts("a", "b"))
    publication = msgspec.structs.replace(content.publication, disagreements=[found])
    changed = SiteContent(
        publication=publication, connection=content.connection, shown=content.shown
    )
    assert drawn(changed, "skill_share") == ["Python", "Kubernetes"]
    drawing = drawing_of(changed, publication.statistics["skill_share"], "ml_engineer_us")
    assert drawing
    assert "without the 1 that misleads as it stands" in drawing.description
