"""What the openings of each slice hold, employer by employer."""

from collections.abc import Mapping

import numpy as np
import pytest

from skillscan.statistics.counts_by_employer import _counted_values, _Part, _Rows
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.numbered_answers import HeldValues
from skillscan.statistics.sample_splits import SAMPLE
from skillscan.statistics.slices import NumberedRows, Numbers

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


@pytest.mark.parametrize(("in_all", "is_counted"), [(12, True), (9, False)])
def test_a_sample_has_of_a_value_what_its_population_counts(in_all: int, is_counted: bool) -> None:
    """A sample with few openings of a pair would have none of it, and be told to disagree."""
    slices = {Slice("p", ALL, "", ""): in_all, Slice("p", SAMPLE, "a|2026|1", "a"): 3}
    found = dict(
        _counted_values(
            definitions()["skill_pairs"],
            Numbers(
                slices=dict.fromkeys(slices, 0),
                employers=np.array(["e"], dtype=np.object_),
                rows=NumberedRows(
                    name="", values=np.array(["a|b"]), labels={}, answers=1, is_whole=True
                ),
            ),
            {one: holding(openings) for one, openings in slices.items()},
        )
    )
    assert {one.split: counted.tolist() for one, counted in found.items()} == {
        ALL: [is_counted],
        SAMPLE: [is_counted],
    }


def holding(openings: int) -> _Part:
    """Openings of one employer that hold one value."""
    one = np.zeros(1, np.int32)
    cells = HeldValues(owners=one, values=one, openings=one + openings, postings=one + openings)
    return _Part(
        employers=one,
        openings=np.array([100.0]),
        responding=np.array([100.0]),
        is_present=np.ones(1, np.bool_),
        held={"together": cells},
    )
