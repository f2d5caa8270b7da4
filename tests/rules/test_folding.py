"""What a text is folded to decides where a phrase is sought at all."""

import re
import sys

import pytest

from skillscan.rules.folding import flags_for_lower_case, folded

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]


def test_every_white_space_is_folded_to_a_space() -> None:
    """A phrase would be sought in vain where a text has a rare one."""
    spaces = [character for character in EVERY_CHARACTER if re.fullmatch(r"\s", character)]
    assert {folded(space) for space in spaces} == {" "}
    assert {folded(f"é{space}A") for space in spaces} == {"é a"}


def test_no_sign_is_folded_to_a_letter_or_digit() -> None:
    """At a sign a word ends: it would be another word with a letter more."""
    signs = (character for character in EVERY_CHARACTER if not re.match(r"\w", character))
    assert not [sign for sign in signs if re.search("[a-z0-9]", folded(sign))]


@pytest.mark.parametrize(
    ("expression", "is_without_case"),
    [
        (r"\bph\b|bac\+", True),
        (r"\A#?exp\b|(?:\d\S)y\Z", True),
        ("DevOps", False),
        ("[A-Z]", False),
    ],
)
def test_only_an_expression_with_capitals_needs_case_ignored(
    expression: str, is_without_case: bool
) -> None:
    assert (flags_for_lower_case(expression) == 0) is is_without_case
