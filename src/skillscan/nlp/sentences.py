"""Where sentences begin inside a block.

A full stop ends a sentence only before a capital, a digit or a quotation mark, and not after an
abbreviation ("e.g.", "B.S.", "U.S.", "yrs."), inside a name (".NET", "Node.js") or a number.
"""

import re
from collections.abc import Iterator

_END = re.compile(r"(?P<mark>[.!?]{1,3}[\"'”’)\]]{0,2}) +(?=[\"'“‘(\[]{0,2}[A-Z0-9])")
_WORD = re.compile(r"[\w.'’&+-]+\Z")
_ABBREVIATIONS = frozenset(
    "e.g i.e eg ie etc vs viz cf incl excl approx min max est dept no nr vol fig sec ref"
    " inc corp ltd co llc plc dr mr mrs ms prof st sr jr rev gen hon ave blvd rd"
    " b.s m.s b.a m.a b.sc m.sc bs.c b.e m.e b.tech m.tech ph.d phd.d m.d m.b.a mr.s j.d"
    " u.s u.k u.s.a e.u a.m p.m yr yrs mo mos hr hrs wk jan feb mar apr jun jul aug sep sept oct"
    " nov dec comp sci eng engr univ assoc mgmt exp equiv req".split()
)
_ENDS_ANYWAY = frozenset("etc inc corp ltd co llc yrs yr exp equiv min max req no st".split())
"""Abbreviations that often stand last: a sentence ends there when a new one plainly begins."""
_NEW_SENTENCE = re.compile(
    r"(?:You|We|Our|The|This|Your|In|If|As|At|Experience|Strong|Ability|Must|Knowledge|It|They)\b"
)
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\Z")


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
    if word in _ENDS_ANYWAY and _NEW_SENTENCE.match(text, match.end()):
        return False
    return word in _ABBREVIATIONS or bool(_INITIAL.search(text, start, match.start()))
