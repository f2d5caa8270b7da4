"""Hostile texts: twice the text is twice the work, not four times."""

import pytest
from suite.growth import MOST, growth

from skillscan.text.prepare import prepare

LENGTH = 20_000
TEXTS = {
    "enumeration": "SQL, ",
    "camel case": "Python",
    "headings and items": "Requirements\nSQL\n",
    "short lines": "BS\n",
    "years": "5 years ",
    "letters": "C, R, Go, ",
    "no blanks": "機械学習エンジニアを募集しています",
    "one word": "x",
    "words run together": "SkillsExperience.What you do:Python",
    "escaped tags": "&lt;p ",
    "addresses": "a.b (at) ",
    "names": "our recruiter Jane Doe ",
    "headings inside": "word Benefits: ",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS.keys())
def test_work_grows_with_the_text(unit: str) -> None:
    """A board of long hostile texts would take the night that a thousand others need."""
    assert growth(prepare, unit, LENGTH) <= MOST
