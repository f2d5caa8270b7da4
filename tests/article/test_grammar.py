"""The little words of sentences, and the patterns that are made of them."""

import re
from pathlib import Path

import pytest

from skillscan.article import grammar
from skillscan.article.grammar import GRAMMAR_FILE, pattern_of, words_of
from skillscan.rules import load_rules

_CODE = "".join(
    one.read_text()
    for files in ("binding/**/*.py", "quantities/**/*.py", "source/stat_cards.py")
    for one in Path(grammar.__file__).parent.glob(files)
)


@pytest.mark.parametrize("name", sorted(load_rules(GRAMMAR_FILE).words))
def test_every_list_is_read(name: str) -> None:
    """An editor of the rules would change a list that nothing reads, and wonder."""
    assert f"{{{name}}}" in _CODE or f'words_of("{name}")' in _CODE


def test_every_template_names_lists_that_there_are() -> None:
    """A misspelled list would end a check only when an article reaches it."""
    named = re.findall(r"(?<![\w{f])\{([a-z]+_[a-z_]+)\}", _CODE)
    assert set(named) - {"name"} <= set(load_rules(GRAMMAR_FILE).words)
    with pytest.raises(KeyError):
        pattern_of("{no_list}")


@pytest.mark.parametrize(
    ("template", "text", "found"),
    [
        (r"^{example_words}$", "e.g.", True),
        (r"^{example_words}$", "etgt", False),
        (r"^{coordinators}", "and/or", True),
        (r"{coordinators}$", "AND", True),
        (r"x{0,3}{plain_coordinators}", "xxor", True),
    ],
)
def test_words_stand_for_themselves(template: str, text: str, found: bool) -> None:
    """A dot of a word must not match any sign, and a repetition is no list."""
    assert (pattern_of(template).search(text) is not None) is found


def test_the_longest_word_comes_first() -> None:
    """ "and/or" would be read as "and"."""
    match = pattern_of("{coordinators}").match("and/or")
    assert match is not None
    assert match[0] == "and/or"
    assert words_of("plain_coordinators") == {"and", "or"}


def test_case_counts_where_the_code_says_so() -> None:
    """ "It" that begins a sentence is not the "it" inside of one."""
    assert pattern_of("{sentence_pronouns}", 0).match("it") is None
