"""Where sentences begin inside a block.

A full stop ends a sentence only before a capital, a digit or a quotation mark, and not after an
abbreviation ("e.g.", "B.S.", "U.S.", "yrs."), inside a name (".NET", "Node.js") or a number.

A requirement that begins with a capital in the middle of a line ("preferably transformers Expertise
in LLMs") shows a line break that the source turned into a space: a sentence begins there too.
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
_NEW_REQUIREMENT = re.compile(
    r"(?<=[a-z)]) +(?=(?:(?:Strong|Solid|Deep|Good|Excellent|Proven|Hands-on|Prior|Previous|Working"
    r"|Demonstrated|Advanced|Practical) [a-z-]+(?: [a-z-]+)? (?:in|with|of|to|using|on)\b"
    r"|Expertise in|Proficien(?:cy|t) (?:in|with)|Familiar(?:ity)? with|Ability to|Knowledge of"
    r"|Understanding of|Experience (?:with|in|[a-z]{3,12}ing)) [\w(])"
)
_WISHES = re.compile(
    r"[^\w\n]*(?:(?:nice|good|great)[- ]to[- ]haves?|preferred|desired|bonus|optional)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:\b(?:and|or|of|for|in|to|with|as|on|by|at|from|the|our|your|an?|is|are|s)"
    r"|(?:^|\s)[A-Z][\w-]*[a-z]"
    r"|(?i:\((?:optional|bonus|preferred|required|desired|nice[- ]to[- ]have|a plus|plus)\)))\Z"
)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations, and those of them that may also stand last in a sentence."""
    listed = data_yaml("rules", "abbreviations.yaml")
    return frozenset(listed["abbreviations"]), frozenset(listed["closing"])


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Character offsets, in no order, at which further sentences of ``text[start:end]`` begin."""
    for match in _END.finditer(text, start, end):
        if match["mark"][0] != "." or not _is_abbreviation(text, start, match):
            yield match.end()
    if _WISHES.match(text, start):
        return  # no heading stands before the wishes: the word in front must reach them all
    for match in _NEW_REQUIREMENT.finditer(text, start, end):
        if not _GOES_ON.search(text, max(start, match.start() - 30), match.start()):
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
