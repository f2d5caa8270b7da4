"""One way to write each character."""

from skillscan.text.characters import clean


def test_runs_of_punctuation_are_shortened() -> None:
    """A posting of ten thousand quotes must not hold up a night's reading."""
    assert clean("a " + "'\"" * 5000 + " b") == "a " + "'\"" * 30 + " b"
    assert clean("C++ (C#) 'x' …") == "C++ (C#) 'x' …"
