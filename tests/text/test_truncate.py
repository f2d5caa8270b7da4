"""Cutting must not tear words, or the last word would be read wrongly."""

from skillscan.text.truncate import clip


def test_short_text_is_kept() -> None:
    assert clip("one two", 7) == "one two"


def test_cut_at_a_line_end_else_at_a_space() -> None:
    assert clip("first line\nsecond line", 15) == "first line"
    assert clip("one two three", 11) == "one two"


def test_one_endless_word_is_cut_hard() -> None:
    assert clip("x" * 50, 10) == "x" * 10
