"""Which languages a posting asks its people to speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup.spoken_languages import spoken_languages


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("You are fluent in English and Portuguese.", {"en", "pt"}),
        ("Bilingual in English and Canadian French", {"en", "fr"}),
        ("Working proficiency in Japanese.", {"ja"}),
        ("• Native-level German\n• Python", {"de"}),
        ("Du sprichst fließend Deutsch", {"de"}),
        ("Fluency in Mandarin is a huge asset!", set()),
        ("Spanish speakers preferred", set()),
        ("Our French customers love it. You speak your mind.", set()),
        ("Germany is our largest market; you communicate well", set()),
        ("Speaks all of " + "Dutch " * 200, set()),
    ],
)
def test_what_is_asked_for_and_not_what_is_welcome(text: str, languages: set[str]) -> None:
    """One text for Paris and for Berlin would be one job, though nobody can do both."""
    assert spoken_languages(text) == languages


@given(st.text(max_size=300))
def test_any_text_has_languages(text: str) -> None:
    """A hostile text must not stop the grouping."""
    assert all(len(code) == 2 for code in spoken_languages(text))
