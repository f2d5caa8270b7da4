"""Regular expressions of rule files, compiled once for all starts.

Python takes milliseconds to compile one, and microseconds to take over one that it compiled before.
"""

import _sre  # type: ignore[import-not-found]
import re
from array import array
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, cast

from skillscan.rules.kept import kept

_CODE = "I"
"""The numbers that Python compiles an expression to, as an array has them."""


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
