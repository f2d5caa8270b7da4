"""Which shares a printed quantity agrees with, over all ways to print one."""

import pytest

from skillscan.article.judging.agreement import agrees
from skillscan.article.quantities import find
from skillscan.article.source import read


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("One in ten", 9, 11),
        ("One in five", 18, 22),
        ("1 in 5", 18, 22),
        ("About one in five", 18, 22),
        ("Nearly one in five", 16, 20),
        ("One in four", 22.5, 27.5),
        ("Every third ad", 30.84, 35.83),
        ("A quarter", 22.5, 27.5),
        ("A third", 30.84, 35.83),
        ("Two in five", 37.5, 42.5),
        ("Half", 47.5, 52.5),
        ("About half", 47.5, 52.5),
        ("Nearly half", 45, 50),
        ("Almost half", 45, 50),
        ("Two thirds", 64.17, 69.16),
        ("Roughly two thirds", 63.34, 70),
        ("Three quarters", 72.5, 77.5),
        ("Nearly three quarters", 70, 75),
        ("Nine in ten", 87.5, 92.5),
        ("9 out of 10", 87.5, 92.5),
        ("Twelve percent", 11.5, 12.5),
        ("72%", 71.5, 72.5),
        ("72.0%", 71.95, 72.05),
        ("About 70%", 66.5, 73.5),
        ("Nearly 70%", 66.5, 70),
        ("25-30%", 24.5, 30.5),
        ("At least 40%", 39.5, 100),
        ("At least half", 47.5, 100),
        ("Up to 40%", 0, 40.5),
        ("More than 40%", 40.01, 100),
        ("More than a third", 33.34, 100),
        ("Fewer than 40%", 0, 39.99),
        ("Under half", 0, 49.99),
        ("The majority", 50.01, 100),
    ],
)
def test_what_a_number_stands_for(words: str, least: float, most: float) -> None:
    """A number holds for what rounds to it at its own precision, and not two printed steps away."""
    article = read(f"{words} of the ads name Python.".encode(), "text")
    (quantity,) = find(article)
    held = [share / 100 for share in range(10_001) if agrees(quantity, share / 100, share / 100)]
    assert held[0] == pytest.approx(least, abs=0.011)
    assert held[-1] == pytest.approx(most, abs=0.011)
