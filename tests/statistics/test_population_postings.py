"""One posting meets all conditions of a population; the others of its opening do not count."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from skillscan.settings import Settings
from skillscan.statistics.populations import Population, Sample, read_samples
from skillscan.warehouse.connection import open_warehouse
from tests.statistics.release_file import populated

NEWEST = datetime(2026, 2, 26, 8, tzinfo=UTC)
OLD = datetime(2022, 12, 20, 8, tzinfo=UTC)


def one_opening(settings: Settings) -> Settings:
    """All postings of this warehouse are copies of one advertisement."""
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE posting_openings SET opening_id = 'o:one'")
        connection.execute(
            "UPDATE postings SET employer_id = (SELECT min(employer_id) FROM postings)"
        )
    return settings


def sample_of(settings: Settings, **conditions: Any) -> Sample:
    population = Population(id="wanted", label="wanted", **conditions)
    with populated(settings, population) as connection:
        return read_samples(connection, ["wanted"])["wanted"]


@pytest.fixture
def two_copies(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Settings:
    """A copy in the United States in 2022, one in Britain now."""
    copies = [
        advert(employer="A", country="US", seen=OLD),
        advert(employer="A", country="GB", seen=NEWEST),
    ]
    return one_opening(hand_made_warehouse(copies))


@pytest.mark.parametrize(
    ("conditions", "postings"),
    [
        ({"country": ("US",), "period_days": 365}, 0),
        ({"country": ("GB",), "period_days": 365}, 1),
        ({"country": ("US",)}, 1),
        ({"country": ("US", "GB")}, 2),
        ({"period_days": 365}, 1),
        ({"country": ("DE",)}, 0),
        ({"country": ("US",), "occupation": ("data_engineer",)}, 0),
        ({"since": date(2026, 2, 26)}, 1),
        ({"since": date(2026, 2, 27)}, 0),
        ({"until": date(2022, 12, 19)}, 0),
        ({"until": date(2022, 12, 20)}, 1),
        ({"country": ("GB",), "until": date(2022, 12, 20)}, 0),
        ({"since": date(2022, 12, 20), "until": date(2026, 2, 26)}, 2),
        ({}, 2),
    ],
)
def test_one_posting_meets_all_conditions(
    two_copies: Settings, conditions: dict[str, Any], postings: int
) -> None:
    """An opening would count in the United States this year that nobody there saw since 2022."""
    sample = sample_of(two_copies, **conditions)
    assert (sample.openings, sample.postings) == (min(postings, 1), postings)


def test_days_and_boards_are_of_the_postings_that_belong(two_copies: Settings) -> None:
    """The page printed 2022-12-20 to 2026-02-26 over a population of 365 days."""
    sample = sample_of(two_copies, period_days=365)
    assert (sample.first_day, sample.last_day) == (NEWEST.date(), NEWEST.date())
    assert sample_of(two_copies).first_day == OLD.date()


def test_what_was_seen_before_the_period_counts_from_its_beginning(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """A posting that stands for years would stretch every period over all of them."""
    settings = hand_made_warehouse([advert(employer="A", seen=NEWEST)])
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE postings SET first_seen = $old", {"old": OLD})
    sample = sample_of(settings, period_days=365)
    assert sample.first_day == (NEWEST - timedelta(days=365)).date() == date(2025, 2, 26)


def test_the_days_of_a_sample_lie_in_its_period(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """A sentence about 2025 would name days of 2026."""
    settings = hand_made_warehouse([advert(employer="A", seen=NEWEST)])
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE postings SET first_seen = $old", {"old": OLD})
    period = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}
    sample = sample_of(settings, **period)
    assert (sample.first_day, sample.last_day) == (period["since"], period["until"])
