"""Where sentences begin inside a block.

A full stop ends a sentence only before a capital, a digit or a quotation mark, and not after an
abbreviation ("e.g.", "B.S.", "U.S.", "yrs."), inside a name (".NET", "Node.js") or a number.
"""

import re
from collections.abc import Iterator
from functools import cache

from skillscan.resources import data_yaml

_END = re.compile(r"(?P<mark>[.!?]{1,3}[\"'”’)\]]{0,2}) +(?=[\"'“‘(\[]{0,2}[A-Z0-9])")
_WORD = re.compile(r"[\w.'’&+-]+\Z")
_NEW_SENTENCE = re.compile(
    r"(?:You|We|Our|The|This|Your|In|If|As|At|Experience|Strong|Ability|Must|Knowledge|It|They)\b"
)
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\Z")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations, and those of them that may also stand last in a sentence."""
    listed = data_yaml("rules", "abbreviations.yaml")
    return frozenset(listed["abbreviations"]), frozenset(listed["closing"])


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Character offsets at which the second and further sentences of ``text[start:end]`` begin."""
    for match in _END.finditer(text, start, end):
        if match["mark"][0] != "." or not _is_abbreviation(text, start, match):
            yield match.end()


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    found = _WORD.search(text, max(start, match.start() - 30), match.start())
    if found is None:
        return False
    word = found[0].casefold()
    abbreviations, closing = _abbreviations()
    if word in closing and _NEW_SENTENCE.match(text, match.end()):
        return False
    return word in abbreviations or bool(_INITIAL.search(text, start, match.start()))
