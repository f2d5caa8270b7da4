"""Which of many expressions may match in a text, told cheaply by the words of the text.

Every expression needs some literal: "is a plus" needs the letters ``plus``. A gate knows for each
what it needs, and what each word that it met has of it, so that most expressions need not be tried
at all. It never says no to an expression that matches.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from skillscan.rules.memo import Memo

_WORD = re.compile(r"[a-z0-9]+")
_KEY = 2
"""Literals are found by their first characters; shorter ones tell nothing."""
_MEMO_CHARACTERS = 500_000
_FREQUENT = frozenset(
    (  # noqa: SIM905
        "a about all an and any are as be but by data experience for have if in is it like not of"
        " on or our skills strong team that the this to we will with work working you your"
    ).split()
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)

AnyOf = frozenset[str]
"""Literals of which a match holds at least one."""


class LiteralGate:
    """Tells which of several rules may match in a text; a rule is its expressions."""

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        self._always = 0
        self._starting: dict[str, list[tuple[str, int]]] = {}
        self._known = Memo[int](_MEMO_CHARACTERS)
        for place, expressions in enumerate(rules):
            for expression in expressions:
                self._add(needed_literals(expression), 1 << place)

    def _add(self, literals: AnyOf, bit: int) -> None:
        if not literals:
            self._always |= bit
        for literal in literals:
            self._starting.setdefault(literal[:_KEY], []).append((literal, bit))

    def __call__(self, text: str) -> int:
        """A number with bit ``n`` set where rule ``n`` may match in the text."""
        if not text.isascii():
            text = text.replace("İ", "i").replace("ı", "i")  # both are "i" where case is ignored
        found, known = self._always, self._known.get
        for word in _WORD.findall(text.casefold()):
            bits = known(word)
            found |= self._bits(word) if bits is None else bits
        return found

    def _bits(self, word: str) -> int:
        """What a word that was not met before says of the rules."""
        bits = 0
        for place in range(len(word) - 1):
            for literal, bit in self._starting.get(word[place : place + _KEY], ()):
                if word.startswith(literal, place):
                    bits |= bit
        return self._known.put(word, bits)


@lru_cache(maxsize=20_000)
def needed_literals(expression: str) -> AnyOf:
    """The rarest literals of which every match of an expression holds one; empty: none known."""
    return _rarest(_needs(_parser.parse(expression)))


def _rarest(needs: Iterable[AnyOf]) -> AnyOf:
    return min((literals for literals in needs if literals), key=_frequency, default=frozenset())


def _frequency(literals: AnyOf) -> float:
    return sum(0.5 if literal in _FREQUENT else 0.6 ** len(literal) for literal in literals)


def _needs(parsed: Any) -> Iterator[AnyOf]:
    """Sets of literals, one of each of which every match holds."""
    run = ""
    for operation, argument in parsed:
        if operation is _constants.LITERAL:
            run += chr(argument)
            continue
        yield from _longest_word(run)
        run = ""
        yield from _needs_of(operation, argument)
    yield from _longest_word(run)


def _needs_of(operation: Any, argument: Any) -> Iterator[AnyOf]:
    if operation is _constants.SUBPATTERN:
        yield from _needs(argument[3])
    elif operation is _constants.ATOMIC_GROUP:
        yield from _needs(argument)
    elif operation is _constants.BRANCH:
        branches = [_rarest(_needs(branch)) for branch in argument[1]]
        if all(branches):
            yield frozenset().union(*branches)
    elif operation in _REPEATS and argument[0] > 0:
        yield from _needs(argument[2])
    elif operation is _constants.ASSERT:
        yield from _needs(argument[1])


def _longest_word(run: str) -> Iterator[AnyOf]:
    word = max(_WORD.findall(run.casefold()), key=len, default="")
    if len(word) >= _KEY:
        yield frozenset({word})
