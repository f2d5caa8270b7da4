"""Letters read off a phrase wrongly would switch the phrase off where it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.rules.folding import folded
from skillscan.rules.literal_gate import LiteralGate, key_literals
from skillscan.rules.loading import build_rules, load_rules
from skillscan.rules.model import RuleFile
from skillscan.rules.proof import proofs_of
from skillscan.rules.source import read_source


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("in the lab", "we collaborate in the field"),
        (r"\b(?:lab|plant)s?\b", "we collaborate"),
        (r"with no (?:hq|headquarters?)\b", "no experience with headers"),
        ("may need to work from home", "you may need to work late"),
        (r"no,? thanks", "now thanks to you"),
        (r"\b(?:приветствуется|желательн[оы])\b", "a plus – that’s all"),
        ("加分|歓迎|우대", "• a plus… Über 5 лет"),
    ],
)
def test_a_phrase_is_not_tried_without_its_words(expression: str, text: str) -> None:
    """It would find nothing, and cost a reading of the line each time."""
    assert not LiteralGate([[expression]])(text)


@pytest.mark.parametrize(
    "text", ["PLUS", "pluſ", "SKİLL", "ſkıll", "sKill", "💰💰", "Желательно", "不plus加分"]
)
@pytest.mark.parametrize("expression", ["plus", "skill", "💰", "желательн[оы]", "加分"])
def test_letters_are_found_in_any_case(expression: str, text: str) -> None:
    """The expression is searched where case is ignored: its letters must be found there too."""
    if re.search(expression, text, re.IGNORECASE):
        assert LiteralGate([[expression]])(text)
        assert any(key in folded(text) for key in key_literals([expression]))


PHRASES = [
    *("ab c", "ab?c", "[a-c]{2}", r"c+\b", "Ab(?=c)", "i s", "ks?i"),
    *(r"\bab\b", r"\bab?\b", r"a[ -]?b,? c", r"\b(?:ab|c)s? i\b", r"(?<!\w)c(?!\w)", r"é?\bab"),
    *(r"a(?:b c|bc)(?: i)?\b", r"(?:a |b-)?ab\W+c", "^ab$", r"ab(?:\s|b){0,2}c", "💰ab", r"\b1ab"),
    *("ж", r"(?:ab |加)ж?分", r"\bжa|分b\b", "[жЩ]分", "（ab"),
]
SIGNS = "abcABC KkKisſSİıI💰é®_-,1\nжЖщ加分（"


@given(st.text(alphabet=SIGNS, max_size=30))
def test_a_gate_never_says_no_to_a_phrase_that_matches(text: str) -> None:
    may_match = LiteralGate([phrase] for phrase in PHRASES)(text)
    keys = key_literals(["ab c", "Ab(?=c)"])
    for place, phrase in enumerate(PHRASES):
        if re.search(phrase, text, re.IGNORECASE):
            assert may_match >> place & 1, phrase
            assert phrase not in ("ab c", "Ab(?=c)") or any(key in folded(text) for key in keys)


RULES = build_rules(
    "workplace.yaml",
    read_source(
        """refuse: []
labels: []
locations: []
rules:
  - id: trial
    workplace: remote
    tier: job
    phrases: [ab c, 'ab?c', '[a-c]{2}', 'c+\\b', 'Ab(?=c)']
    examples: [ab c]
    counterexamples: [d]
""",
        "trial.yaml",
    ),
)
GATE, GATED = RULES.gated_phrases("rules")


@given(st.text(alphabet="abcABC ", max_size=30))
def test_gated_phrases_match_as_one_expression(text: str) -> None:
    """Order and extent of matches decide which rule a finding names."""
    joined = RULES.pattern(RULES.rule("rules", "trial"))
    assert joined is not None
    found = [m.span() for m in GATED["rules", "trial"].finditer(text, GATE(text))]
    assert found == [m.span() for m in joined.finditer(text)]


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("workplace.yaml", "rules"),
        ("pay.yaml", "pay_words"),
        ("titles.yaml", "duties"),
    ],
)
def test_keys_are_in_every_example(file: str, group: str) -> None:
    rules: RuleFile = load_rules(file)
    keys = rules.key_literals(group)
    assert "" not in keys
    for rule, example, is_counterexample in proofs_of(rules):
        if rule.group == group and not is_counterexample:
            assert any(key in folded(example.text) for key in keys), example.text


def test_a_phrase_without_letters_has_the_empty_key() -> None:
    assert key_literals(["plus", r"\d+"]) == ("",)
