"""A heading read wrongly turns wishes into requirements, or duties into skills asked for."""

import pytest

from skillscan.nlp.structure.headings import Headings, is_heading_shaped
from skillscan.nlp.structure.proof import prove_headings, prove_sentences
from skillscan.rules import load_rules

HEADINGS = Headings(load_rules("headings.yaml"))
PROVERS = {"headings.yaml": prove_headings, "sentences.yaml": prove_sentences}


def section_of_heading(line: str) -> str | None:
    opening = HEADINGS.of_heading(line)
    return opening.section if opening else None


def test_every_heading_rule_has_cases_for_and_against() -> None:
    for rule in load_rules("headings.yaml").all_rules():
        assert rule.examples, rule.id
        assert rule.counterexamples, rule.id


def test_a_heading_tells_its_rule_and_its_words() -> None:
    line = "• Nice to have:"
    opening = HEADINGS.of_heading(line)
    assert opening is not None
    assert (opening.rule, line[opening.start : opening.end]) == ("rules.preferred", "Nice to have")


@pytest.mark.parametrize(
    ("line", "section"),
    {
        "Work as a weaver at a mill - an advantage": None,
        "2+ years of related experience – a big plus": None,
        "Skills - a plus": "preferred",
        "Requirements - an advantage": "preferred",
        "Any of these looms - an advantage:": "preferred",
    }.items(),
)
def test_a_wish_behind_a_dash_heads_no_list(line: str, section: str | None) -> None:
    """All lines below "Work as a weaver - an advantage" would be wishes, the degree too."""
    assert section_of_heading(line) == section


@pytest.mark.parametrize(
    ("written", "section"),
    {
        "REQUIREMENTS": "required",
        "Requirements:": "required",
        "🚀 What You’ll Do": "duties",
        "1. Qualifications": "required",
        "--- Nice to have ---": "preferred",
        "Requirements (must have)": "required",
        "Data Scientist Intern - What You'll Need": "required",
        "What you'll bring…": "required",
    }.items(),
)
def test_decoration_does_not_hide_a_heading(written: str, section: str) -> None:
    assert section_of_heading(written) == section


@pytest.mark.parametrize(
    "line",
    [
        "Experience working in agile teams preferred",
        "Experience in Java, Go, and TypeScript is a plus",
        "Ability to work independently and in a team environment",
        "Proficiency in containerization technologies (Docker, Kubernetes)",
        "You have strong Python skills",
        "We use Python and Go",
        "Identify new data sources for inclusion in training",
    ],
)
def test_items_without_bullets_are_no_headings(line: str) -> None:
    """Lists whose bullets were lost: one item taken for a heading turns all that follow."""
    assert section_of_heading(line) is None


def test_sentences_are_not_heading_shaped() -> None:
    assert not is_heading_shaped("You have five years of experience with Python.")
    assert not is_heading_shaped("x" * 91)
    assert is_heading_shaped("Requirements")


def test_three_dots_may_end_a_heading() -> None:
    """ "Bonus points for..." would be read as a sentence and its wishes as requirements."""
    assert is_heading_shaped("Bonus points for...")
    assert not is_heading_shaped("We build looms.")
