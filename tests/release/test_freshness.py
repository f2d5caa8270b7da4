"""How many openings stand on boards that nobody has read lately is published."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillscan.operations.doctor import State, examine
from skillscan.release.catalog import open_release
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

SEEN = datetime(2026, 2, 10, 8, tzinfo=UTC)
NOW = SEEN + timedelta(days=1)


@pytest.fixture
def unread(
    hand_made_warehouse: Callable[..., Settings], advert: type, tmp_path: Path
) -> Callable[..., Settings]:
    """A warehouse of ten employers with an opening each; some boards were not read for so long."""

    def make(days: float, employers: Iterable[int]) -> Settings:
        adverts = [advert(employer=f"E{n}", text=f"Python {n}.") for n in range(10)]
        settings = hand_made_warehouse(adverts, tmp_path / "home")
        with open_warehouse(settings) as connection:
            for number in employers:
                connection.execute(
                    "UPDATE fetches SET started_at = $at WHERE board = $board",
                    {"at": SEEN - timedelta(days=days), "board": f"e{number}"},
                )
            connection.execute("UPDATE fetches SET listed = 1, announced = 1 WHERE board = 'e9'")
        return settings

    return make


@pytest.mark.parametrize(
    ("days", "employers", "count"),
    [pytest.param(7.9, (0, 1), 0, marks=pytest.mark.slow), (8.1, (0, 1), 2)],
)
def test_the_share_is_published(
    unread: Callable[..., Settings], days: float, employers: tuple[int, ...], count: int
) -> None:
    """Openings of a board that died weeks ago would count as open, and nobody be told."""
    settings = unread(days, employers)
    summary = publish(settings, render=render, now=NOW)
    stated = json.loads((Path(summary.folder) / "statistics.json").read_text())["freshness"]
    assert stated == {
        "unread_days": 8,
        "open_openings": 10,
        "unread_openings": count,
        "unread_share": count / 10,
        "boards": [
            {"source": "greenhouse", "boards": 10, "proven_boards": 1, "unread_boards": count}
        ],
    }
    page = (Path(summary.folder) / "site" / "statistics" / "index.html").read_text()
    assert f"{count * 10}.0% of the 10 open openings on crawled boards" in page
    with open_release(settings, summary.name).connect() as connection:
        found = connection.execute("SELECT unread_openings, open_openings FROM release").fetchone()
        boards = connection.execute("SELECT count(last_read_at) FROM boards").fetchone()
    assert (found, boards) == ((count, 10), (10,))


@pytest.mark.parametrize(("employers", "state"), [((), None), ((3, 4), State.ATTENTION)])
def test_doctor_names_the_boards(
    unread: Callable[..., Settings], employers: tuple[int, ...], state: State | None
) -> None:
    """The share would be known, and not what to mend."""
    settings = unread(20, employers)
    told = [one for one in examine(settings, now=NOW) if "stand only on boards" in one.message]
    if state is None:
        assert told == []
        return
    (one,) = told
    assert one.state is state
    assert f"{len(employers)} of 10 open openings ({len(employers) * 10}.0%)" in one.message
    assert "greenhouse/e3" in one.message
    assert one.advice


@pytest.mark.slow
def test_a_night_that_read_nothing_makes_no_new_release(unread: Callable[..., Settings]) -> None:
    """Each night of an outage would write a release of the same numbers."""
    settings = unread(0, ())
    first = publish(settings, render=render, now=NOW)
    values: dict[str, Any] = {"id": "new", "at": NOW, "board": "e1"}
    with open_warehouse(settings) as connection:
        connection.execute(
            "INSERT INTO fetches SELECT * REPLACE ($id AS fetch_id, 'failed' AS outcome, "
            "'timeout' AS reason, $at AS started_at) FROM fetches WHERE board = $board",
            values,
        )
    second = publish(settings, render=render, now=NOW + timedelta(hours=1))
    assert (second.name, second.is_new) == (first.name, False)
