r"""Searching an expression only where a match of it can begin.

A match of ``\b(?:seeking|in need of)\s…`` begins with one of a few literals. These are found in a
text many times as fast as the expression finds at each character that it does not match there.
What is found is the same.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import heapify, heappop, heapreplace
from itertools import chain
from math import prod
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from skillscan.rules.folding import folded
from skillscan.rules.kept import kept

_MAX_CHARACTERS = 6
"""Of a literal: more tell nothing."""
_CHARACTERS, _LINES = 4_000, 60
"""Of a usual text."""
_SHARES = {**dict.fromkeys(" etaoinsrhl", 0.07), **dict.fromkeys("bcdfgjkmpquvwxyz", 0.02)}
_SHARE_OF_OTHERS = 0.004
"""Of a usual text that one character makes up, roughly."""
_MOST_PLACES = 200
"""With more of them an expression is searched as quickly everywhere."""
_MAX_STARTS = 1_000
"""While an expression is taken apart."""
_MAX_SET = 10
"""Characters of a set: with more of them a place is found almost everywhere."""
_MOST_OF_A_START = _MAX_CHARACTERS + 1
LINE_START, TEXT_START = "\n", "\r"
"""Among literals: the start of any line, and of the text. No folded text has these characters."""
_ANCHORED = (LINE_START, TEXT_START)
_ANCHORS = {
    _constants.AT_BEGINNING: LINE_START,
    _constants.AT_BEGINNING_STRING: TEXT_START,
}
_WHITE_SPACE = (_constants.CATEGORY, _constants.CATEGORY_SPACE)
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
        literals = self._literals
        if not literals or len(folded_text) != len(text):
            return self._pattern.search(text, begin)
        # Each place is sought when it is its turn: often the first is enough, and a search that is
        # begun again and again costs the rest of the text each time.
        ahead = _first_places(text, folded_text, literals, begin)
        match = self._pattern.match
        while ahead:
            place, literal = ahead[0]
            if found := match(text, place):
                return found
            place = _next_place(text, folded_text, literal, place + 1)
            if place >= 0:
                heapreplace(ahead, (place, literal))
            else:
                heappop(ahead)
        return None

    def finditer(self, text: str, folded_text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, which the caller has ``folded``."""
        literals = self._literals
        if not literals or len(folded_text) != len(text):
            return self._pattern.finditer(text)
        places: list[int] = []
        for literal in literals:
            _add_places(places, text, folded_text, literal)
        return _matches_from(self._pattern, text, sorted(places)) if places else iter(())


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
        known: dict[str, list[int]] = {}
        for pattern, literals in self._searches:
            if not literals or len(folded_text) != len(text):
                yield pattern.finditer(text)
                continue
            starts: list[int] = []
            for literal in literals:
                places = known.get(literal)
                if places is None:
                    places = known[literal] = []
                    _add_places(places, text, folded_text, literal)
                starts += places
            yield _matches_from(pattern, text, sorted(starts)) if starts else iter(())


@lru_cache(maxsize=1_000)
def start_literals(expression: str) -> tuple[str, ...]:
    """Folded literals with one of which every match begins, ``LINE_START`` or ``TEXT_START`` among
    them where one may begin there with anything; none where that tells too little.
    """
    return kept("start literals", expression, lambda: _start_literals(expression))


def _start_literals(expression: str) -> tuple[str, ...]:
    starts = frozenset[str]().union(*_starts(_parser.parse(expression)))
    covering = starts & {LINE_START, TEXT_START}
    found = covering | {_shown(start) for start in starts if start[:1] not in covering}
    if "" in found or found == {LINE_START}:
        return ()
    cost, literals = _cheapest(found, "")
    return literals if cost < _MOST_PLACES else ()


def _cheapest(literals: Collection[str], beginning: str) -> tuple[float, tuple[str, ...]]:
    """Literals with a common beginning as they are best sought: by it alone, or further on."""
    if beginning in literals:
        return _cost(beginning), (beginning,)
    length = len(beginning) + 1
    longer = sorted({literal[:length] for literal in literals})
    parts = [_cheapest([s for s in literals if s.startswith(more)], more) for more in longer]
    apart = sum(cost for cost, _ in parts), tuple(chain.from_iterable(way for _, way in parts))
    return min((_cost(beginning), (beginning,)), apart) if beginning else apart


def _cost(literal: str) -> float:
    """What it takes to seek a literal and to try an expression wherever it stands."""
    if literal in _ANCHORED:
        return _LINES if literal == LINE_START else 1
    return 1 + _CHARACTERS * prod(_SHARES.get(s, _SHARE_OF_OTHERS) for s in literal)


def _shown(start: str) -> str:
    """What is sought for a start: of one at the start of a line its literal, if it has one."""
    literal = start.lstrip(LINE_START + TEXT_START)
    return folded(literal)[:_MAX_CHARACTERS] if literal else start


def _matches_from(
    pattern: re.Pattern[str], text: str, places: Iterable[int]
) -> Iterator[re.Match[str]]:
    """The matches that begin at these places, in order, not overlapping."""
    end = 0
    for start in places:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def _add_places(places: list[int], text: str, folded_text: str, literal: str) -> None:
    """Add all places where a literal stands, in order."""
    if literal in _ANCHORED:
        place = _next_start(text, literal, 0)
        while place >= 0:
            places.append(place)
            place = _next_start(text, literal, place + 1)
        return
    find = folded_text.find
    place = find(literal)
    while place >= 0:
        places.append(place)
        place = find(literal, place + 1)


def _first_places(
    text: str, folded_text: str, literals: Sequence[str], begin: int
) -> list[tuple[int, str]]:
    """The first place of each literal that stands somewhere from a place on, as a heap."""
    ahead = []
    find = folded_text.find
    for literal in literals:
        place = find(literal, begin)
        if place < 0 and literal in _ANCHORED:
            place = _next_start(text, literal, begin)
        if place >= 0:
            ahead.append((place, literal))
    heapify(ahead)
    return ahead


def _next_place(text: str, folded_text: str, literal: str, begin: int) -> int:
    """Where a literal stands next from a place on, or -1."""
    if literal in _ANCHORED:
        return _next_start(text, literal, begin)
    return folded_text.find(literal, begin)


def _next_start(text: str, start: str, begin: int) -> int:
    """Where the text or a line of it starts from a place on, or -1."""
    if begin == 0:
        return 0
    return text.find("\n", begin - 1) + 1 or -1 if start == LINE_START else -1


def _starts(parsed: Any) -> _Starts:
    going_on, cut = frozenset({""}), frozenset[str]()
    for operation, argument in parsed:
        if operation is _constants.AT and argument in _ANCHORS and going_on == {""}:
            going_on = frozenset({_ANCHORS[argument]})
        if operation in _NO_WIDTH:
            continue
        item_goes_on, item_cut = _starts_of(operation, argument)
        longer_cut = cut | _joined(going_on, item_cut)
        longer = _joined(going_on, item_goes_on)
        if len(longer) + len(longer_cut) > _MAX_STARTS:
            return frozenset(), going_on | cut
        going_on, cut = longer, longer_cut
        if not going_on or min(map(len, going_on)) >= _MAX_CHARACTERS:
            break
    return going_on, cut


def _starts_of(operation: Any, argument: Any) -> _Starts:
    if operation is _constants.LITERAL:
        return frozenset({_character(argument)}), frozenset()
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
    """Each character of a small set, as of ``[2-8]`` or ``[ée]``; of others nothing is told."""
    characters = ""
    for operation, argument in parts:
        if operation is _constants.RANGE and argument[1] - argument[0] < _MAX_SET:
            characters += "".join(map(_character, range(argument[0], argument[1] + 1)))
        elif operation is _constants.LITERAL:
            characters += _character(argument)
        elif (operation, argument) == _WHITE_SPACE:
            characters += " "
        else:
            return frozenset(), frozenset({""})
    if len(characters) > _MAX_SET:
        return frozenset(), frozenset({""})
    return frozenset(characters), frozenset()


def _character(code: int) -> str:
    """A character as a folded text has it, as far as white space goes."""
    return " " if chr(code).isspace() else chr(code)


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*parts)


def _joined(firsts: frozenset[str], seconds: frozenset[str]) -> frozenset[str]:
    return frozenset(
        (first + (second.lstrip(LINE_START + TEXT_START) if first else second))[:_MOST_OF_A_START]
        for first in firsts
        for second in seconds
    )
