"""Where sentences begin inside a block: the one definition of a sentence in the code base.

A full stop ends a sentence only before a capital, a digit or a quotation mark, and not after an
abbreviation ("e.g.", "B.S.", "U.S.", "yrs."), inside a name (".NET", "Node.js") or a number.

A requirement that begins with a capital in the middle of a line ("preferably transformers Expertise
in LLMs") shows a line break that the source turned into a space: a sentence begins there too.

The words stand in ``data/rules/sentences.yaml``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from skillscan.rules import RuleFile

_END = re.compile(r"(?P<mark>[.!?][.!?]{0,2}[\"'”’)\]]{0,2}) +(?=[\"'“‘(\[]{0,2}[A-Z0-9])")
_WORD = re.compile(r"(?s:.*[^\w.'’&+-])?(?P<word>[\w.'’&+-]+)\Z")
"""From a place on to the end of a text; steps back from the end to where its last word begins."""
_NUMERAL = "I"
"""Mostly a rank before a sentence that plainly begins: "a Data Scientist I. The candidate …"."""
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\Z")
_ENDS_PHRASE = re.compile(r"[a-z)]")
_LOOK_BACK = 30


class SentenceReader:
    """Finds sentence starts by the rules of ``sentences.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._abbreviations = frozenset(rules.words["abbreviations"])
        self._closing = frozenset(rules.words["closing"])
        after, demand = (rules.rule("starts", name) for name in ("after_abbreviation", "demand"))
        self._new = rules.pattern(after, flags=0, frame=r"%s\b")
        self._demand = rules.pattern(demand, flags=0, frame=r" (?=[A-Z])(?=%s [\w(])")
        self._goes_on = rules.pattern(demand, "unless_before", flags=0, frame=r"%s\Z")
        self._wish = rules.pattern(demand, "unless", frame=r"[^\w\n]*%s\b")

    def starts(self, text: str, blocks: Sequence[int]) -> Iterator[int]:
        """Character offsets, in no order, at which further sentences of a text begin.

        ``blocks`` are the offsets of its blocks, in order; each is a sentence start of its own.
        """
        for match in _END.finditer(text):
            start = _block(blocks, match.start())
            if match["mark"][0] != "." or not self._is_abbreviation(text, start, match):
                yield match.end()
        if self._demand is None:
            return
        for match in self._demand.finditer(text):
            at = _end_of_word(text, match.start())
            if _ENDS_PHRASE.match(text, at - 1) and not self._goes_on_at(
                text, _block(blocks, at), at
            ):
                yield match.end()

    def _is_abbreviation(self, text: str, start: int, match: re.Match[str]) -> bool:
        found = _WORD.match(text, max(start, match.start() - _LOOK_BACK), match.start())
        if found is None:
            return False
        word = found["word"].casefold()
        may_close = word in self._closing or found["word"] == _NUMERAL
        if may_close and self._new and self._new.match(text, match.end()):
            return False
        return word in self._abbreviations or bool(
            _INITIAL.search(text, max(start, match.start() - 2), match.start())
        )

    def _goes_on_at(self, text: str, start: int, at: int) -> bool:
        """Whether a demand in the block at ``start`` is no sentence of its own."""
        if self._wish and self._wish.match(text, start):
            return True  # no heading stands before the wishes: their word must reach them all
        before = max(start, at - _LOOK_BACK)
        return bool(self._goes_on and self._goes_on.search(text, before, at))


def _block(blocks: Sequence[int], at: int) -> int:
    """Where the block begins that holds a character."""
    place = bisect_right(blocks, at) - 1
    return blocks[place] if place >= 0 else 0


def _end_of_word(text: str, at: int) -> int:
    """Where the word in front of the spaces ends that reach to ``at``."""
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return at
