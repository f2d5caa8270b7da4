"""Phrases: what a rule matches, written one a line, and the expressions that they are joined into.

A phrase is a Python regular expression of at most MAX_PHRASE_CHARACTERS without an ``|`` outside of
brackets: alternatives are phrases of their own. ``{name}`` stands for any phrase of the fragment of
that name. Repetitions of "any character" have a bound, for the texts are hostile.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, cast

from skillscan.rules.expressions import compile_expression

MAX_PHRASE_CHARACTERS = 160
_FRAGMENT = re.compile(r"\{([a-z][a-z_]*)\}")
_MAX_DEPTH = 12
_FIRST_PRINTABLE = 32
_PLAIN = re.compile(r"[\w ,'/-]*")
"""Texts in which no sign has a meaning for expressions."""
_LOOK_BEHIND = "(?<"
_UNBOUNDED = re.compile(r"[*+]|,\}")

NEVER = r"(?!)"
"""The phrase that matches nothing: what is left of a rule without phrases."""
NOTHING = re.compile(NEVER)
"""The same compiled."""

Fragments = Mapping[str, tuple[str, ...]]
"""Phrases by the name that stands for any of them."""


def joined(phrases: Sequence[str], fragments: Fragments) -> str:
    """One expression that matches where any phrase does; the first of several wins."""
    expanded = [expand(phrase, fragments) for phrase in phrases]
    if len(expanded) == 1:
        return expanded[0]
    # Where all begin at a word's edge, it is looked for once and not once a phrase.
    edge = r"\b" if all(phrase.startswith(r"\b") for phrase in expanded) else ""
    return f"{edge}(?:{'|'.join(phrase.removeprefix(edge) for phrase in expanded)})"


def expand(phrase: str, fragments: Fragments, depth: int = 0) -> str:
    """The phrase with its fragments filled in; raises ValueError where one is not known."""
    if depth > _MAX_DEPTH:
        raise ValueError("fragments that name each other")
    if not isinstance(phrase, str):
        raise ValueError(f"a fragment holds {phrase!r}, which is no text")
    if "{" not in phrase:
        return phrase

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name not in fragments:
            raise ValueError(f"no fragment {{{name}}}")
        return f"(?:{'|'.join(expand(part, fragments, depth + 1) for part in fragments[name])})"

    return _FRAGMENT.sub(fill, phrase)


def fragment_names(phrase: str) -> frozenset[str]:
    """The fragments that a phrase names itself."""
    return frozenset(_FRAGMENT.findall(phrase))


class LatePattern:
    """An expression that is compiled when it is first asked: of thousands a text needs a few.

    It has what ``re.Pattern`` has.
    """

    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Of the compiled expression, and kept: what it is asked again stands here."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(compile_expression(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return compiled, (self.pattern, self._flags)


@lru_cache(maxsize=20_000)
def compiled(expression: str, flags: int) -> re.Pattern[str]:
    """The expression; kept, because proofs need nearly the same rules many times."""
    return cast("re.Pattern[str]", LatePattern(expression, flags))


def faults_of(phrase: object, fragments: Fragments) -> Iterator[str]:
    """What is wrong with a phrase."""
    if not isinstance(phrase, str) or not phrase:
        yield f"{phrase!r} is no text; put quotes around it"
        return
    if not phrase.isprintable() and any(ord(sign) < _FIRST_PRINTABLE for sign in phrase):
        yield (
            f"{phrase!r} holds a control character: in double quotes YAML reads \\b as one; "
            "write the phrase without quotes or in single ones"
        )
    if len(phrase) > MAX_PHRASE_CHARACTERS:
        yield (
            f"a phrase has at most {MAX_PHRASE_CHARACTERS} characters, this one {len(phrase)}: "
            f"{phrase[:60]!r}…; make several of it, or a fragment of its list"
        )
    if _has_open_alternative(phrase):
        yield f"{phrase!r} holds | outside of brackets: write each alternative on a line of its own"
    try:
        fault = _fault_of_expression(expand(phrase, fragments))
    except (ValueError, RecursionError) as error:
        fault = f"is no expression: {error}"
    if fault:
        yield f"{phrase!r} {fault}"


@lru_cache(maxsize=20_000)
def _fault_of_expression(expression: str) -> str:
    """What is wrong with an expression; kept, because own rules stand among the packaged ones."""
    if _PLAIN.fullmatch(expression):
        return ""
    try:
        parsed = _parser.parse(expression)
        if _LOOK_BEHIND in expression:  # all other faults show when it is parsed
            re.compile(expression)
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        return f"is no expression: {error}"
    if _UNBOUNDED.search(expression) and _has_unbounded_any(parsed):
        return "repeats any character without a bound: write .{0,40} instead of .*"
    return ""


def _has_open_alternative(phrase: str) -> bool:
    depth, in_class, place = 0, False, 0
    while place < len(phrase):
        sign = phrase[place]
        if sign == "\\":
            place += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
            place += phrase[place + 1 : place + 2] == "]"
            place += 2 * (phrase[place + 1 : place + 3] == "^]")
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            return True
        place += 1
    return False


def _has_unbounded_any(parsed: Any) -> bool:
    for operation, argument in parsed:
        if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            _, most, item = argument
            if most == _constants.MAXREPEAT and len(item) == 1 and _is_any(item[0]):
                return True
            if _has_unbounded_any(item):
                return True
        elif any(_has_unbounded_any(part) for part in _parts(argument)):
            return True
    return False


def _is_any(item: Any) -> bool:
    operation, argument = item
    is_negated_set = operation is _constants.IN and argument[0] == (_constants.NEGATE, None)
    return operation in (_constants.ANY, _constants.NOT_LITERAL) or is_negated_set


def _parts(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for part in argument:
            yield from _parts(part)
