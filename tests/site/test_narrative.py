"""Numbers in words."""

import pytest

from skillscan.site.narrative import percent


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
