"""A share of any population, sample by sample: what an analyst needs before pooling them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest
from suite.imported_files import as_imported_files

from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.statistics.resamples import point_estimates_only
from skillscan.warehouse.connection import open_warehouse

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
BY_SAMPLE = """
SELECT part, openings, of_openings, share, withheld
FROM shares_by_sample('skill_share', population := 'ml_engineer', seniority := 'senior')
WHERE value = 'pytorch' AND measure = 'named'
ORDER BY part
"""


@pytest.fixture(scope="module")
def connection(
    hand_made_warehouse: Callable[..., Settings], advert: Callable[..., Any]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Senior openings of three files: of 40 in that of 2025 30 name PyTorch, of 40 in that of 2026
    none, of 3 in a small one all. Junior ones all name it.
    """
    days = (datetime(2025, 4, 20, tzinfo=UTC), NOW, datetime(2026, 2, 1, tzinfo=UTC))
    sizes, naming = (60, 60, 3), (30, 0, 3)
    adverts = []
    for file, size in enumerate(sizes):
        for number in range(size):
            is_senior = number < 40
            skills = ["python", *(["pytorch"] if not is_senior or number < naming[file] else [])]
            adverts.append(
                advert(
                    employer=f"E{number % 20:02}",
                    skills=dict.fromkeys(skills, "required"),
                    seniority="senior" if is_senior else "junior",
                    seen=days[file],
                )
            )
    settings = hand_made_warehouse(adverts)
    with open_warehouse(settings) as warehouse:
        days_of_files = {"file_0": "2025-01-01", "file_2": "2026-01-01", "file_1": "2026-02-05"}
        as_imported_files(warehouse, days_of_files)
    with point_estimates_only():
        publish(settings, now=NOW, render=lambda *_: iter(()))
    with open_latest(settings).connect() as opened:
        yield opened


def test_a_share_is_given_by_sample(connection: duckdb.DuckDBPyConnection) -> None:
    """An analyst would pool 75 % and none to 40 %, and no macro would say so; a sample that is
    too small to have a share has its counts.
    """
    found = connection.execute(BY_SAMPLE).fetchall()
    assert [row[:4] for row in found] == [
        ("file_0, quarter 2 of 2025", 30, 40, 0.75),
        ("file_1, quarter 1 of 2026", 0, 40, 0.0),
        ("file_2, quarter 1 of 2026", 3, 3, None),
    ]
    assert found[2][4].startswith("3 openings of 3 employers")


def test_samples_together_are_what_the_macro_pools(connection: duckdb.DuckDBPyConnection) -> None:
    """An analyst would look for openings that are in neither."""
    pooled = "SELECT value, measure, openings, of_openings FROM {}(population := 'ml_engineer')"
    parts = (
        "SELECT value, measure, sum(openings)::BIGINT, sum(of_openings)::BIGINT "
        "FROM shares_by_sample('{}', population := 'ml_engineer') GROUP BY ALL"
    )
    for statistic in ("skill_share", "seniority_share"):
        found, expected = (
            connection.execute(one.format(statistic)).fetchall() for one in (parts, pooled)
        )
        assert sorted(found) == sorted(expected)
        assert found
