"""Terms the taxonomy lacks are found, and nothing else."""

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.model import SkillFinder
from skillscan.taxonomy.suggestions import EmployerText, TermSuggestion, suggest_terms


@pytest.fixture(scope="module")
def finder() -> SkillFinder:
    return skill_finder(load_taxonomy())


def terms(
    finder: SkillFinder, texts: list[str], employers: list[str | None]
) -> list[TermSuggestion]:
    found_in = [EmployerText(text=t, employer=e) for t, e in zip(texts, employers, strict=True)]
    return suggest_terms(found_in, finder, min_employers=2)


def test_unknown_tools_are_ranked_by_employers(finder: SkillFinder) -> None:
    """A new tool would stay unknown, or one employer's product name would lead the list."""
    texts = [
        "We use Zorblat and Python.",
        "You know Zorblat, AWS.",
        "with FooTron and",
        "FooTron x",
    ]
    found = terms(finder, texts, ["A", "B", "C", "C"])
    assert [(c.term, c.employers, c.postings) for c in found] == [("Zorblat", 2, 2)]
    assert found[0].examples[0] == "We use Zorblat and Python."


@pytest.mark.parametrize(
    "text",
    [
        "We use Kubernetes and PyTorch.",
        "Great people work here. Strong ideas win.",
        "in New York, on Monday in October",
        "at Acme we build",
    ],
)
def test_known_and_ordinary_words_are_left_out(finder: SkillFinder, text: str) -> None:
    """The list would drown in places, week days and skills that are listed already."""
    assert terms(finder, [text, text], ["Acme", "Acme Inc"]) == []


def test_words_written_small_are_ordinary(finder: SkillFinder) -> None:
    """Capitals of headings would pass for names."""
    texts = ["our Widget shop", "a widget", "the widget", "new Widget line"]
    assert terms(finder, texts, ["A", "B", "C", "D"]) == []
