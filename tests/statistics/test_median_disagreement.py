"""A median that pools samples which disagree is flagged, as a share is; another is not."""

import numpy as np
import pytest

from skillscan.statistics.estimates import ALL, Disagreement
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.median_disagreement import _of_median, _Stated

MEDIAN = Figure(
    statistic="experience_years",
    population="p",
    split=ALL,
    group="",
    group_label="",
    value="any",
    label="years of experience",
    figure="median_years",
    unit="years",
    number=4,
    low=3,
    high=5,
    openings=200,
    employers=100,
    of_openings=300,
    of_employers=150,
)
Years = list[int]


def stated(label: str, years: Years, first: int = 0) -> _Stated:
    """Two openings of each employer, whose numbers begin with the first."""
    names = [f"e{first + place // 2:04}" for place in range(len(years))]
    return _Stated(
        label=label,
        employers=np.array(names, dtype=np.object_),
        numbers=np.array(years, dtype=float),
    )


def flagged(*samples: _Stated) -> list[Disagreement]:
    whole = _Stated(
        label="",
        employers=np.concatenate([one.employers for one in samples]),
        numbers=np.concatenate([one.numbers for one in samples]),
    )
    parts = {f"s{place}|2026|1": one for place, one in enumerate(samples)}
    return list(_of_median(MEDIAN, whole, parts))


def test_medians_of_samples_that_disagree_are_named() -> None:
    """Four years would be printed of one source that asks three and another that asks five."""
    (found,) = flagged(
        stated("spring", [1, 2, 3, 3, 4] * 20), stated("winter", [4, 5, 5, 5, 8] * 20, first=500)
    )
    assert (found.measure, found.kind) == ("median_years", "samples")
    assert [(part.label, part.share, part.openings) for part in found.parts] == [
        ("spring", 3, 100),
        ("winter", 5, 100),
    ]


@pytest.mark.parametrize(
    ("second", "size"),
    [
        pytest.param([1, 2, 3, 4, 9], 20, id="one median, another spread"),
        pytest.param([4, 5, 5, 5, 8], 2, id="too small to say"),
    ],
)
def test_medians_that_may_be_one_are_not_flagged(second: Years, size: int) -> None:
    """A warning beside every median would be read beside none."""
    assert flagged(stated("a", [1, 2, 3, 3, 4] * 20), stated("b", second * size, first=500)) == []


def test_medians_that_are_one_are_seldom_flagged() -> None:
    """Of a thousand of one kind no more than chance allows (one in a hundred; three standard
    errors more).
    """
    random, found = np.random.default_rng(11), 0
    for _ in range(1_000):
        own = [random.integers(1, 5, 40).repeat(2) + random.integers(0, 3, 80) for _ in range(2)]
        found += bool(flagged(stated("a", list(own[0])), stated("b", list(own[1]), first=500)))
    assert found <= 19
