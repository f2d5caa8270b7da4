"""Phrases that are sought in texts in lower case find what they find in others."""

import re

import pytest

from skillscan.nlp.phrase_rule import PhraseRule, cased_for, for_lower_case


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        (r"\bloom engineer\b", "Senior LOOM Engineer", True),
        (r"\bLoom engineer\b", "senior loom engineer", True),
        (r"\b(?-i:AI) weaver\b", "Lead AI Weaver", True),
        (r"\b(?-i:AI) weaver\b", "Lead ai weaver", False),
    ],
)
def test_a_phrase_is_found_as_without_case(phrase: str, text: str, is_found: bool) -> None:
    written = re.compile(phrase, re.IGNORECASE)
    (rule,) = for_lower_case([PhraseRule("weaver", {}, written, None, None)])
    found = rule.pattern.search(cased_for(rule.pattern, text, text.lower()))
    assert (found is not None) is is_found
    assert (written.search(text) is not None) is is_found
