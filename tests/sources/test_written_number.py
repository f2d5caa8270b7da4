"""Numbers as payloads of many countries write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.sources.written_number import number_of, range_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60.000", 60_000),
        ("80.000,00", 80_000),
        ("80,000.00", 80_000),
        ("1.234.567", 1_234_567),
        ("1.234.567,89", 1_234_567.89),
        ("12,00,000", 1_200_000),
        ("60 000", 60_000),
        ("60\u00a0000,50", 60_000.5),
        ("60'000", 60_000),
        ("$120,000", 120_000),
        ("USD 120,000", 120_000),
        ("120.000 €", 120_000),
        ("60.000,- €", 60_000),
        ("120k", 120_000),
        ("$120K per year", 120_000),
        ("120.5k", 120_500),
        ("25.50", 25.5),
        ("25,5", 25.5),
        ("25.000", 25_000),
        ("0.125", 0.125),
        ("85000.125", 85_000.125),
        ("-5", -5),
        ("1e5", 100_000),
        ("60-80", None),
        ("60 80", None),
        ("1.2.3", None),
        ("competitive", None),
        ("nan", None),
        ("1e999", None),
        ("", None),
        ("1" * 400, None),
    ],
)
def test_numbers(text: str, expected: float | None) -> None:
    """Sixty thousand euros would be sixty."""
    assert number_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60.000 - 80.000 €", (60_000, 80_000)),
        ("$120-150k", (120_000, 150_000)),
        ("120k to 150k", (120_000, 150_000)),
        ("$120k", (120_000, 120_000)),
        ("From $120,000 to $150,000", (120_000, 150_000)),
        ("between 60.000 and 80.000", (60_000, 80_000)),
        ("60 bis 80 und mehr", (None, None)),
        ("1 - 2 - 3", (None, None)),
    ],
)
def test_ranges(text: str, expected: tuple[float | None, float | None]) -> None:
    """A range in one text would state nothing."""
    assert range_of(text) == expected


@given(st.text(max_size=200) | st.text("0123456789.,' €k-", max_size=70))
def test_any_text_is_a_number_or_none(text: str) -> None:
    """A strange amount would stop the extraction."""
    number_of(text)
    range_of(text)


@given(st.integers(0, 10**9))
def test_every_grouping_means_the_same(amount: int) -> None:
    """One country's way to write would count otherwise than another's."""
    grouped = f"{amount:,}"
    for mark in (",", " ", "'", "."):
        assert number_of(grouped.replace(",", mark)) == amount
