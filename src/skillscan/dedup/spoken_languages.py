"""Which languages a posting asks its people to speak: one text for Paris and for Berlin is two jobs
where one asks for French and the other for German.

A language counts where its name stands in a sentence with a word of asking ("fluent", "native
speaker"), but not where the sentence says that it is only welcome. Names and words stand in
``data/rules/openings.yaml``, section ``spoken``.
"""

import re
from functools import cache

from skillscan.dedup.shingles import TEXT_CHARS
from skillscan.rules import load_rules

_SENTENCE = re.compile(r"[\n;•]|(?<=[.!?])\s")
_SENTENCE_CHARS = 600
"""A longer stretch has lost its line breaks: what it asks for cannot be told."""


def spoken_languages(text: str) -> frozenset[str]:
    """ISO 639-1 codes of the languages that a prepared text asks for, its own among them."""
    code_of, named = _names(), _name_pattern()
    asked, welcome = _words("asked"), _words("welcome")
    sentences = _SENTENCE.split(text[:TEXT_CHARS]) if named.search(text) else ()
    return frozenset(
        code_of[found[0].casefold()]
        for sentence in sentences
        if len(sentence) <= _SENTENCE_CHARS
        for found in named.finditer(sentence)
        if asked.search(sentence) and not welcome.search(sentence)
    )


@cache
def _names() -> dict[str, str]:
    """The code of each name of a language, in lower case."""
    names: dict[str, list[str]] = load_rules("openings.yaml").words["spoken"]["names"]
    return {name: code for code, of_code in names.items() for name in of_code}


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _names()))})\b", re.IGNORECASE)


@cache
def _words(section: str) -> re.Pattern[str]:
    """The words of a section, each with any ending where it ends with an asterisk."""
    words: list[str] = load_rules("openings.yaml").words["spoken"][section]
    forms = (re.escape(word).replace(r"\*", r"\w{0,12}") for word in words)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)
