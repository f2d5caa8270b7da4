"""Windows around the units of time of a document, cut into classed words.

A window is the part of a line around "years", "yrs", "months", in which an amount can stand. It is
cut finer than the document's tokens, where digits, letters and signs meet ("For4+years", "2-3yrs",
"(5)"), so that no amount hangs on how a text was tokenised.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from skillscan.nlp.experience.token_phrases import OTHER
from skillscan.rules import RuleFile

NUMBER = "number"
"""Class of a number that may be one of years."""
FIGURE = "figure"
"""Class of any other number."""
_CHARS_BEFORE, _CHARS_AFTER = 110, 170
"""Around a unit of time, its amount and those that share its unit stand no further away."""
_CHARS_BEFORE_NUMBER = 60
"""What belongs to an amount stands no further before its first number."""
_MAX_WORDS = 60
"""Named words that stand together: no sentence has so many."""
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|\++|[^\W\d_]+|\S")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,2}(?:[.,]\d)?")
_ARTICLE, _UNIT = "a", "unit"
_ONE_UNIT = "a year"
"""An amount without a number: "at least a year", "a year or more"."""


class WindowWord(NamedTuple):
    """A word, number or sign of a window; offsets are characters of the document."""

    start: int
    end: int
    text: str
    kind: str


class AmountWindows:
    """Cuts windows out of documents; words are classed by ``word_classes`` and ``numbers``."""

    def __init__(self, rules: RuleFile, named: Set[str]) -> None:
        classes = rules.words["word_classes"]
        self._kinds: dict[str, str] = {
            **{name: name for name in named - classes.keys() - {NUMBER, FIGURE}},
            **{word: kind for kind, words in classes.items() for word in words},
            **dict.fromkeys(rules.words["numbers"], NUMBER),
        }
        words = [word for word, kind in self._kinds.items() if kind == NUMBER]
        # One of these is in every such word: "seven" in "seventeen".
        self._number_words = tuple(w for w in words if not any(o in w for o in words if o != w))

    def around(self, text: str, units: Iterable[int]) -> Iterator[list[WindowWord]]:
        """Words around these offsets that stand together and hold a number or "a year".

        A word that no phrase names ends them: no phrase reaches across it.
        """
        for start, end in _ranges(text, units):
            at = start
            for number in self._numbers(text, start, end):
                if number < at:
                    continue
                words: list[WindowWord] = []
                first = _first_piece(text, at, number)
                for match in _PIECE.finditer(text, first, end):
                    at = match.end()
                    kind = self._kind(match[0])
                    if kind != OTHER:
                        words.append(WindowWord(match.start(), at, match[0], kind))
                        if len(words) < _MAX_WORDS:
                            continue
                    if _has_amount(words):
                        yield words
                    words = []
                    if kind == OTHER and at > number:
                        break
                if _has_amount(words):
                    yield words

    def _numbers(self, text: str, start: int, end: int) -> list[int]:
        """Where numbers may stand; most words that may be of time ("almost") have none near."""
        places = [match.start() for match in _DIGITS.finditer(text, start, end)]
        part = text[start:end].lower()
        for word in (*self._number_words, _ONE_UNIT):
            place = part.find(word)
            while place >= 0:
                places.append(start + place)
                place = part.find(word, place + 1)
        return sorted(places)

    def _kind(self, piece: str) -> str:
        kind = self._kinds.get(piece.lower())
        if kind is not None:
            return kind
        if not piece[0].isdecimal():
            return OTHER
        return NUMBER if _NUMBER.fullmatch(piece) else FIGURE


def _ranges(text: str, units: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The characters around each unit of time, no further than its line."""
    start = end = -1
    for unit in units:
        first = max(0, unit - _CHARS_BEFORE)
        first = max(first, text.rfind("\n", first, unit) + 1)
        if first > end:
            if end > 0:
                yield start, end
            start = first
        after = min(len(text), unit + _CHARS_AFTER)
        line_end = text.find("\n", unit, after)
        end = after if line_end < 0 else line_end
    if end > 0:
        yield start, end


def _first_piece(text: str, at: int, number: int) -> int:
    """From where the words are looked at that may belong to a number, not before ``at``."""
    far = number - _CHARS_BEFORE_NUMBER
    return at if far <= at else max(at, text.find(" ", far, number))


def _has_amount(words: Sequence[WindowWord]) -> bool:
    """Whether words may hold an amount: a number and something beside it, or "a year"."""
    return len(words) > 1 and (
        any(word.kind == NUMBER for word in words)
        or any((a.kind, b.kind) == (_ARTICLE, _UNIT) for a, b in pairwise(words))
    )
