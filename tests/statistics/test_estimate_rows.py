"""Estimates that are kept as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from skillscan.statistics.estimate_rows import EstimateRows, SliceEstimates
from skillscan.statistics.estimates import Estimate, Slice
from skillscan.statistics.shares import Shares

SAMPLE = ("of_openings", "of_employers", "stating_openings", "stating_employers")


def part_of(group: str, values: Sequence[str]) -> SliceEstimates:
    """Two measures of some values."""
    size = 2 * len(values)
    numbers = np.arange(size)
    shares = Shares(share=numbers / 10, low=numbers / 10, high=numbers / 10)
    return SliceEstimates(
        statistic="skill_share",
        slice=Slice("p", "seniority", group, group),
        values=values,
        labels=values,
        kinds=[None] * len(values),
        errors=[None] * len(values),
        measures=["named", "required"],
        openings=numbers,
        postings=numbers,
        employers=numbers,
        sample=dict.fromkeys(SAMPLE, 9),
        views={
            "all": shares,
            "silent": Shares(share=np.zeros(1), low=np.zeros(1), high=np.zeros(1)),
        },
        corrected=np.full(size, np.nan),
    )


@pytest.fixture
def rows() -> EstimateRows:
    """Of three slices, one of which has no values."""
    return EstimateRows([part_of("a", ["x", "y"]), part_of("b", []), part_of("c", ["z", "x"])])


def test_an_estimate_is_the_one_at_its_place(rows: EstimateRows) -> None:
    """A number would bear the name of another."""
    whole = list(rows)
    named = [(one.group, one.value, one.measure) for one in whole]
    assert named[2:5] == [("a", "y", "named"), ("a", "y", "required"), ("c", "z", "named")]
    assert len(rows) == len(whole) == 8
    for place in range(-8, 8):
        assert rows[place] == whole[place]
    for some in (slice(2, 6), slice(None, None, -1), slice(1, None, 3), slice(9, 12)):
        assert rows[some] == whole[some]
    for beyond in (8, -9):
        with pytest.raises(IndexError):
            rows[beyond]


def test_no_other_estimate_is_made_than_is_asked_for(
    rows: EstimateRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for the last of many would wait until all are made."""
    made: list[int] = []
    at = SliceEstimates.at

    def counted(self: SliceEstimates, places: Sequence[int]) -> Iterator[Estimate]:
        made.append(len(places))
        return at(self, places)

    monkeypatch.setattr(SliceEstimates, "at", counted)
    assert rows[-1].value == "x"
    assert [one.value for one in rows[5:7]] == ["z", "x"]
    assert sum(made) == 3


def test_slices_can_be_compared() -> None:
    """To look for one among others would raise, for arrays are not simply equal or not."""
    one = part_of("a", ["x"])
    assert one == one
    assert one != replace(one)
    assert len({one, replace(one)}) == 2
