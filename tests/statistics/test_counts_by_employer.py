"""What the openings of each slice hold, employer by employer."""

from collections.abc import Mapping

import numpy as np
import pytest

from skillscan.statistics.counts_by_employer import _Rows
from skillscan.statistics.numbered_answers import HeldValues

SEVEN = HeldValues(
    owners=np.zeros(1, np.int32),
    values=np.full(1, 2, np.int32),
    openings=np.ones(1, np.int32),
    postings=np.ones(1, np.int32),
)


@pytest.mark.parametrize(
    ("held", "present"),
    [
        pytest.param({"named": SEVEN}, [False, False, True], id="a measure counts it"),
        pytest.param({}, [False, False, False], id="only figures are made of it"),
    ],
)
def test_only_values_that_a_measure_counts_are_present(
    held: Mapping[str, HeldValues], present: list[bool]
) -> None:
    """A statistic of figures alone would publish a share of every number that openings answer."""
    rows = _Rows(
        slices=np.zeros(1, np.int64),
        employers=np.zeros(1, np.int64),
        openings=np.ones(1),
        responding=np.ones(1),
        answered=SEVEN,
        held=held,
        values=3,
    )
    assert rows.part(0).is_present.tolist() == present
