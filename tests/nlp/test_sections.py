"""A heading read wrongly turns wishes into requirements, or duties into skills asked for."""

import json

import pytest
from jsonschema import Draft202012Validator

from skillscan.nlp.document import SECTIONS
from skillscan.nlp.structure.headings import (
    IDEAL_CANDIDATE,
    HeadingRule,
    heading_rules,
    is_heading_shaped,
    list_introduction_rules,
    paragraph_rules,
    rule_of_heading,
    section_of_heading,
    section_of_list_introduction,
    section_of_paragraph,
)
from skillscan.resources import data, data_yaml

EXAMPLES = [(rule, text) for rule in heading_rules() for text in rule.examples]
COUNTEREXAMPLES = [(rule, text) for rule in heading_rules() for text in rule.counterexamples]


@pytest.mark.parametrize("name", ["headings", "modifiers", "line_breaks"])
def test_rules_fit_their_schema(name: str) -> None:
    """A misspelled field would silently switch a rule off."""
    schema = json.loads(data("rules", "schemas", f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data_yaml("rules", f"{name}.yaml"))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[f"{r.id}: {t}" for r, t in EXAMPLES])
def test_each_rule_fires_on_its_examples(rule: HeadingRule, text: str) -> None:
    assert rule_of_heading(text) is rule


@pytest.mark.parametrize(
    ("rule", "text"), COUNTEREXAMPLES, ids=[f"{r.id}: {t}" for r, t in COUNTEREXAMPLES]
)
def test_no_rule_opens_its_section_on_counterexamples(rule: HeadingRule, text: str) -> None:
    assert section_of_heading(text) != rule.section


def test_every_rule_has_cases_for_and_against() -> None:
    for rule in (*heading_rules(), *list_introduction_rules(), *paragraph_rules()):
        assert rule.examples, rule.id
        assert rule.counterexamples, rule.id
        assert rule.section in {*SECTIONS, IDEAL_CANDIDATE}, rule.id


@pytest.mark.parametrize("rule", list_introduction_rules(), ids=lambda rule: rule.id)
def test_sentences_that_open_a_list(rule: HeadingRule) -> None:
    assert {section_of_list_introduction(text) for text in rule.examples} == {rule.section}
    assert rule.section not in {section_of_list_introduction(text) for text in rule.counterexamples}


@pytest.mark.parametrize("rule", paragraph_rules(), ids=lambda rule: rule.id)
def test_paragraphs_that_open_a_section(rule: HeadingRule) -> None:
    assert {section_of_paragraph(text) for text in rule.examples} == {rule.section}
    assert rule.section not in {section_of_paragraph(text) for text in rule.counterexamples}


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
