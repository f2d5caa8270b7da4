"""Numbers in words."""

import pytest

from skillscan.site.narrative import amount, percent


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        (0.7249, 0, "72%"),
        (0.7249, 1, "72.5%"),
        (0.0, 0, "0%"),
        (1.0, 0, "100%"),
        (0.001, 0, "under 1%"),
        (0.9999, 0, "over 99%"),
        (0.9999, 1, "over 99.9%"),
        (0.00001, 1, "under 0.1%"),
    ],
)
def test_percent_never_claims_none_or_all(share: float, decimals: int, shown: str) -> None:
    """One opening in a thousand would be printed as none."""
    assert percent(share, decimals) == shown


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (4.0, "years", "4"),
        (4.5, "years", "4.5"),
        (152_500.4, "pay a year", "152,500"),
        (2.345, "times", "2.3 times"),
        (-0.123, "change", "\N{MINUS SIGN}12.3%"),
        (0.05, "points", "+5.0 points"),
        (0.318, "share", "31.8%"),
    ],
)
def test_a_figure_stands_in_its_unit(number: float, unit: str, shown: str) -> None:
    """A difference of shares would be printed as a share."""
    assert amount(number, unit) == shown
