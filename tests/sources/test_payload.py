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
    payload.line, payload.body, payload.identifier, payload.entries, payload.number, payload.label,
    payload.labels, payload.joined_labels, payload.flag, payload.instant, payload.web_address,
    payload.country, payload.language, payload.currency,
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
        ("1770000000", datetime(2026, 2, 2, 2, 40, tzinfo=UTC)),
        ("1770000000000", datetime(2026, 2, 2, 2, 40, tzinfo=UTC)),
        ("October 31, 2026", datetime(2026, 10, 31, tzinfo=UTC)),
        ("31 Oct 2026", datetime(2026, 10, 31, tzinfo=UTC)),
        ("2026/10/31", datetime(2026, 10, 31, tzinfo=UTC)),
        ("31.10.2026", datetime(2026, 10, 31, tzinfo=UTC)),
        ("31.02.2026", None),
        ("07/10/2026", None),
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
        ("85k", 85000.0),
        ([1], 1.0),
        ({"@value": "60.000"}, 60000.0),
        ([1, 2], None),
    ],
)
def test_numbers(value: Any, expected: float | None) -> None:
    """A pay of infinity would spoil every average."""
    assert payload.number({"n": value}, "n") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("US", "US"), ("usa", "US"), ("United States", "US"), ("UK", "GB"), ("Deutschland", None),
        ("", None), (12, None), (["USA", "USA"], "US"), (["US", "CA"], None),
        ({"name": "Germany"}, "DE"),
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


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D", "R&D"),
        ("Q&A", "Q&A"),
        ("AT&T &#8211; Labs", "AT&T \u2013 Labs"),
        ("Food&regional", "Food&regional"),
        ("C&nbsp;&nbsp;Engineer", "C Engineer"),
        ("ML &lt;3", "ML <3"),
        (["ML", "Data"], "ML"),
        ({"@type": "Thing", "name": "ML &amp; Data"}, "ML & Data"),
        ({"@value": ["ML"]}, "ML"),
        ({"id": 7}, ""),
        (7, "7"),
        (True, ""),
    ],
)
def test_labels(value: Any, expected: str) -> None:
    """Titles would show entities, or be lost where a source sends an object."""
    assert payload.label({"t": value}, "t") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\nb", "a\nb"),
        (["a", "b"], "<ul><li>a</li><li>b</li></ul>"),
        ([" a "], "a"),
        (["<p>a</p>", "b"], "<p>a</p>\n<p>b</p>"),
        ({"@type": "X", "name": "a", "description": ["b", "c"], "url": "https://a.example"},
         "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ({"monthsOfExperience": 60, "@type": "X"}, ""),
        ({"credentialCategory": "bachelor degree"}, ""),
        ({"#text": "a"}, "a"),
        ([[["a"]]], "a"),
        (7, ""),
    ],
)  # fmt: skip
def test_bodies(value: Any, expected: str) -> None:
    """Requirements that a source sends as a list would never be read."""
    assert payload.body({"t": value}, "t") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("abc", "abc"),
        (" a  b ", "a b"),
        (7, "7"),
        (7.0, "7"),
        (7.5, ""),
        (True, ""),
        ("x" * 201, ""),
    ],
)
def test_identifiers(value: Any, expected: str) -> None:
    """A cut id would make one posting of two."""
    assert payload.identifier({"id": value}, "id") == expected


def test_ids_that_are_too_long_stay_apart() -> None:
    """Two addresses that begin alike would be one posting."""
    first, second = (payload.whole_id("x" * 300 + end) for end in "ab")
    assert first != second
    assert len(first) <= payload.MAX_ID_CHARACTERS


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("eur", "EUR"),
        ("€", "EUR"),
        ("&euro;", "EUR"),
        ("CA$", "CAD"),
        ("$", "USD"),
        ({"code": "GBP"}, "GBP"),
        ({"name": "£"}, "GBP"),
        ("¥", None),
        ("kr", None),
        ("XYZ", None),
    ],
)
def test_currencies(value: Any, code: str | None) -> None:
    """Pay in euros would be pay in no currency, and count nowhere."""
    assert payload.currency({"in": value}, "in") == code


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ({"low": "€60.000", "high": "€80.000"}, "EUR"),
        ({"low": "60000 GBP"}, "GBP"),
        ({"low": "CA$60,000", "high": "CA$80,000"}, "CAD"),
        ({"low": "€60.000", "high": "£80.000"}, None),
        ({"low": "€60.000", "in": "PLN"}, "PLN"),
        ({"low": 60_000}, None),
    ],
)
def test_currency_of_a_range(ends: dict[str, Any], code: str | None) -> None:
    """Euros that stand beside the number would be pay in no currency."""
    found = payload.pay_range(ends, "low", "high", "in", "year")
    assert found is not None
    assert found.currency == code


@pytest.mark.parametrize(
    ("code", "workplace"),
    [
        ("OnSite", "onsite"),
        ("on-site", "onsite"),
        ("ON_SITE", "onsite"),
        ({"value": "Hybrid"}, "hybrid"),
        ("REMOTE", "remote"),
        ("unspecified", None),
        (None, None),
    ],
)
def test_workplaces(code: Any, workplace: str | None) -> None:
    """An office job of one system would state no workplace for a hyphen."""
    assert payload.workplace({"at": code}, "at") == workplace


@pytest.mark.parametrize(
    "value",
    [["USA", "Canada"], {"name": ["USA", "Canada"]}, [{"name": ["USA", "Canada"]}]],
)
def test_several_names(value: Any) -> None:
    """Of several places one object names, all but the first would be lost."""
    assert payload.labels({"at": value}, "at") == ["USA", "Canada"]


def test_a_list_of_one_object_is_the_object() -> None:
    """A place, a pay or a section would be lost for the brackets around it."""
    assert payload.label({"at": [{"city": "Oslo"}]}, "at", "city") == "Oslo"
    assert payload.label({"at": [{"city": "Oslo"}, {"city": "Rome"}]}, "at", "city") == ""


@pytest.mark.parametrize(
    ("end", "is_over"),
    [
        ("2026-11-01", False),
        ("20261101", False),
        ("2026-10-31", True),
        ("2026-11-01T07:59:00Z", True),
        ("2026-11-01 09:00:00 UTC", False),
        (1777777777, True),
        ("1793518200", True),
        ("1793521800", False),
        ("Nov 1, 2026", False),
        ("Oct 31, 2026", True),
        ("31.10.2026", True),
        ("soon", False),
        (None, False),
    ],
)
def test_end_dates(end: Any, is_over: bool) -> None:
    """A job would be closed on the morning of its last day."""
    fetched_at = datetime(2026, 11, 1, 8, tzinfo=UTC)
    assert payload.is_over(fetched_at, {"end": end}, "end") is is_over


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), ("true", True), (1, True), (False, False), ("No", False), (0, False),
     (None, None), ("maybe", None), ([], None)],
)  # fmt: skip
def test_flags(value: Any, expected: bool | None) -> None:
    """A confidential job would be published because its "no" is a text."""
    assert payload.flag({"f": value}, "f") is expected
