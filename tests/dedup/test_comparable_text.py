"""What is kept of a text so that it can be compared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup import comparable_text as module
from skillscan.dedup.comparable_text import comparable_text, comparable_text_version


@given(st.text(max_size=300))
def test_any_text_is_kept_sorted_and_distinct(text: str) -> None:
    """Comparing two texts would count a run of words twice, or miss it."""
    shingles = comparable_text(text).shingles
    assert shingles.dtype == np.uint64
    assert np.array_equal(shingles, np.unique(shingles))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3+ years of Python, 5-7 years in all", {"3", "5"}),
        ("for the past 9 years we have built", set()),
        ("founded 12 years ago", set()),
        ("For 8 years we have built looms", set()),
        ("in our 8 years of looms, after 8 years in business", set()),
        ("5 years, we ask for", {"5"}),
        ("drei: 3 Jahre Erfahrung", {"3"}),
    ],
)
def test_years_of_the_posting_not_of_the_employer(text: str, years: set[str]) -> None:
    """A senior and a junior job with one text would be one opening."""
    assert comparable_text(text).years == years


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        pytest.param(
            "Apply: https://jobs.example.com/acme/07697269-644c-4913 today",
            "Apply: https://jobs.example.com/acme/a39daf53-7cf9-4e6d today",
            True,
            id="other ids",
        ),
        pytest.param(
            "Apply: https://jobs.example.com/acme/07697269 today",
            "Apply: https://jobs.example.com/other/07697269 today",
            False,
            id="other words",
        ),
        pytest.param("Site B12 in Rome", "Site C34 in Rome", False, id="no address"),
    ],
)
def test_ids_in_addresses_are_no_words(one: str, other: str, is_same: bool) -> None:
    """A repost of a short text with five links, each with an id, would be another opening."""
    shingles = [comparable_text(text).shingles for text in (one, other)]
    assert np.array_equal(*shingles) == is_same


def test_other_limits_are_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stored texts would go on being compared by rules that nobody has any more."""
    now = comparable_text_version()
    changed = {**module.limits(), "shingle_words": 5}
    monkeypatch.setattr(module, "limits", lambda: changed)
    comparable_text_version.cache_clear()
    try:
        assert comparable_text_version() != now
    finally:
        comparable_text_version.cache_clear()
