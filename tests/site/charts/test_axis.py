"""Marks of an axis."""

from hypothesis import example, given
from hypothesis import strategies as st

from skillscan.site.charts.axis import axis, marks
from skillscan.site.charts.shape import NARROW, WIDE

NUMBERS = st.floats(min_value=-1e7, max_value=1e7, allow_nan=False, allow_subnormal=False)


@given(NUMBERS, NUMBERS)
@example(0.0005, -2500001.0)
def test_an_axis_holds_zero_and_what_is_shown(one: float, other: float) -> None:
    """A dot would stand outside of its chart, or an axis without zero would exaggerate."""
    low, high = sorted((round(one, 3), round(other, 3)))
    found = marks(low, high)
    unseen = 1e-6 + 1e-8 * (high - low)  # far less than a pixel
    assert found == sorted(set(found))
    assert found[0] <= low + unseen
    assert found[-1] >= high - unseen
    assert min(abs(mark) for mark in found) < 1e-6
    assert 2 <= len(found) <= 8


def test_marks_are_round() -> None:
    """Nobody reads an axis of thirteenths."""
    assert marks(0, 0.84) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert marks(-0.07, 0.12) == [-0.1, -0.05, 0, 0.05, 0.1, 0.15]
    assert marks(170_000, 248_000) == [0, 50_000, 100_000, 150_000, 200_000, 250_000]


def test_marks_say_what_they_are_and_do_not_overlap() -> None:
    """2.5 % would stand as 2 %, and long marks over each other on a phone."""
    assert [text for _, _, text in axis(WIDE, 0, 0.12, beside=70).grid("share")] == [
        "0%",
        "2.5%",
        "5%",
        "7.5%",
        "10%",
        "12.5%",
    ]
    grid = axis(NARROW, -0.12, 0.12, beside=120).grid("points")
    shown = [(place, text) for _, place, text in grid if text]
    assert len(shown) < len(grid)
    ends = [place + 6.5 * len(text) for place, text in shown]
    assert all(end < place for end, (place, _) in zip(ends, shown[1:], strict=False))
