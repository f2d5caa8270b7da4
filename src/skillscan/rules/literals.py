"""Letters that a text must hold for a phrase to match: what spares most texts the expression.

They are read off the expression itself, so that no list has to be kept beside the rules and an
operator's own phrases are as quick as the packaged ones.
"""

from collections.abc import Iterable
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_MOST_LITERALS = 80
_MOST_CLAUSES = 4
_MOST_TEXTS = 6
"""Ways to write a part, up to which it is taken as a whole."""
_EMPTY = frozenset({""})
Clause = frozenset[str]
"""Texts in lower case, one of which must be there."""


@lru_cache(maxsize=20_000)
def required_literals(expression: str) -> tuple[Clause, ...]:
    """Clauses that all hold of every text (in lower case) that the expression matches.

    The most telling come first; an expression that may match any letters has none.
    """
    found = {_without_longer(clause) for clause in _of_sequence(_parser.parse(expression))}
    clauses = sorted(found, key=_worth, reverse=True)
    return tuple(clauses[:_MOST_CLAUSES])


def _of_sequence(items: Iterable[Any]) -> list[Clause]:
    """The clauses of all parts of a sequence; what follows each other is one text."""
    found: list[Clause] = []
    texts = _EMPTY
    for operation, argument in items:
        own = _texts_of_item(operation, argument)
        if own is not None and len(own) * len(texts) <= _MOST_TEXTS:
            texts = frozenset(text + more for text in texts for more in own)
            continue
        found += _clauses_of_texts(texts)
        found += _clauses_of_texts(own) if own is not None else _of_item(operation, argument)
        texts = _EMPTY
    return [*found, *_clauses_of_texts(texts)]


def _clauses_of_texts(texts: frozenset[str]) -> list[Clause]:
    return [] if "" in texts else [texts]


def _texts(items: Iterable[Any]) -> frozenset[str] | None:
    """All texts that a sequence matches where they are few and plain letters."""
    texts = _EMPTY
    for operation, argument in items:
        own = _texts_of_item(operation, argument)
        if own is None or len(own) * len(texts) > _MOST_TEXTS:
            return None
        texts = frozenset(text + more for text in texts for more in own)
    return texts


def _texts_of_item(operation: Any, argument: Any) -> frozenset[str] | None:
    if operation is _constants.AT:
        return _EMPTY
    if operation is _constants.LITERAL:
        return frozenset({chr(argument).lower()}) if _is_plain(chr(argument)) else None
    if operation is _constants.IN:
        return _texts_of_class(argument)
    if operation is _constants.SUBPATTERN:
        return _texts(argument[3])
    if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[1] == 1:
        once = _texts(argument[2])
        return once | _EMPTY if once is not None and argument[0] == 0 else once
    if operation is _constants.BRANCH:
        branches = [_texts(branch) for branch in argument[1]]
        few = [texts for texts in branches if texts is not None]
        return frozenset().union(*few) if len(few) == len(branches) else None
    return None


def _texts_of_class(members: Iterable[Any]) -> frozenset[str] | None:
    plain = [chr(c) for kind, c in members if kind is _constants.LITERAL and _is_plain(chr(c))]
    return frozenset(map(str.lower, plain)) if len(plain) == len(list(members)) <= 4 else None


def _of_item(operation: Any, argument: Any) -> list[Clause]:
    """The clauses of a part that is more than a few plain texts."""
    if operation is _constants.SUBPATTERN:
        return _of_sequence(argument[3])
    if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        return _of_sequence(argument[2]) if argument[0] else []
    if operation is _constants.ASSERT and argument[0] == 1:
        return _of_sequence(argument[1])
    if operation is _constants.BRANCH:
        return _of_branches(argument[1])
    return []


def _of_branches(branches: Iterable[Iterable[Any]]) -> list[Clause]:
    """One clause: the most telling one of each branch; none where a branch has none."""
    best = [max(_of_sequence(branch), key=_worth, default=None) for branch in branches]
    literals = frozenset(text for clause in best if clause is not None for text in clause)
    return [literals] if None not in best and len(literals) <= _MOST_LITERALS else []


def _without_longer(clause: Clause) -> Clause:
    """Without the literals that hold another one."""
    return frozenset(
        text for text in clause if not any(other in text for other in clause if other != text)
    )


def _is_plain(char: str) -> bool:
    """Whether case does not hide it: only such letters are sought in a text in lower case."""
    return char.isascii() or char.lower() == char.upper()


def _worth(clause: Clause) -> tuple[int, int, list[str]]:
    """Fewer texts hold longer literals, and fewer of them."""
    return min(min(map(len, clause)), 6), -len(clause), sorted(clause)
