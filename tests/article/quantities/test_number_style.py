"""How the digits of one article are read."""

import pytest

from skillscan.article.quantities.number_style import NumberStyle


@pytest.mark.parametrize(
    ("article", "digits", "is_money", "value"),
    [
        ("17.6 %", "1,764", False, 1764.0),
        ("17.6 %", "17.6", False, 17.6),
        ("17.6 %", "1.234", False, 1.234),
        ("72,5 %", "4.512", False, 4512.0),
        ("72,5 %", "72,5", False, 72.5),
        ("72,5 %", "0,125", False, 0.125),
        ("", "78.000", True, 78000.0),
        ("", "1,234.50", True, 1234.5),
        ("", "1.234,50", True, 1234.5),
        ("", "1.2.3", False, None),
    ],
)
def test_the_article_tells_its_decimal_sign(
    article: str, digits: str, is_money: bool, value: float | None
) -> None:
    """4.512 advertisements would be read as four and a half."""
    found = NumberStyle.of(article).read(digits, is_money=is_money)
    assert (found.value if found else None) == value
