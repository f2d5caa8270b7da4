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
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_CHARS = 600
"""A longer stretch has lost its line breaks: what it asks for cannot be told."""


def spoken_languages(text: str) -> frozenset[str]:
    """ISO 639-1 codes of the languages that a prepared text asks for, its own among them."""
    folded = text[:TEXT_CHARS].casefold()
    # To look for a plain string costs a hundredth of what an expression costs.
    named = {name: code for name, code in _names().items() if name in folded}
    sentences = _SENTENCE.split(folded) if named else ()
    return frozenset(
        code
        for sentence in sentences
        if len(sentence) <= _SENTENCE_CHARS
        for code in _codes(sentence, named)
        if _words("asked").search(sentence) and not _words("welcome").search(sentence)
    )


@cache
def names_of_languages() -> frozenset[str]:
    """The names of languages that are known, in lower case."""
    return frozenset(_names())


def _codes(sentence: str, named: dict[str, str]) -> list[str]:
    """The codes of the languages that a sentence has as whole words."""
    if not any(name in sentence for name in named):
        return []
    words = frozenset(_WORD.findall(sentence))
    return [code for name, code in named.items() if name in words]


@cache
def _names() -> dict[str, str]:
    """The code of each name of a language, in lower case."""
    names: dict[str, list[str]] = load_rules("openings.yaml").words["spoken"]["names"]
    return {name: code for code, of_code in names.items() for name in of_code}


@cache
def _words(section: str) -> re.Pattern[str]:
    """The words of a section, each with any ending where it ends with an asterisk."""
    words: list[str] = load_rules("openings.yaml").words["spoken"][section]
    forms = (re.escape(word).replace(r"\*", r"\w{0,12}") for word in words)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")
