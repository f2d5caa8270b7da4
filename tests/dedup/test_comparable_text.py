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
        ("drei: 3 Jahre Erfahrung", {"3"}),
    ],
)
def test_years_of_the_posting_not_of_the_employer(text: str, years: set[str]) -> None:
    """A senior and a junior job with one text would be one opening."""
    assert comparable_text(text).years == years


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
