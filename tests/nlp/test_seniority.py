"""Seniority read wrongly mixes interns with principals in every statistic by level."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from skillscan.nlp.document import make_document
from skillscan.nlp.job_title.seniority_level import level_of_text, level_of_title
from skillscan.nlp.pipeline import build
from skillscan.resources import data, data_yaml

RULES = data_yaml("rules", "seniority.yaml")


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


def level(title: str) -> str | None:
    found = level_of_title(title)
    return found.level if found else None


def test_rules_fit_their_schema() -> None:
    """A misspelled field would silently switch a rule off."""
    schema = json.loads(data("rules", "schemas", "seniority.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(RULES)


@pytest.mark.parametrize(
    ("title", "expected"), [(t, e["level"]) for e in RULES["levels"] for t in e["examples"]]
)
def test_level_word(title: str, expected: str) -> None:
    """A level word would be overlooked."""
    assert level(title) == expected


@pytest.mark.parametrize(
    ("title", "wrong"), [(t, e["level"]) for e in RULES["levels"] for t in e["counterexamples"]]
)
def test_no_level_word(title: str, wrong: str) -> None:
    """ "Lead generation" would become a staff role."""
    assert level(title) != wrong


@pytest.mark.parametrize(("title", "expected"), RULES["numerals"]["examples"].items())
def test_numeral(title: str, expected: str) -> None:
    """ "Engineer II" would have no level."""
    assert level(title) == expected


@pytest.mark.parametrize("title", RULES["numerals"]["counterexamples"])
def test_ladder_grade_is_no_level(title: str) -> None:
    """A grade that only the employer can read would be guessed."""
    assert level(title) is None


@pytest.mark.parametrize("title", RULES["several"]["examples"])
def test_several_levels_are_none(title: str) -> None:
    """A posting open at several levels would count for one of them."""
    found = level_of_title(title)
    assert found is not None
    assert found.level is None


@pytest.mark.parametrize("title", RULES["several"]["counterexamples"])
def test_words_that_stand_together_are_one_level(title: str) -> None:
    """ "Senior Staff" would have no level."""
    assert level(title) == "staff"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sr Software Engineer II", "senior"),
        ("Senior Engineer Intern", "intern"),
        ("AI & Software Engineer III - London", "senior"),
        ("Principal Engineer, VP", "staff"),
        ("Software Engineer (Early Career)", "junior"),
        ("Machine Learning Engineer (L5 - Senior)", "senior"),
        ("Machine Learning Engineer", None),
        ("Staff / Sr. Staff Engineer", "staff"),
    ],
)
def test_title(title: str, expected: str | None) -> None:
    """Words and numerals of one title would contradict each other."""
    assert level(title) == expected


TEXTS = [(s, True) for e in RULES["text"] for s in e["examples"]]
TEXTS += [(s, False) for e in RULES["text"] for s in e["counterexamples"]]


@pytest.mark.parametrize(("sentence", "expected"), TEXTS)
def test_text(sentence: str, *, expected: bool) -> None:
    """ "You mentor junior engineers" would make the posting junior."""
    assert (level_of_text(sentence) is not None) is expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("AI Developer", "We are looking for a Senior AI Developer to join us.", "senior"),
        ("Junior AI Developer", "You work with a Senior AI Developer.", "junior"),
        ("AI Engineer (Mid/Senior)", "We seek a senior engineer.", None),
        ("AI Developer", "You need 10 years of experience and work under supervision.", None),
    ],
)
def test_title_outranks_text(nlp, title: str, body: str, expected: str | None) -> None:
    """The blurb would overrule the title."""
    assert nlp(make_document(nlp, title, body))._.skillscan_fields["seniority"] == expected


def test_text_rules_know_every_level() -> None:
    """A rule without its placeholder would match no level word at all."""
    assert all("{level}" in entry["pattern"] for entry in RULES["text"])
    assert all(re.compile(entry["pattern"].replace("{level}", "x")) for entry in RULES["text"])


@given(
    st.lists(
        st.sampled_from(["Senior", "/", " ", "II", "Engineer", "or", "Staff", "I", "-", "("]),
        max_size=30,
    ).map(" ".join)
)
def test_any_title_is_read(title: str) -> None:
    """A title of odd shape would stop the whole load."""
    found = level_of_title(title)
    assert found is None or 0 <= found.start < found.end <= len(title)
