"""One way to write each character."""

import pytest

from skillscan.text.characters import clean


def test_runs_of_punctuation_are_shortened() -> None:
    """A posting of ten thousand quotes must not hold up a night's reading."""
    assert clean("a " + "'\"" * 5000 + " b") == "a " + "'\"" * 30 + " b"
    assert clean("C++ (C#) 'x' …") == "C++ (C#) 'x' …"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("__Requirements__\n*Go*, _SQL_ and `Rust`", "Requirements\nGo, SQL and Rust"),
        ("*5+ years* of *(any)* loom", "5+ years of (any) loom"),
        ("Python*, SQL*: *nix or *BSD", "Python*, SQL*: *nix or *BSD"),
        ("snake_case_name, _id and a_b_", "snake_case_name, _id and a_b_"),
        ("`__init__.py`, `__slots__` of __main__", "__init__.py, __slots__ of __main__"),
        ("\uf0b7 Go\n\uf0a7Rust", "• Go\n• Rust"),
    ],
)
def test_marks_of_editors_are_no_part_of_words(raw: str, expected: str) -> None:
    """Else "*5+ years*" asks for nothing, and "__Requirements__" opens no section."""
    assert clean(raw) == expected
