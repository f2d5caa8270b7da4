"""Hostile texts: twice the text is twice the work, not four times."""

import time
from statistics import median

import pytest

from skillscan.text.prepare import prepare

LENGTH = 20_000
MOST = 2.6
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


def cpu_seconds(unit: str, length: int) -> float:
    """The median of some runs, each on another text, so that nothing is remembered."""
    found = []
    for number in range(5):
        text = f"{number} {unit * (length // len(unit))}"
        start = time.process_time()
        prepare(text)
        found.append(time.process_time() - start)
    return median(found)


@pytest.mark.slow
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS.keys())
def test_work_grows_with_the_text(unit: str) -> None:
    """A board of long hostile texts would take the night that a thousand others need."""
    prepare(unit)
    once = cpu_seconds(unit, LENGTH)
    assert cpu_seconds(unit, 2 * LENGTH) <= MOST * max(once, 0.005)
