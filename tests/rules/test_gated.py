"""Letters read off a phrase wrongly would switch the phrase off where it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.rules.gated import LiteralGate, key_literals
from skillscan.rules.literals import required_literals
from skillscan.rules.loading import build_rules, load_rules
from skillscan.rules.source import read_source


@pytest.mark.parametrize(
    ("expression", "clauses"),
    [
        (r"\bRemote\s(?:role|job)\b", [{"remote"}, {"role", "job"}]),
        ("in[- ]person", [{"in-person", "in person"}]),
        ("on-?sites?", [{"on-site", "onsite"}]),
        (r"(?:week|wk)\d{0,3}", [{"week", "wk"}]),
        (r"(?:a|\d)b?", []),
        (r"(?:no )?(?=home)", [{"home"}]),
        (r"(?<=home )x", [{"x"}]),
        (r"(?!home)x", [{"x"}]),
        (r"\w+", []),
        ("Äh", [{"h"}]),
    ],
)
def test_letters_that_a_phrase_needs(expression: str, clauses: list[set[str]]) -> None:
    assert sorted(map(sorted, required_literals(expression))) == sorted(map(sorted, clauses))


GATE = LiteralGate()
RULES = build_rules(
    "workplace.yaml",
    read_source(
        """refuse: []
labels: []
rules:
  - id: trial
    workplace: remote
    tier: job
    phrases: [a b, 'ab?c', '[a-c]{2}', 'c+\\b', 'A(?=b)']
    examples: [a b]
    counterexamples: [d]
""",
        "trial.yaml",
    ),
)
RULE = RULES.rule("rules", "trial")
PHRASES = GATE.phrases(RULES, RULE)


@given(st.text(alphabet="abcABC ", max_size=30))
def test_gated_phrases_match_as_one_expression(text: str) -> None:
    """Order and extent of matches decide which rule a finding names."""
    joined = RULES.pattern(RULE)
    assert joined is not None
    found = [m.span() for m in PHRASES.finditer(text, GATE.present_in(text.lower()))]
    assert found == [m.span() for m in joined.finditer(text)]


def test_keys_are_in_every_example_of_the_workplace() -> None:
    rules, gate = load_rules("workplace.yaml"), LiteralGate()
    phrases = [p for rule in rules.rules("rules") for p in gate.phrases(rules, rule).phrases]
    keys = key_literals(phrases)
    assert keys is not None
    for rule in rules.rules("rules"):
        for example in rule.examples:
            text = re.sub("[{}]", "", example.text).lower()
            assert any(key in text for key in keys), example.text


def test_a_phrase_without_letters_has_no_keys() -> None:
    assert key_literals(PHRASES.phrases) is None
