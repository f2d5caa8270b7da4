"""What `make bench` says of its bars."""

import pytest

from benchmarks.estimates import market, point_estimates
from benchmarks.measuring import Measure
from benchmarks.run import table


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
