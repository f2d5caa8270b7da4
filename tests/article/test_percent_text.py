"""The number in a marker keeps the writer's precision and style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.percent_text import read_percent_text


@pytest.mark.parametrize(
    ("text", "share", "expected"),
    [
        ("72%", 0.7049, "70%"),
        ("39.8 %", 0.41251, "41.3 %"),
        ("39,8\u00a0%", 0.41251, "41,3\u00a0%"),
        ("about 72 per cent", 0.5, "about 50 per cent"),
        ("12.50%", 0.2, "20.00%"),
        ("7%", 1.0, "100%"),
        ("72%", 0.005, "1%"),
        ("72%", 0.125, "13%"),
    ],
)
def test_a_number_is_rewritten_in_its_own_style(text: str, share: float, expected: str) -> None:
    """An editor's house style survives the refresh."""
    found = read_percent_text(text)
    assert found is not None
    assert str(found.with_share(share)) == expected


@pytest.mark.parametrize("text", ["", "most", "1 of 2", "143%", "1.2.3", "10,000 listings", "3-5%"])
def test_what_is_not_one_percentage_is_refused(text: str) -> None:
    """A marker around the wrong thing must not be overwritten with a share."""
    assert read_percent_text(text) is None


@given(st.floats(0, 1), st.integers(0, 2))
def test_rewritten_figures_read_back_as_themselves(share: float, decimals: int) -> None:
    """A second refresh with the same release changes nothing."""
    first = read_percent_text(f"{0:.{decimals}f}%")
    assert first is not None
    written = first.with_share(share)
    assert read_percent_text(str(written)) == written
    assert str(written.with_share(share)) == str(written)
    assert abs(float(written.percent) - share * 100) <= 0.5 * 10**-decimals + 1e-9
