"""Random whole numbers, the very ones that NumPy's generator draws."""

import numpy as np
import pytest

from skillscan.statistics.random_numbers import RandomNumbers


@pytest.mark.parametrize("below", [1, 2, 37, 20_011, 3_000_000_000, 2**32 - 1])
def test_random_numbers_are_those_of_numpys_generator(below: int) -> None:
    """Every interval would be another; of three billions three words in ten are passed over."""
    numbers = RandomNumbers(below, 5)
    found = np.concatenate([numbers.next(count) for count in (1, 2, 501, 0, 4_096)])
    expected = np.random.Generator(np.random.PCG64(5)).integers(0, below, 4_600, dtype=np.uint32)
    assert (found == expected).all()
