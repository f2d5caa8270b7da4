"""Populations and their samples."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skillscan.errors import SkillscanError
from skillscan.settings import Settings
from skillscan.statistics.populations import (
    Population,
    load_populations,
    read_samples,
)
from tests.statistics.release_file import ALL, populated


def test_period_ends_with_the_newest_posting_not_the_clock(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """The same data published a year later would silently lose its openings."""
    newest = datetime(2020, 6, 1, tzinfo=UTC)
    adverts = [
        advert(employer="E", seen=newest - timedelta(days=days)) for days in (0, 300, 365, 366, 900)
    ]
    population = Population(id="recent", label="recent", period_days=365)
    with populated(hand_made_warehouse(adverts), population) as connection:
        sample = read_samples(connection, ["recent"])["recent"]
    assert (sample.openings, sample.first_day) == (3, (newest - timedelta(days=365)).date())


def test_sample_names_the_largest_employer(market: Settings) -> None:
    """A reader could not see that one employer makes up the sample."""
    with populated(market, ALL) as connection:
        sample = read_samples(connection, ["everybody"])["everybody"]
    assert msgspec.structs.asdict(sample) == {
        "openings": 40,
        "postings": 60,
        "employers": 12,
        "boards": 12,
        "sources": ("greenhouse",),
        "first_day": datetime(2026, 2, 10, tzinfo=UTC).date(),
        "last_day": datetime(2026, 2, 10, tzinfo=UTC).date(),
        "largest_employer": "Employer 00",
        "largest_employer_share": 0.1,
    }


def test_operators_may_add_populations(tmp_path: Path) -> None:
    """An operator could not publish numbers for an own population."""
    (tmp_path / "populations.yaml").write_text("mine:\n  label: my people\n  country: [DE, AT]\n")
    assert load_populations(tmp_path)["mine"].country == ("DE", "AT")
    assert "ml_engineer_us" in load_populations(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("mine:\n  land: DE\n  label: x\n", "land", id="unknown field"),
        pytest.param("mine: 3\n", "fields are expected", id="no fields"),
        pytest.param("- a\n", "expected population ids", id="a list"),
        pytest.param("a: [\n", "not YAML", id="broken YAML"),
    ],
)
def test_wrong_population_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    """The operator would have to guess what is wrong with the file."""
    (tmp_path / "populations.yaml").write_text(content)
    with pytest.raises(SkillscanError, match=said):
        load_populations(tmp_path)
