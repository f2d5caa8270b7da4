"""Typed reading of hostile payloads."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.sources import payload

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
READERS = [
    payload.line, payload.body, payload.identifier, payload.entries, payload.number,
    payload.instant, payload.web_address, payload.country, payload.language, payload.currency,
]  # fmt: skip


@given(ANY)
def test_readers_never_raise(value: Any) -> None:
    """A strange value would stop the extraction."""
    for reader in READERS:
        reader({"a": {"b": value}}, "a", "b")
        reader(value, "a")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-09-18 13:27:28 UTC", datetime(2026, 9, 18, 13, 27, 28, tzinfo=UTC)),
        ("2026-09-18T13:27:28Z", datetime(2026, 9, 18, 13, 27, 28, tzinfo=UTC)),
        ("2026-09-18", datetime(2026, 9, 18, tzinfo=UTC)),
        (1770000000, datetime(2026, 2, 2, 2, 40, tzinfo=UTC)),
        (1770000000000, datetime(2026, 2, 2, 2, 40, tzinfo=UTC)),
        (0, None),
        (True, None),
        ("30 days ago", None),
        ("1970-01-01", None),
    ],
)
def test_instants(value: Any, expected: datetime | None) -> None:
    """Postings would be dated to 1970 or to the year 58000."""
    assert payload.instant({"at": value}, "at") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("85,000", 85000.0),
        ("85000.50", 85000.5),
        (85000, 85000.0),
        (True, None),
        ("nan", None),
        ("1e999", None),
        (float("inf"), None),
        ("85k", None),
        ([1], None),
    ],
)
def test_numbers(value: Any, expected: float | None) -> None:
    """A pay of infinity would spoil every average."""
    assert payload.number({"n": value}, "n") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("US", "US"), ("usa", "US"), ("United States", "US"), ("UK", "GB"), ("Deutschland", None),
        ("", None), (12, None),
    ],
)  # fmt: skip
def test_countries(value: Any, expected: str | None) -> None:
    """Postings would fall out of their country's population."""
    assert payload.country({"c": value}, "c") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("javascript:alert(1)", None),
        ("//a.example", None),
        ("https://", None),
        ("https://a.example/a b", None),
        ("http://[", None),
        ("https://a.example/" + "x" * 3000, None),
    ],
)
def test_web_addresses(value: Any, expected: str | None) -> None:
    """A link on the site could run somebody's script."""
    assert payload.web_address({"u": value}, "u") == expected


def test_unsafe_characters_become_blanks() -> None:
    """Half an emoji or a zero byte cannot be stored."""
    assert payload.line({"t": "ML\x00 \ud83dEngineer \U0001f600"}, "t") == "ML Engineer \U0001f600"
