"""A change between two releases is split into market, coverage and method, which add up exactly."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from skillscan.ledger.changes import Change, Ledger
from skillscan.release.catalog import open_latest, open_release
from skillscan.release.ledger_tables import ledger_between
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse

FIRST_DAY = datetime(2026, 2, 10, 8, tzinfo=UTC)
LATER_DAY = FIRST_DAY + timedelta(days=30)
POPULATION = "ml_engineer_us"


@pytest.fixture(scope="module")
def two_releases(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Ledger:
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
    publish(settings, now=FIRST_DAY, render=lambda _: "")
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
    first = open_latest(settings)
    publish(settings, now=LATER_DAY, render=lambda _: "", waived={"no_jump": "planted"})
    return ledger_between(open_release(settings, first.name), open_latest(settings))


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


def change_of(ledger: Ledger, value: str, statistic: str = "skill_share") -> Change:
    (found,) = (
        one
        for one in ledger.changes
        if (one.statistic, one.population_id, one.split, one.value)
        == (statistic, POPULATION, "all", value)
    )
    return found


def test_planted_effects_come_back_to_the_last_digit(two_releases: Ledger) -> None:
    """The market would be credited with what better rules or another board made."""
    found = change_of(two_releases, "pytorch")
    # Before 10 of 40; by today's rules 14 of 40. E19, whose board went, has two of the 40, neither
    # of which names it: 14 of 38 on the other boards, 29 of 58 there now. In all 39 of 70.
    assert (found.openings_before, found.of_openings_before) == (10, 40)
    assert (found.openings_replayed, found.of_openings_replayed) == (14, 40)
    assert (found.openings_common_before, found.of_openings_common_before) == (14, 38)
    assert (found.openings_common_after, found.of_openings_common_after) == (29, 58)
    assert (found.openings_after, found.of_openings_after) == (39, 70)
    assert found.method == Decimal("0.100000")
    assert found.market == Decimal("0.5") - Decimal("0.368421")
    assert found.change == Decimal("0.557143") - Decimal("0.25")
    assert found.is_restated


def test_parts_of_every_change_add_up(two_releases: Ledger) -> None:
    """A reader who adds the parts up would find that something is missing."""
    assert {one.statistic for one in two_releases.changes} > {"skill_share", "sample_size"}
    for one in two_releases.changes:
        assert one.market + one.coverage + one.method == one.number_after - one.number_before


def test_what_no_rule_touched_is_not_restated(two_releases: Ledger) -> None:
    """Every number would be called restated because time went by."""
    python = change_of(two_releases, "python")
    assert (python.method, python.is_restated) == (0, False)
    assert (python.openings_replayed, python.of_openings_replayed) == (40, 40)
    size = change_of(two_releases, "openings", "sample_size")
    assert (size.market, size.coverage, size.method) == (20, 10, 0)


def test_boards_are_told_apart(two_releases: Ledger) -> None:
    """Nobody could see which boards made the coverage."""
    became = {one.board: one.became for one in two_releases.boards}
    assert (became["e00"], became["e19"], became["new"]) == ("both", "gone", "came")
