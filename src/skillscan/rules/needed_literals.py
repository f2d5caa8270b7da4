r"""Which words every match of an expression holds, read off the expression.

``\ba big plus\b`` needs the words ``a``, ``big`` and ``plus``; ``home[- ]?offices?`` a word that
begins with ``home`` and one that ends with ``office`` or ``offices``. So no list of words has to be
kept beside the rules, and an operator's own phrases are as quick as the packaged ones.

A literal with a space at an end has an edge there: neither a letter nor a digit stands next to it,
as far as these are ASCII. Without one, anything may.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from skillscan.rules.folding import folded
from skillscan.rules.kept import kept

AnyOf = frozenset[str]
"""Literals of which a match holds at least one."""

EDGE = " "
_MAYBE, _CUT = "\x01", "\x00"
"""In a run of characters: signs that may be left out, and what nothing is known of."""
_BETWEEN_WORDS = re.compile(rf"[{EDGE}{_MAYBE}]+")
_UNFINISHED = re.compile(rf"([{EDGE}{_MAYBE}]*)([a-z0-9]*)\Z")
OTHER_SIGNS = "\u0400-\u1fff\u3000-\U0010ffff"
"""Letters of other scripts, and emoji: each is a word of its own. Between them lie other kinds of
signs, dashes and bullets among them, which stand in most texts and tell nothing."""
_WORD = re.compile(rf"[a-z0-9]+|[{OTHER_SIGNS}]")
"""A run of letters and digits, or one of the other signs."""
_WORD_CHARACTER = re.compile(r"[a-z0-9]")
_KEY = 2
"""Shorter literals tell nothing, but where both edges are known."""
_ALWAYS = 100.0
_SHARE_OF_OTHER_SIGNS = 0.01
_NEEDS = 6
"""So many sets are told of an expression."""
_FREQUENT = frozenset(
    (  # noqa: SIM905
        "a about across ai all an analysis analytics and any applications are as at based be best"
        " build building business but by can cloud company complex computer customer customers data"
        " design develop development drive e engineer engineering engineers ensure environment"
        " experience for from growth have help high if impact in including infrastructure into is"
        " it knowledge learning ll machine management ml model models more new not of on"
        " opportunity or other our performance platform product production products python quality"
        " re related research role s scale science services skills software solutions strong such"
        " support systems team teams technical technology that the their this through time to"
        " tools understanding us using we what who will with work working world years you your"
    ).split()
)
"""Words of at least every fiftieth line of postings. They only say which of several sets is worth
looking for, so a list that is out of date costs time and changes no reading."""
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_EDGES = (
    _constants.AT_BOUNDARY,
    _constants.AT_BEGINNING,
    _constants.AT_BEGINNING_STRING,
    _constants.AT_END,
    _constants.AT_END_STRING,
)
_NO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_IS_WORD = (_constants.CATEGORY, _constants.CATEGORY_WORD)
_NEGATED = (_constants.NEGATE, None)
_SEPARATING_CATEGORIES = (_constants.CATEGORY_SPACE, _constants.CATEGORY_NOT_WORD)

_Item = tuple[Any, Any]
"""A part of an expression as Python takes it apart: what it is, and its arguments."""


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


@lru_cache(maxsize=20_000)
def needed_literals(expression: str) -> tuple[AnyOf, ...]:
    """The rarest literals that every match of an expression holds: one of each set.

    Rarest first; empty where none are known.
    """

    def work_out() -> tuple[AnyOf, ...]:
        needs = set(_needs(parsed(expression)))
        rarest = sorted(needs, key=lambda literals: (frequency(literals), sorted(literals)))
        return tuple(rarest[:_NEEDS])

    return kept("needed literals", expression, work_out)


def frequency(literals: Collection[str]) -> float:
    """How often one of these literals stands in a line, roughly; of none of them, always."""
    return sum(map(_frequency, literals)) if literals else _ALWAYS


def _frequency(literal: str) -> float:
    if not literal.isascii():
        return _SHARE_OF_OTHER_SIGNS
    return 0.5 if literal.strip(EDGE) in _FREQUENT else 0.6 ** len(literal)


def _needs(parts: Iterable[_Item], run: str = "", *, edge_behind: bool = False) -> Iterator[AnyOf]:
    """Sets of literals, one of each of which every match of some parts holds.

    ``run`` is what is written right in front of them; ``edge_behind`` says that an edge follows.
    """
    items = list(_without_groups(parts))
    for place, item in enumerate(items):
        operation, argument = item
        if operation is _constants.LITERAL:
            run += _written(argument)
        elif _separates(item):
            run += EDGE
        elif _may_separate(item):
            run += _MAYBE
        elif operation is _constants.ASSERT:
            yield from _needs(argument[1])
        elif branches := _branches(item):
            if _meets_edge(items[place:], 1, beyond=edge_behind):
                run += EDGE
            ahead = _is_single(item) and _meets_edge(items[place + 1 :], 1, beyond=edge_behind)
            before, word = _UNFINISHED.search(run).groups()  # type: ignore[union-attr]
            found = [_rarest(_needs(b, before + word, edge_behind=ahead)) for b in branches]
            longer = frozenset[str]().union(*found) if all(found) else frozenset[str]()
            if longer and frequency(longer) < frequency(_rarest(_words(before + word))):
                yield longer
                run = run.removesuffix(word)
            is_behind_edge = EDGE in before and not word
            run += _CUT + EDGE * _meets_edge([item], -1, beyond=is_behind_edge)
        elif operation not in _NO_WIDTH:
            run += _CUT
    yield from _words(run + EDGE * edge_behind)


def _words(run: str) -> Iterator[AnyOf]:
    """The words of a run of characters, each with the edges that are known of it."""
    run = _BETWEEN_WORDS.sub(lambda found: EDGE if EDGE in found[0] else _CUT, run)
    for word in _WORD.finditer(run):
        if not word[0].isascii():
            yield frozenset({word[0]})
            continue
        front = EDGE * (run[: word.start()][-1:] == EDGE)
        back = EDGE * (run[word.end() :][:1] == EDGE)
        if len(word[0]) >= _KEY or front + back == 2 * EDGE:
            yield frozenset({front + word[0] + back})


def _rarest(needs: Iterable[AnyOf]) -> AnyOf:
    return min(needs, key=frequency, default=frozenset())


def _without_groups(parts: Iterable[_Item]) -> Iterator[_Item]:
    """The parts of a sequence, those of a group in its place."""
    for operation, argument in parts:
        if operation is _constants.SUBPATTERN:
            yield from _without_groups(argument[3])
        elif operation is _constants.ATOMIC_GROUP:
            yield from _without_groups(argument)
        else:
            yield operation, argument


def _branches(item: _Item) -> list[list[_Item]]:
    """What may stand in an item's place, at least once; none where it is no choice of sequences."""
    operation, argument = item
    if operation is _constants.BRANCH:
        return [list(branch) for branch in argument[1]]
    if operation in _REPEATS:
        return [list(argument[2]), *([[]] if argument[0] == 0 else [])]
    return []


def _is_single(item: _Item) -> bool:
    """Whether what stands behind an item stands behind each of its branches."""
    operation, argument = item
    return operation is _constants.BRANCH or argument[1] == 1


def _meets_edge(items: Iterable[_Item], step: int, *, beyond: bool) -> bool:
    """Whether an edge comes first to one who walks along these items, forward (1) or backward (-1),
    whatever of them is left out; ``beyond`` says whether there is one behind the last of them.
    """
    walked = list(_without_groups(items))[::step]
    for place, item in enumerate(walked):
        if _separates(item):
            return True
        if item[0] in _NO_WIDTH or _may_separate(item):
            continue
        rest = walked[place + 1 :][::step]
        branches = _branches(item)
        return bool(branches) and all(
            _meets_edge(branch, step, beyond=_meets_edge(rest, step, beyond=beyond))
            for branch in branches
        )
    return beyond


def _separates(item: _Item) -> bool:
    """Whether it has an edge on both sides: signs, white space, the start of a text."""
    operation, argument = item
    if operation is _constants.LITERAL:
        return _is_sign(argument)
    if operation is _constants.IN:
        return _is_set_of_signs(argument)
    if operation is _constants.AT:
        return argument in _EDGES
    if operation is _constants.ASSERT_NOT:
        return len(argument[1]) == 1 and _holds_all_word_characters(argument[1][0])
    return operation in _REPEATS and argument[0] > 0 and _all_separate(argument[2])


def _may_separate(item: _Item) -> bool:
    """Whether it is signs or white space, or nothing."""
    operation, argument = item
    return operation in _REPEATS and argument[0] == 0 and _all_separate(argument[2])


def _all_separate(parts: Iterable[_Item]) -> bool:
    return all(map(_separates, _without_groups(parts)))


def _holds_all_word_characters(item: _Item) -> bool:
    operation, argument = item
    return operation is _constants.IN and argument[0] != _NEGATED and _IS_WORD in argument


def _is_set_of_signs(parts: Sequence[_Item]) -> bool:
    if parts[0] == _NEGATED:
        return _IS_WORD in parts
    return all(
        _is_sign(argument)
        if operation is _constants.LITERAL
        else operation is _constants.CATEGORY and argument in _SEPARATING_CATEGORIES
        for operation, argument in parts
    )


def _is_sign(code: int) -> bool:
    return not _WORD_CHARACTER.search(folded(chr(code)))


def _written(code: int) -> str:
    """A character in a run: a letter or digit, an edge, or another sign, which has edges."""
    character = folded(chr(code))
    if len(character) == 1 and not character.isascii() and _WORD.fullmatch(character):
        return EDGE + character + EDGE
    return re.sub(r"[^a-z0-9]", EDGE, character)
