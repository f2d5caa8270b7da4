"""Two releases whose difference is planted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse

FIRST_DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)
LATER_DAY = FIRST_DAY + timedelta(days=30)


@pytest.fixture(scope="session")
def two_releases(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """A release of forty openings of twenty employers, and one a month later.

    Before, 10 of 40 name PyTorch. Since then the rules have found it in 4 more of these (method);
    20 openings were added, of which 15 name it (market); the board of one employer went, and one
    came with 10 openings that all name it (coverage).
    """
    home = tmp_path_factory.mktemp("two")
    old = [
        advert(
            employer=f"E{number % 20:02}",
            skills={"python": "required"} | ({"pytorch": "required"} if number < 10 else {}),
            seen=FIRST_DAY,
        )
        for number in range(40)
    ]
    settings = hand_made_warehouse(old, home)
    fetched(settings, [f"e{number:02}" for number in range(20)], FIRST_DAY)
    publish(settings, now=FIRST_DAY, render=lambda *_: ())
    new = [
        advert(
            employer=f"E{number % 19:02}",
            skills={"python": "required"} | ({"pytorch": "required"} if number < 15 else {}),
            seen=LATER_DAY,
        )
        for number in range(20)
    ]
    came = [
        advert(employer="New", skills={"pytorch": "required"}, seen=LATER_DAY) for _ in range(10)
    ]
    add(settings, hand_made_warehouse, [*new, *came])
    fetched(settings, [*(f"e{number:02}" for number in range(19)), "new"], LATER_DAY)
    with open_warehouse(settings) as connection:
        connection.execute(FOUND_SINCE)
        connection.execute(KINDS)
    publish(settings, now=LATER_DAY, render=lambda *_: (), waived={"no_jump": "planted"})
    return settings


KINDS = """
UPDATE skills SET kind = CASE skill_id WHEN 'python' THEN 'field' ELSE 'technology' END
"""
FOUND_SINCE = """
INSERT INTO findings BY NAME
SELECT * REPLACE ('pytorch' AS value, 9 AS finding_number)
FROM findings
WHERE value = 'python' AND content_hash BETWEEN 'hash00010' AND 'hash00013'
"""


def add(
    settings: Settings, hand_made_warehouse: Callable[..., Settings], adverts: list[Any]
) -> None:
    """Openings of another hand-made warehouse, under ids of their own."""
    other = hand_made_warehouse(adverts)
    with open_warehouse(settings) as connection:
        connection.execute(f"ATTACH '{other.warehouse}' AS added (READ_ONLY)")
        for table in ("postings", "posting_versions", "posting_openings", "readings", "findings"):
            columns = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
            ids = {"posting_id", "opening_id", "content_hash"} & columns
            renamed = ", ".join(f"'new' || {name} AS {name}" for name in sorted(ids))
            connection.execute(
                f"INSERT INTO {table} BY NAME "  # noqa: S608
                f"SELECT * REPLACE ({renamed}) FROM added.{table}"
            )
        connection.execute(
            "INSERT INTO employers BY NAME FROM added.employers "
            "WHERE employer_id NOT IN (SELECT employer_id FROM employers)"
        )


def fetched(settings: Settings, boards: list[str], day: datetime) -> None:
    """Complete fetches of these boards on a day."""
    with open_warehouse(settings) as connection:
        connection.executemany(
            "INSERT INTO fetches BY NAME SELECT * REPLACE (? AS fetch_id, ? AS board, "
            "?::TIMESTAMPTZ AS started_at) FROM fetches LIMIT 1",
            [[f"{board} {day}", board, day] for board in boards],
        )
