"""Numbers of other times and people are judged by the postings of those, or by none."""

from datetime import date
from typing import Any

import pytest
from article.judging.judged_claims import RELEASE, judged
from suite.hand_made_articles import (
    US,
    article,
    estimate,
    population,
    publication,
    skill,
)

from skillscan import resources
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.model import ClaimVerdict


def test_a_number_that_an_older_release_had_is_stale() -> None:
    """An editor can tell a number that time has overtaken from one that never was ours."""
    older = publication(estimate("skill_share", "python", "named", 0.6), release="2026-06-01-old")
    text = article("Now 60% name Python.")
    found = judged(text, skill(text, "60%", 60, "python"), older=[older])[0]
    assert found.verdict is ClaimVerdict.STALE
    assert "release 2026-06-01-old" in str(found.note)
    assert found.replacement is not None
    assert found.replacement.sentence == "Now 70% name Python."


def test_older_releases_are_read_only_when_needed() -> None:
    """A nightly check of current articles must not read the whole archive."""

    def never() -> Any:
        raise AssertionError("an older release was read")
        yield

    text = article("Now 71% name Python.")
    assert judged(text, skill(text, "71%", 71, "python"), older=never())[0].verdict == "current"


def test_a_population_that_is_not_ours_is_left_alone() -> None:
    """A number for Berlin must not be replaced by one for the United States."""
    text = article("In Berlin 40% name Python.")
    one = skill(text, "40%", 40, "python", population_words="ML roles in Berlin", country="DE")
    found = judged(text, one)[0]
    assert found.verdict is ClaimVerdict.DIFFERENT_POPULATION
    assert found.replacement is None
    assert "'ML roles in Berlin'" in str(found.note)
    assert "70%" in str(found.related)


@pytest.mark.parametrize(("percent", "verdict"), [(60, "current"), (30, "contradicted")])
def test_people_that_are_no_population_are_judged_by_their_postings(
    percent: float, verdict: str
) -> None:
    """The release knows more than its populations: postings for Germany judge a German number."""
    german = publication(
        estimate("skill_share", "python", "named", 0.6, population="people"),
        populations={"people": population("people", openings=44)},
    )
    text = article(f"In Berlin {percent}% name Python.")
    one = skill(text, f"{percent}%", percent, "python", occupation="ml_engineer", country="DE")
    asked = {("ml_engineer", "DE"): german}
    found = judged(text, one, of_people=lambda *people: asked.get(people))[0]
    assert found.verdict == verdict
    assert "Judged by our postings of people" in str(found.note)
    if found.replacement:
        assert found.replacement.number == "60%"
        assert ": people, 120 openings" in found.replacement.source_line


def test_a_part_of_the_release_is_worked_out_once() -> None:
    """An article with a thousand German numbers would take minutes."""
    german = publication(
        estimate("skill_share", "python", "named", 0.6, population="people"),
        populations={"people": population("people", openings=44)},
    )
    text = article("In Berlin 60% name Python, 30% say.")
    numbers = (("60%", 60), ("30%", 30))
    claims = [
        skill(text, words, percent, "python", occupation="ml_engineer", country="DE")
        for words, percent in numbers
    ]
    asked: list[object] = []

    def of_people(*people: object) -> Any:
        asked.append(people)
        return german

    found = judged(text, *claims, of_people=of_people)
    assert [str(one.verdict) for one in found] == ["current", "contradicted"]
    assert asked == [("ml_engineer", "DE")]


def test_hundreds_of_parts_are_not_all_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile article that names every year would keep the machine busy."""
    rules = {**resources.data_yaml("article", "judging.yaml"), "parts_of_release": 3}
    monkeypatch.setattr(resources, "data_yaml", lambda *_parts: rules)
    asked: list[int] = []

    def of_year(_population: str, year: int) -> None:
        asked.append(year)

    evidence = JudgingEvidence(publication=RELEASE, of_year=of_year)
    assert [evidence.numbers_of_year("ml_engineer_us", year) for year in range(1990, 2000)] == [
        None
    ] * 10
    assert asked == [1990, 1991, 1992]


def test_an_earlier_figure_is_never_replaced_with_todays() -> None:
    """ "Up from 40 % a year ago" is history: a release of then bears it out, or none does."""
    text = article("That is up from 40% a year ago.")
    one = skill(text, "40%", 40, "python", is_earlier=True, period_words="a year ago")
    then = publication(estimate("skill_share", "python", "named", 0.4), release="2025-11-02-old")
    found = judged(text, one, older=[then])[0]
    assert (found.verdict, found.replacement) == ("current", None)
    assert "release 2025-11-02-old" in str(found.note)
    alone = judged(text, one)[0]
    assert (alone.verdict, alone.replacement) == ("cannot_say", None)


@pytest.mark.parametrize(
    ("percent", "year", "verdict", "says"),
    [
        (60, "in 2024", "current", "postings of 2024"),
        (30, "in 2024", "contradicted", "postings of 2024"),
        (72, "in 2023", "current", "speaks of 2023"),
        (30, "in 2023", "different_population", "speaks of 2023"),
        (72, "in 2026", "current", "70%"),
    ],
)
def test_another_year_is_judged_by_its_postings(
    percent: float, year: str, verdict: str, says: str
) -> None:
    """A true number of 2024 is no stale number of today."""
    then = publication(
        estimate("skill_share", "python", "named", 0.6),
        populations={US: population(US, first_day=date(2024, 1, 1), last_day=date(2024, 5, 1))},
    )
    text = article(f"Some {percent}% named Python {year}.")
    one = skill(text, f"{percent}%", percent, "python", period_words=year)
    found = judged(text, one, of_year=lambda _key, asked: then if asked == 2024 else None)[0]
    assert found.verdict == verdict
    assert says in str(found.note)
