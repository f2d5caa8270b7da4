"""A 95 % interval that covers 80 % is a promise broken: markets whose truth is known.

The whole table is made by ``python -m benchmarks.coverage`` (docs/method.md).
"""

import math

import numpy as np
import pytest

from benchmarks.coverage import KINDS, cells, drawn_sizes, single_share

pytestmark = pytest.mark.slow
MARKETS = 100
BAND = ((0.93, -1), (0.97, 1))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("employers", "sizes"),
    [
        pytest.param(20, "equal", id="few equal employers"),
        pytest.param(60, "very unequal", id="a long tail"),
        pytest.param(60, "one of an eighth", id="one employer with an eighth"),
    ],
)
def test_intervals_cover_what_they_promise(kind: str, employers: int, sizes: str) -> None:
    """Means over common and rare values, and over employers that are alike or not: 93 to 97 %, as
    far as so few markets can tell.
    """
    found = list(cells(kind, employers, sizes, markets=MARKETS))
    assert found
    markets = np.array([one.markets for one in found])
    mean = np.average([one.coverage for one in found], weights=markets)
    lowest, highest = (edge + sign * noise(edge, markets.sum()) for edge, sign in BAND)
    assert lowest <= mean <= highest
    assert min(one.coverage for one in found) >= 0.8


def test_what_few_of_many_very_unequal_employers_hold_is_covered() -> None:
    """Whether the next large employer holds a value decides its share, and where none of the large
    ones did by chance, the interval held the truth 85 times of a hundred.
    """
    random = np.random.default_rng(12)
    holds: list[bool] = []
    for _ in range(8):
        sizes = drawn_sizes(random, "very unequal", 400, 30)
        holds += single_share(random, sizes, (0.02, 0.4), 60).holds
    assert np.mean(holds) >= 0.93 - noise(0.93, len(holds))


def noise(coverage: float, markets: int) -> float:
    """Three standard errors of a coverage that is counted in so many markets."""
    return 3 * math.sqrt(coverage * (1 - coverage) / markets)
