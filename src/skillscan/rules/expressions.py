"""Regular expressions of rule files, compiled once for all starts.

Python takes milliseconds to compile one, and microseconds to take over one that it compiled before.
"""

import _sre  # type: ignore[import-not-found]
import re
from array import array
from functools import lru_cache
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any, cast

from skillscan.rules.kept import kept

_CODE = "I"
"""The numbers that Python compiles an expression to, as an array has them."""
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_WORD_EDGES = (_constants.AT_BOUNDARY, _constants.AT_NON_BOUNDARY)


def compile_expression(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` makes of an expression; raises re.error where it is none."""
    flags = int(flags)
    all_flags, code, groups, names = kept(
        "expressions", f"{flags} {expression}", lambda: _compiled(expression, flags)
    )
    of_group: list[str | None] = [None] * (groups + 1)
    for name, group in names.items():
        of_group[group] = name
    numbers = array(_CODE, code).tolist()
    found = _sre.compile(expression, all_flags, numbers, groups, names, tuple(of_group))
    return cast("re.Pattern[str]", found)


def _compiled(expression: str, flags: int) -> tuple[int, bytes, int, dict[str, int]]:
    """Flags, code, number of groups, and the named ones: what a compiled expression is made of."""
    parsed: Any = _parser.parse(expression, flags)
    code = array(_CODE, _compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return flags | state.flags, code, state.groups - 1, dict(state.groupdict)


@lru_cache(maxsize=20_000)
def compile_without_surroundings(expression: str) -> re.Pattern[str]:
    """An expression, whatever stands around its match and wherever a text begins or ends: it
    matches in a text if the expression does in any part of that text.
    """
    parsed = _without_surroundings(_parser.parse(expression, re.IGNORECASE))
    return cast("re.Pattern[str]", _compiler.compile(parsed, re.IGNORECASE))


def _without_surroundings(parsed: Any) -> Any:
    """The same without its assertions, but for the edges of words."""
    kept = []
    for operation, argument in parsed.data:
        if operation in (_constants.ASSERT, _constants.ASSERT_NOT):
            continue
        if operation is _constants.AT and argument not in _WORD_EDGES:
            continue
        kept.append((operation, _of_argument(operation, argument)))
    parsed.data = kept
    return parsed


def _of_argument(operation: Any, argument: Any) -> Any:
    if operation in _REPEATS:
        return (*argument[:2], _without_surroundings(argument[2]))
    if operation is _constants.SUBPATTERN:
        return (*argument[:3], _without_surroundings(argument[3]))
    if operation is _constants.ATOMIC_GROUP:
        return _without_surroundings(argument)
    if operation is _constants.BRANCH:
        return argument[0], [_without_surroundings(one) for one in argument[1]]
    if operation is _constants.GROUPREF_EXISTS:
        group, there, absent = argument
        return group, _without_surroundings(there), absent and _without_surroundings(absent)
    return argument
