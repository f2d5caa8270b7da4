"""The lines on years and degree say what their labels say."""

import re

import pytest

from skillscan.sample_market.experience import with_numbers, write_experience
from skillscan.sample_market.phrasing import WORDS
from skillscan.sample_market.plan import make_plans
from skillscan.sample_market.random_stream import SeededRandom

PLANS = {plan.seniority: plan for plan in make_plans() if plan.occupation.label == "ml_engineer"}


def numbers(lines: tuple[str, ...]) -> list[int]:
    text = " ".join(lines).lower()
    words = [WORDS.index(word) for word in re.findall(rf"\b(?:{'|'.join(WORDS[1:])})\b", text)]
    return [int(digits) for digits in re.findall(r"\d+", text)] + words


@pytest.mark.parametrize("level", sorted(PLANS, key=str))
def test_labels_stand_in_the_lines(level: str | None) -> None:
    """Labels that the text does not bear out would make the truth table false."""
    for seed in range(150):
        experience = write_experience(SeededRandom(seed), PLANS[level])
        found = numbers(experience.required)
        if experience.years_min is None:
            assert found == []
        elif 18 in found:
            assert experience.years_min == 1
        else:
            assert experience.years_min in found
            assert experience.years_best in found
            assert experience.years_best <= experience.years_min


def test_range_and_words() -> None:
    """Ranges begin at the least number; words and digits agree."""
    assert with_numbers("{n}-{m} years", 3) == "3-6 years"
    assert with_numbers("{Word} ({n}) years", 7) == "Seven (7) years"
