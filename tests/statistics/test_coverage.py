"""A 95 % interval that covers 80 % is a promise broken: markets whose truth is known.

The whole table is made by ``python -m benchmarks.coverage`` (docs/method.md).
"""

import numpy as np
import pytest

from benchmarks.coverage import KINDS, cells

pytestmark = pytest.mark.slow


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
    """Means over common and rare values and over employers that are alike or not: 93 to 97 %, and
    the noise of so few markets.
    """
    found = list(cells(kind, employers, sizes, markets=60))
    assert found
    assert 0.925 <= np.mean([one.coverage for one in found]) <= 0.98
    assert min(one.coverage for one in found) >= 0.8
