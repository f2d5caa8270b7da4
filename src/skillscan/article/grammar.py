"""Patterns of sentences, whose words are reviewed lists: ``article_grammar.yaml``."""

import re
from functools import cache

from skillscan.rules import load_rules

GRAMMAR_FILE = "article_grammar.yaml"
_LIST = re.compile(r"\{([a-z_]+)\}")


@cache
def pattern_of(template: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """The expression in which ``{name}`` stands for any word of this list of the file.

    Raises KeyError for a list that the file lacks.
    """
    return re.compile(_LIST.sub(lambda found: _any_of(found[1]), template), flags)


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list of the file. Raises KeyError where it lacks the list."""
    return frozenset(load_rules(GRAMMAR_FILE).words[name])


def _any_of(name: str) -> str:
    """Any word of a list, the longest first."""
    words = sorted(words_of(name), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"
