"""The names of skills in one cell of somebody's lists: JSON, Python's lists, or names with signs
between them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skillscan.sources.imported_columns import is_missing, name_in, structure_of

MAX_NAMES = 1_000
MAX_NAME_CHARACTERS = 200
_STRONG = re.compile(r"[;|\n\t]")
"""Signs that are in no name; where one stands, a comma is part of a name."""


def listed_names(value: Any) -> tuple[str, ...]:
    """The names of a cell, each once, in its order; at most ``MAX_NAMES``, and cut where they are
    longer than any name.

    Of an object the keys are the names (``{"python": "required"}``), of a list of objects what
    each calls its name.
    """
    found: dict[str, None] = {}
    for name in _names(value):
        shown = " ".join(name.split())[:MAX_NAME_CHARACTERS]
        if shown and not is_missing(shown):
            found[shown] = None
        if len(found) == MAX_NAMES:
            break
    return tuple(found)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        structure = structure_of(value)
        if structure is None:
            yield from (_STRONG.split(value) if _STRONG.search(value) else value.split(","))
            return
        value = structure
    if isinstance(value, Mapping):
        yield from map(str, value)
    elif isinstance(value, list):
        yield from (name_in(part) for part in value)
