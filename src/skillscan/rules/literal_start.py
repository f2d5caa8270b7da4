r"""Searching an expression only where a match of it can begin.

A match of ``\b(?:seeking|in need of)\s…`` begins with one of a few literals. These are found in a
text many times as fast as the expression finds at each character that it does not match there.
What is found is the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import heapify, heappop, heapreplace
from itertools import chain
from re import _constants, _parser  # type: ignore[attr-defined]
from string import digits
from typing import Any

from skillscan.rules.kept import kept
from skillscan.rules.literal_gate import folded

_MAX_CHARACTERS = 6
"""Of a literal: more tell nothing."""
_MAX_LITERALS = 100
_NO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)

_Starts = tuple[frozenset[str], frozenset[str]]
"""What texts begin with: literals that what follows continues, and literals that are cut."""


class StartSearch:
    """Searches one expression."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        """Sought when they are first needed: most phrases never are."""
        return start_literals(self._pattern.pattern)

    def search(self, text: str, folded_text: str, begin: int = 0) -> re.Match[str] | None:
        """The first match from a place on in a text, which the caller has ``folded``."""
        if not self._literals or len(folded_text) != len(text):
            return self._pattern.search(text, begin)
        for start in _in_order(folded_text, self._literals, begin):
            if match := self._pattern.match(text, start):
                return match
        return None

    def finditer(self, text: str, folded_text: str, begin: int = 0) -> Iterator[re.Match[str]]:
        """The matches from a place on in a text, which the caller has ``folded``."""
        if not self._literals or len(folded_text) != len(text):
            yield from self._pattern.finditer(text, begin)
            return
        places = sorted(_places(folded_text, self._literals, begin))
        yield from _matches_from(self._pattern, text, places)


class StartSearches:
    """Searches several expressions in the same text: where a literal stands is looked for once, for
    all of them that begin with it.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def _searches(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        """Each expression with its literals."""
        return tuple((pattern, start_literals(pattern.pattern)) for pattern in self._patterns)

    def finditer(self, text: str) -> Iterator[Iterator[re.Match[str]]]:
        """For each expression, in their order, its matches in the text."""
        folded_text = folded(text)
        places: dict[str, list[int]] = {}
        for pattern, literals in self._searches:
            if not literals or len(folded_text) != len(text):
                yield pattern.finditer(text)
                continue
            for literal in literals:
                if literal not in places:
                    places[literal] = list(_places(folded_text, (literal,), 0))
            starts = sorted(chain.from_iterable(places[literal] for literal in literals))
            yield _matches_from(pattern, text, starts)


@lru_cache(maxsize=1_000)
def start_literals(expression: str) -> tuple[str, ...]:
    """Folded literals with one of which every match begins; none where that tells too little."""
    return kept("start literals", expression, lambda: _start_literals(expression))


def _start_literals(expression: str) -> tuple[str, ...]:
    going_on, cut = _starts(_parser.parse(expression))
    found = {folded(literal)[:_MAX_CHARACTERS] for literal in going_on | cut}
    if "" in found or len(found) > _MAX_LITERALS:
        return ()
    return tuple(sorted(s for s in found if not any(s != o and s.startswith(o) for o in found)))


def _matches_from(
    pattern: re.Pattern[str], text: str, places: Iterable[int]
) -> Iterator[re.Match[str]]:
    """The matches that begin at these places, in order, not overlapping."""
    end = 0
    for start in places:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def _places(text: str, literals: Sequence[str], begin: int) -> Iterator[int]:
    for literal in literals:
        place = text.find(literal, begin)
        while place >= 0:
            yield place
            place = text.find(literal, place + 1)


def _in_order(text: str, literals: Sequence[str], begin: int) -> Iterator[int]:
    """The same places in their order, each sought when it is asked for: often the first is enough,
    and a search that is begun again and again costs the rest of the text each time.
    """
    ahead = [(place, s) for s in literals if (place := text.find(s, begin)) >= 0]
    heapify(ahead)
    while ahead:
        place, literal = ahead[0]
        yield place
        following = text.find(literal, place + 1)
        if following >= 0:
            heapreplace(ahead, (following, literal))
        else:
            heappop(ahead)


def _starts(parsed: Any) -> _Starts:
    going_on, cut = frozenset({""}), frozenset[str]()
    for operation, argument in parsed:
        if operation in _NO_WIDTH:
            continue
        item_goes_on, item_cut = _starts_of(operation, argument)
        cut |= _joined(going_on, item_cut)
        going_on = _joined(going_on, item_goes_on)
        if len(going_on) + len(cut) > _MAX_LITERALS:
            return frozenset(), going_on | cut
        if not going_on or min(map(len, going_on)) >= _MAX_CHARACTERS:
            break
    return going_on, cut


def _starts_of(operation: Any, argument: Any) -> _Starts:
    if operation is _constants.LITERAL:
        return frozenset({chr(argument)}), frozenset()
    if operation is _constants.IN:
        return _starts_of_set(argument)
    if operation is _constants.SUBPATTERN:
        return _starts(argument[3])
    if operation is _constants.ATOMIC_GROUP:
        return _starts(argument)
    if operation is _constants.BRANCH:
        branches = [_starts(branch) for branch in argument[1]]
        return _union(goes_on for goes_on, _ in branches), _union(cut for _, cut in branches)
    if operation in _REPEATS:
        least, most, item = argument
        goes_on, cut = _starts(item)
        if (least, most) == (0, 1):
            return goes_on | {""}, cut
        return frozenset({""} if least == 0 else ()), goes_on | cut
    return frozenset(), frozenset({""})


def _starts_of_set(parts: Iterable[tuple[Any, Any]]) -> _Starts:
    """Of a set of digits, as ``[2-8]``, each of them: they are rare. Of others nothing is told."""
    signs = ""
    for operation, argument in parts:
        if operation is _constants.RANGE and argument[1] - argument[0] < len(digits):
            signs += "".join(map(chr, range(argument[0], argument[1] + 1)))
        elif operation is _constants.LITERAL:
            signs += chr(argument)
        else:
            return frozenset(), frozenset({""})
    is_of_digits = signs.isascii() and signs.isdecimal()
    return (frozenset(signs), frozenset()) if is_of_digits else (frozenset(), frozenset({""}))


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*parts)


def _joined(firsts: frozenset[str], seconds: frozenset[str]) -> frozenset[str]:
    return frozenset(first + second for first in firsts for second in seconds)
