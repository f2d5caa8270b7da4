"""A few of the thirty nights (`make nights` plays them all), and what they are judged by."""

import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from nights.command import plan, play_nights, table
from nights.compare import differences, numbers
from nights.faults import FAULTS, NONE, Fault
from skillscan.release.step import publish
from skillscan.settings import Settings


def fault(name: str) -> Fault:
    return next(one for one in FAULTS if one.name == name)


def test_thirty_nights_hold_every_fault() -> None:
    """A fault that no night has would be said to be survived."""
    planned = plan(30, 200)
    names = Counter(fault.name for fault, _ in planned)
    assert names.keys() == {NONE.name, *(fault.name for fault in FAULTS)}
    assert names["server killed"] >= 3
    assert sum(kills for _, kills in planned) >= 200
    assert planned[-1] == (NONE, 0)


KILLS = {NONE: 8, fault("server killed"): 0}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_two_nights(tmp_path: Path) -> None:
    """Kills, and a server that dies in a run, leave what a quiet night leaves."""
    report = play_nights(tmp_path, list(KILLS.items()), seed=3, tell=print)
    assert report.is_compared
    assert not report.faults, table(report)
    assert (report.kills, report.server_restarts) == (sum(KILLS.values()), 1)
    assert all(report.rows_compared[name] for name in ("postings", "findings", "pipelines"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "table_name"),
    [
        ("UPDATE postings SET closed_at = first_seen WHERE native_id = '1-0'", "postings"),
        ("DELETE FROM posting_openings WHERE posting_id LIKE '%/1-0'", "posting_openings"),
        ("UPDATE findings SET mention_class = 'bonus' WHERE value = 'pytorch'", "findings"),
        ("UPDATE postings SET last_seen = last_seen + INTERVAL 9 MINUTE", None),
    ],
)
def test_a_row_that_differs_is_found(
    market: Settings, tmp_path: Path, change: str, table_name: str | None
) -> None:
    """Two warehouses would be called equal whatever is in them."""
    other = tmp_path / "other.duckdb"
    shutil.copy(market.warehouse, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute(change)
    found = list(differences(market.warehouse, other))
    assert [line.split(",")[0] for line in found[:1]] == ([table_name] if table_name else [])


LATER = "UPDATE {} SET last_seen = last_seen + INTERVAL 9 MINUTE"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "is_another"),
    [
        (LATER.format("postings"), False),
        ("UPDATE findings SET mention_class = 'bonus' WHERE content_hash = 'hash00000'", True),
    ],
    ids=["read minutes later", "a mention of another class"],
)
def test_a_release_that_says_something_else_is_found(
    market: Settings, tmp_path: Path, change: str, *, is_another: bool
) -> None:
    """A wrong table would pass as right; or a night that was killed nine times as wrong."""
    other = Settings(home=tmp_path / "other")
    shutil.copytree(market.home, other.home)
    with duckdb.connect(str(other.warehouse)) as connection:
        connection.execute(change)
    said = []
    for settings in (market, other):
        now = datetime(2026, 2, 11, 6, tzinfo=UTC)
        said.append(numbers(Path(publish(settings, now=now, render=lambda *_: ()).folder)))
    assert (said[0] != said[1]) is is_another
