"""Every modifier of the data file does what its examples say, and no further than they say."""

import time

import pytest

from skillscan.nlp.skills.modifiers import FILE, MAX_SENTENCE_CHARACTERS, Modifiers
from skillscan.rules import load_rules


def test_every_modifier_has_examples() -> None:
    assert [rule.id for rule in load_rules(FILE).all_rules() if not rule.examples] == []


def test_a_scope_tells_its_modifier_and_its_reach() -> None:
    text = "Know Go; Spark or Flink is a plus"
    (scope,) = Modifiers(load_rules(FILE)).read(text).scopes
    modifier = scope.modifier
    assert modifier.rule.name == "modifiers.preferred_verb"
    assert text[modifier.start : modifier.end] == "is a plus"
    assert text[scope.start : scope.end] == " Spark or Flink is a plus"


@pytest.mark.parametrize(
    "unit", ["Python preferred, ", "SQL, ", "( ( ( ", "no experience with ", "a plus if we prefer "]
)
def test_endless_sentences_are_bounded(unit: str) -> None:
    """A hostile posting must not cost unbounded time."""
    modifiers = Modifiers(load_rules(FILE))
    begin = time.process_time()
    found = modifiers.read(unit * 10_000)
    assert time.process_time() - begin < 2
    assert all(scope.end <= MAX_SENTENCE_CHARACTERS for scope in found.scopes)
