"""Which of many expressions may match in a text, told cheaply by the words of the text.

Every expression needs some literals: "a big plus" needs the words ``big`` and ``plus``. A gate
knows for each what it needs, and what each word that it met has of it, so that most expressions
need not be tried at all. It never says no to an expression that matches.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from string import ascii_lowercase, digits

from skillscan.rules.folding import folded
from skillscan.rules.needed_literals import EDGE, frequency, needed_literals

_BEGIN_NO_WORD = {*range(0xC0, 0xD0), 0xE2}
_WORD_BYTES = frozenset([*(ascii_lowercase + digits).encode(), *range(0x80, 256)]) - _BEGIN_NO_WORD
_WORDS_APART = bytes(
    byte if byte in _WORD_BYTES else ord(" ") for byte in bytes(range(256)).lower()
)
"""For each byte of a text what stands for it where its words are sought. All bytes of
``OTHER_SIGNS`` are kept, and so some of others."""
_PARTS = (re.compile(rb"[a-z0-9]+"), re.compile(rb"[a-z]+|[0-9]+"))
"""Of a word: beside a byte of another sign, and between a letter and a digit, there may be an edge
(``requirements1.`` is a heading in front of its list)."""
_KEY, _SHORT_KEY = 3, 2
"""Literals are found by so many of their bytes."""
_NEEDS = 3
"""A phrase is asked for so many of its words: "plus" alone stands in many texts."""
_SHARE_OF_SHORT = 0.5
"""So many lines hold two letters, wherever they stand in a word."""
_MEMO_CHARACTERS = 500_000
_TEXTS_IN_HAND = 128


class LiteralGate:
    """Tells which of several rules may match in a text; a rule is its expressions."""

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        parts = [list(expressions) for expressions in rules]
        self._first = (1 << len(parts)) - 1
        self._shift = len(parts)
        self._always = 0
        self._known = _BitsOfWords()
        for place, expressions in enumerate(parts):
            for expression in expressions:
                self._add(expression, 1 << place)

    def _add(self, expression: str, bit: int) -> None:
        """Give a rule its bits, one for each literal that it needs."""
        needs = needed_literals(expression)[:_NEEDS]
        for number in range(_NEEDS):
            bits = bit << (number * self._shift)
            if number >= len(needs):
                self._always |= bits
                continue
            for literal in needs[number]:
                self._known.add(_encoded(literal), bits)

    def __call__(self, text: str) -> int:
        """A number with bit ``n`` set where rule ``n`` may match in the text."""
        found = self._always
        for bits in filter(None, map(self._known.__getitem__, _words(text))):
            found |= bits
        may_match = found & self._first
        for number in range(1, _NEEDS):
            may_match &= found >> (number * self._shift)
        return may_match


class _BitsOfWords(dict[bytes, int]):
    """What each word of texts says of the rules, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._free = _MEMO_CHARACTERS
        self._whole: dict[bytes, int] = {}
        self._inner: defaultdict[bytes, dict[bytes, int]] = defaultdict(dict)

    def add(self, literal: bytes, bits: int) -> None:
        """Give bits to the words that hold a literal."""
        word = literal.strip()
        if len(literal) == len(word) + 2 * len(EDGE):
            self._whole[word] = self._whole.get(word, 0) | bits
        else:
            bits_of = self._inner[literal[:_KEY]]
            bits_of[literal] = bits_of.get(literal, 0) | bits

    def __missing__(self, word: bytes) -> int:
        """Words are forgotten, all of them, when they have more than ``_MEMO_CHARACTERS``."""
        bits = self._bits(word)
        if not word.isalpha():
            for part in {part for parts in _PARTS for part in parts.findall(word)} - {word}:
                bits |= self._bits(part)
        self._free -= len(word)
        if self._free < 0:
            self.clear()
            self._free = _MEMO_CHARACTERS - len(word)
        if self._free >= 0:
            self[word] = bits
        return bits

    def _bits(self, word: bytes) -> int:
        bits = self._whole.get(word, 0)
        inner = self._inner.get
        word = b" %b " % word
        for place in range(len(word) - _SHORT_KEY + 1):
            for length in (_KEY, _SHORT_KEY):
                if literals := inner(word[place : place + length]):
                    for literal, more in literals.items():
                        if word.startswith(literal, place):
                            bits |= more
        return bits


def key_literals(expressions: Iterable[str]) -> tuple[str, ...]:
    """A few literals, one of which is in every folded text that any of the expressions matches.

    An expression that requires none makes it the empty one, which is in every text.
    """
    keys: set[str] = set()
    for needs in sorted(map(_bare_needs, expressions), key=len):
        if not needs:
            return ("",)
        keys |= min(needs, key=lambda literals: sum(map(_share_of_lines, literals - keys)))
    return tuple(sorted(key for key in keys if not any(other in key for other in keys - {key})))


def holds_any(keys: Sequence[str], lowered: str) -> bool:
    """Whether a folded text holds one of the literals; a plain loop, for every line is asked."""
    for key in keys:  # noqa: SIM110
        if key in lowered:
            return True
    return False


def _bare_needs(expression: str) -> list[frozenset[str]]:
    """The literals that an expression needs, without what is known of their edges."""
    found = [frozenset(literal.strip(EDGE) for literal in s) for s in needed_literals(expression)]
    return [literals for literals in found if not any(map(_is_letter, literals))]


def _is_letter(literal: str) -> bool:
    return len(literal) == 1 and literal.isascii()


def _share_of_lines(literal: str) -> float:
    """In how many lines a literal stands, roughly, wherever in a word."""
    return max(frequency({literal}), _SHARE_OF_SHORT if len(literal) <= _SHORT_KEY else 0)


@lru_cache(maxsize=_TEXTS_IN_HAND)
def _words(text: str) -> Sequence[bytes]:
    """The words of a text, as bytes: these are taken apart several times as fast.

    Several gates are asked of the lines of a posting, one after the other.
    """
    return _encoded(text if text.isascii() else folded(text)).translate(_WORDS_APART).split()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
