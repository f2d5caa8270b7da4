"""The order in which a release has its findings."""

import numpy as np
import pytest

from skillscan.release.findings import keys_in_order


@pytest.mark.parametrize("most", [3, 2**31 - 1, 2**62])
def test_findings_are_in_the_order_of_all_their_columns(most: int) -> None:
    """A release would have another hash than one of the same findings, made elsewhere."""
    numbers = np.random.default_rng(7)
    columns = [numbers.integers(0, high, 500) for high in (4, most, 3, most, 2)]
    expected = sorted(range(500), key=lambda row: [column[row] for column in columns])
    assert np.lexsort(keys_in_order(columns)[::-1]).tolist() == expected


def test_no_findings_have_an_order_too() -> None:
    """A warehouse without findings could not be published."""
    assert np.lexsort(keys_in_order([np.array([], np.int32)] * 3)[::-1]).tolist() == []
