"""What `make bench` says of its bars."""

from pathlib import Path

import pytest

from benchmarks.estimates import market, point_estimates
from benchmarks.generated_warehouse import make_warehouse
from benchmarks.measuring import Measure
from benchmarks.run import table
from skillscan.settings import Settings
from skillscan.warehouse.checks import checks
from skillscan.warehouse.connection import open_warehouse


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure(name="m", ours=5.0, baseline=2.0, unit="ms", bar="≤ 2.5"), True),
        (Measure(name="m", ours=5.1, baseline=2.0, unit="ms", bar="≤ 2.5"), False),
        (Measure(name="m", ours=51.0, unit="ms", bar="≤ 50"), False),
        (Measure(name="m", ours=34.0, baseline=20.0, unit="s", bar="≥ 1.7"), True),
        (Measure(name="m", ours=33.0, baseline=20.0, unit="s", bar="≥ 1.7"), False),
        (Measure(name="m", ours=33.0, baseline=20.0, unit="s"), None),
    ],
)
def test_bars(measure: Measure, *, expected: bool | None) -> None:
    """A bar that is missed would be told as held, or the other way round."""
    assert measure.is_held is expected
    words = {True: ["held"], False: ["MISSED"], None: []}[expected]
    assert [line.split()[0] for line in table([measure]).splitlines()] == words


def test_market_of_the_estimates_is_a_release() -> None:
    """The ratio could not be measured: the market would lack what a release has."""
    with market(120) as connection:
        point_estimates(connection)
        found = connection.sql("SELECT count(*) FROM numbered_parts").fetchone()
    assert found
    assert found[0] > 120


def test_generated_warehouse_is_one_that_extract_would_have_made(tmp_path: Path) -> None:
    """What is measured behind the reading would be of rows that no reading gives."""
    make_warehouse(tmp_path, 300)
    with open_warehouse(Settings(home=tmp_path), read_only=True) as connection:
        failing = [check.name for check in checks() if connection.execute(check.sql).fetchone()]
        counts = "SELECT count(*), count(DISTINCT opening_id), bool_and(is_read) FROM posting_facts"
        postings, openings, is_read = connection.execute(counts).fetchone() or ()
        elsewhere = connection.execute(_NOT_WHERE_IT_SAYS).fetchall()
    assert not failing
    assert (openings, is_read) == (300, False)
    assert postings > openings
    assert not elsewhere


_NOT_WHERE_IT_SAYS = """
SELECT f.value, s.label
FROM findings AS f
INNER JOIN posting_versions AS v ON f.content_hash = v.content_hash
INNER JOIN skills AS s ON f.kind = 'skill' AND f.value = s.skill_id
WHERE substring(document(v.title, v.text), f.start_char + 1, f.end_char - f.start_char) <> s.label
"""
