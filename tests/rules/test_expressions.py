"""Expressions of rules, and what they match whatever stands around it."""

import re

import pytest

from skillscan.rules.expressions import compile_without_surroundings


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (r"^years$", "five years of Go"),
        (r"(?<=for )years(?! of)", "five years of Go"),
        (r"(?:\Ayears|never)", "five years of Go"),
        (r"(?i:(?:^(?=y)years){1,2})", "five YEARS of Go"),
        (r"(y)?(?(1)ears\Z|never)", "five years of Go"),
    ],
)
def test_what_stands_around_a_match_does_not_matter(expression: str, text: str) -> None:
    assert not re.search(expression, text)
    assert compile_without_surroundings(expression).search(text)


@pytest.mark.parametrize("expression", [r"\byear\b", r"^months$", r"years{2}"])
def test_what_it_matches_does(expression: str) -> None:
    assert not compile_without_surroundings(expression).search("five years of Go")
