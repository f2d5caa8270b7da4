"""A few of the thirty nights (`make nights` plays them all), and what they are judged by."""

import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from nights.command import plan
from nights.compare import differences
from nights.faults import FAULTS, NONE
from skillscan.settings import Settings


def test_thirty_nights_hold_every_fault() -> None:
    """A fault that no night has would be said to be survived."""
    planned = plan(30, 200)
    names = Counter(fault.name for fault, _ in planned)
    assert names.keys() == {NONE.name, *(fault.name for fault in FAULTS)}
    assert names["server killed"] >= 3
    assert sum(kills for _, kills in planned) >= 200
    assert planned[-1] == (NONE, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE postings SET closed_at = first_seen WHERE native_id = '1-0'", "postings"),
        ("DELETE FROM posting_openings WHERE posting_id LIKE '%/1-0'", "posting_openings"),
        ("UPDATE findings SET mention_class = 'bonus' WHERE value = 'pytorch'", "findings"),
        ("UPDATE postings SET last_seen = last_seen + INTERVAL 9 MINUTE", None),
    ],
)
def test_a_row_that_differs_is_found(
    market: Settings, tmp_path: Path, change: str, table: str | None
) -> None:
    """Two warehouses would be called equal whatever is in them."""
    other = tmp_path / "other.duckdb"
    shutil.copy(market.warehouse, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute(change)
    found = list(differences(market.warehouse, other))
    assert [line.split(",")[0] for line in found[:1]] == ([table] if table else [])
