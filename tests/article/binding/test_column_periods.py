"""Which columns of a table are of an earlier time than another of the same kind."""

import pytest

from skillscan.article.binding.column_periods import ColumnPeriods, period_of
from skillscan.article.model import ArticleBlock


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("2024", ("", 2024)),
        ("United States 2025", ("united states", 2025)),
        ("Q4 2025", ("", 2026)),
        ("H1 2025, %", ("", 2025.5)),
        ("2025 (n = 1,200)", ("", 2025)),
        ("2024 to 2025", None),
        ("Share", None),
        (None, None),
    ],
)
def test_a_header_has_one_period(header: str | None, found: tuple[str, float] | None) -> None:
    """A share of last year would be judged as one of today."""
    assert period_of(header) == found


def test_a_column_is_earlier_than_a_later_one_of_its_kind() -> None:
    """The change since a year is no later column of that year."""
    headers = ("US 2024", "US 2025", "UK 2024", "Change since 2026")
    blocks = [
        ArticleBlock(kind="cell", start=n, end=n, column=one) for n, one in enumerate(headers)
    ]
    periods = ColumnPeriods(blocks)
    assert [periods.is_earlier(block) for block in blocks] == [True, False, False, False]
