"""Which of many expressions may match in a text, told cheaply by the words of the text.

Every expression needs some literals: "a big plus" needs the letters ``big`` and ``plus``. A gate
knows for each what it needs, and what each word that it met has of it, so that most expressions
need not be tried at all. It never says no to an expression that matches.

The literals are read off the expressions, so that no list has to be kept beside the rules and an
operator's own phrases are as quick as the packaged ones.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

from skillscan.rules.kept import kept
from skillscan.rules.memo import Memo

_WORD = re.compile(r"[a-z0-9]+|[^\x00-\uffff]")
"""A run of letters and digits, or one emoji."""
_WORD_BYTES = frozenset(
    [*(ascii_lowercase + digits).encode(), *range(0x80, 0xC0), *range(0xF0, 256)]
)
_WORDS_APART = bytes(
    byte if byte in _WORD_BYTES else ord(" ") for byte in bytes(range(256)).lower()
)
"""For each byte of a text what stands for it where its words are sought. All bytes of an emoji
are kept, and so some of other signs."""
_KEY = 2
"""Shorter literals tell nothing."""
_LONG_KEY = 3
"""Literals are found by so many of their bytes."""
_NEEDS = 2
"""A phrase is asked for so many of its words: "plus" alone stands in many texts."""
_MEMO_CHARACTERS = 500_000
_FREQUENT = frozenset(
    (  # noqa: SIM905
        "a about all an and any are as be but by can data experience for from have if in is it like"
        " not of on or our skills strong team that the this time to we will with work working you"
        " your"
    ).split()
)
_ASCII_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
_OTHER_SPACES = (
    f"{_ASCII_SPACES}\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What ``\\s`` matches but a space itself."""
_FOLDED_ASCII = str.maketrans(
    ascii_uppercase + _ASCII_SPACES, ascii_lowercase + " " * len(_ASCII_SPACES)
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)

AnyOf = frozenset[str]
"""Literals of which a match holds at least one."""


class LiteralGate:
    """Tells which of several rules may match in a text; a rule is its expressions."""

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        parts = [list(expressions) for expressions in rules]
        self._first = (1 << len(parts)) - 1
        self._shift = len(parts)
        self._always = 0
        self._starting: defaultdict[bytes, dict[bytes, int]] = defaultdict(dict)
        self._short: defaultdict[bytes, dict[bytes, int]] = defaultdict(dict)
        self._known = Memo[int](_MEMO_CHARACTERS)
        for place, expressions in enumerate(parts):
            for expression in expressions:
                self._add(needed_literals(expression), 1 << place)

    def _add(self, needs: Sequence[AnyOf], bit: int) -> None:
        """Give a rule its two bits, one for each literal that it needs."""
        for number in range(_NEEDS):
            bits = bit << (number * self._shift)
            if number >= len(needs):
                self._always |= bits
                continue
            for literal in map(_encoded, needs[number]):
                key = literal[:_LONG_KEY]
                bits_of = (self._starting if len(key) == _LONG_KEY else self._short)[key]
                bits_of[literal] = bits_of.get(literal, 0) | bits

    def __call__(self, text: str) -> int:
        """A number with bit ``n`` set where rule ``n`` may match in the text."""
        found, words = self._always, _words(text)
        distinct = set(map(self._known.get, words))  # few, as most words tell nothing
        if None in distinct:
            distinct.remove(None)
            known = self._known.get
            distinct.update([self._bits(word) for word in words if known(word) is None])
        for bits in distinct:
            if bits:
                found |= bits
        return found & (found >> self._shift) & self._first

    def _bits(self, word: bytes) -> int:
        """What a word that was not met before says of the rules."""
        bits = 0
        starting, short = self._starting.get, self._short.get
        for place in range(len(word) - _KEY + 1):
            if known := starting(word[place : place + _LONG_KEY]):
                for literal, more in known.items():
                    if word.startswith(literal, place):
                        bits |= more
            if known := short(word[place : place + _KEY]):
                bits |= known[word[place : place + _KEY]]
        return self._known.put(word, bits)


def key_literals(expressions: Iterable[str]) -> tuple[str, ...]:
    """A few literals, one of which is in every folded text that any of the expressions matches.

    An expression that requires none makes it the empty one, which is in every text.
    """
    keys: set[str] = set()
    for needs in sorted(map(_all_needs, expressions), key=len):
        if not needs:
            return ("",)
        keys |= min(needs, key=lambda literals: _frequency(literals - keys))
    return tuple(sorted(key for key in keys if not any(other in key for other in keys - {key})))


def holds_any(keys: Sequence[str], lowered: str) -> bool:
    """Whether a folded text holds one of the literals; a plain loop, for every line is asked."""
    for key in keys:  # noqa: SIM110
        if key in lowered:
            return True
    return False


def folded(text: str) -> str:
    """The text in which literals are sought: what is alike where case is ignored is the same, and
    every white space is a space.
    """
    if text.isascii():
        return text.translate(_FOLDED_ASCII)
    text = text.replace("İ", "i").replace("ı", "i").casefold()
    for space in _OTHER_SPACES:
        text = text.replace(space, " ")
    return text


def _words(text: str) -> list[bytes]:
    """The words of a text, as bytes: these are taken apart several times as fast."""
    return _encoded(text if text.isascii() else folded(text)).translate(_WORDS_APART).split()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=512)
def parsed(expression: str) -> Any:
    """An expression as Python takes it apart; kept for a while, as more than one question is asked
    of it.
    """
    return _parser.parse(expression)


def most_characters(expression: str) -> int:
    """How many characters a match of an expression has at most."""

    def work_out() -> int:
        _, most = parsed(expression).getwidth()
        return int(most)

    return kept("most characters", expression, work_out)


def needed_literals(expression: str) -> tuple[AnyOf, ...]:
    """The rarest literals that every match of an expression holds: one of each set, at most two.

    Rarest first; empty where none are known.
    """
    return _all_needs(expression)[:_NEEDS]


@lru_cache(maxsize=20_000)
def _all_needs(expression: str) -> tuple[AnyOf, ...]:
    def work_out() -> tuple[AnyOf, ...]:
        needs = {literals for literals in _needs(parsed(expression)) if literals}
        return tuple(sorted(needs, key=lambda literals: (_frequency(literals), sorted(literals))))

    return kept("needed literals", expression, work_out)


def _rarest(needs: Iterable[AnyOf]) -> AnyOf:
    return min((literals for literals in needs if literals), key=_frequency, default=frozenset())


def _frequency(literals: Collection[str]) -> float:
    return sum(0.5 if literal in _FREQUENT else 0.6 ** len(literal) for literal in literals)


def _needs(parsed: Any, run: str = "") -> Iterator[AnyOf]:
    """Sets of literals, one of each of which every match holds; ``run`` stands in front."""
    for operation, argument in parsed:
        if operation is _constants.LITERAL:
            run += chr(argument)
            continue
        yield from _rarest_word(run)
        yield from _needs_of(operation, argument, run)
        run = ""
    yield from _rarest_word(run)


def _needs_of(operation: Any, argument: Any, run: str) -> Iterator[AnyOf]:
    if operation is _constants.SUBPATTERN:
        yield from _needs(argument[3])
    elif operation is _constants.ATOMIC_GROUP:
        yield from _needs(argument)
    elif operation is _constants.BRANCH:
        # What branches have in common was moved in front of them: "w(?:eek|k)".
        branches = [_rarest(_needs(branch, run)) for branch in argument[1]]
        if all(branches):
            yield frozenset().union(*branches)
    elif operation in _REPEATS and argument[0] > 0:
        yield from _needs(argument[2])
    elif operation is _constants.ASSERT:
        yield from _needs(argument[1])


def _rarest_word(run: str) -> Iterator[AnyOf]:
    words = (word for word in _WORD.findall(run.casefold()) if len(word) >= _KEY or word > "z")
    if word := min(words, key=lambda word: _frequency({word}), default=""):
        yield frozenset({word})
