"""Cutting must not tear words, or the last word would be read wrongly."""

from skillscan.text.truncate import truncate


def test_short_text_is_kept() -> None:
    assert truncate("one two", 7) == "one two"


def test_cut_at_a_line_end_else_at_a_space() -> None:
    assert truncate("first line\nsecond line", 15) == "first line"
    assert truncate("one two three", 11) == "one two"


def test_one_endless_word_is_cut_hard() -> None:
    assert truncate("x" * 50, 10) == "x" * 10
