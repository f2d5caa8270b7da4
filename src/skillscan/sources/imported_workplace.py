"""The workplace as files state it: in words, or as a flag whether the job is remote.

Of several modes the most remote one that a candidate may choose holds (the annotation guide's
rule). "False" says that the job is not remote, which is neither hybrid nor on site.
"""

import re
from functools import cache
from typing import Final, Literal

from skillscan.domain import Workplace
from skillscan.sources.imported_columns import letters_of, words
from skillscan.sources.imported_refusals import CellRefusal

MAX_WORKPLACE_CHARACTERS = 80
NOT_REMOTE: Final = "not_remote"
_MOST_REMOTE: tuple[Workplace, ...] = ("remote", "hybrid", "onsite")
_BETWEEN = re.compile(r"[,;|/\n]|\bor\b|\band\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_ONE_AND_ZERO = {"1": True, "1.0": True, "0": False, "0.0": False}

Found = Workplace | Literal["not_remote"]


def read_workplace(text: str) -> Found | CellRefusal:
    """What a cell says of the workplace, or why it is not read."""
    text = text.strip()
    if len(text) > MAX_WORKPLACE_CHARACTERS:
        return CellRefusal.NOT_A_WORKPLACE
    if text in _ONE_AND_ZERO:
        return "remote" if _ONE_AND_ZERO[text] else NOT_REMOTE
    parts = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if letters_of(part)]
    found = [_modes().get(letters_of(part)) for part in parts]
    known = [mode for mode in _MOST_REMOTE if mode in found]
    if known and None not in found:
        return known[0]
    return _by_letters().get(letters_of(text), CellRefusal.NOT_A_WORKPLACE)


def stated_workplace(*cells: str) -> Workplace | None:
    """The workplace of the first of these cells that states one."""
    for cell in cells:
        found = read_workplace(cell) if cell else NOT_REMOTE
        if not isinstance(found, CellRefusal) and found != NOT_REMOTE:
            return found
    return None


@cache
def _modes() -> dict[str, Workplace]:
    return {letters_of(word): mode for mode in _MOST_REMOTE for word in words()["workplaces"][mode]}


@cache
def _by_letters() -> dict[str, Found]:
    """The words for a mode, and the flags, which only stand alone."""
    flags = words()["flags"]
    found: dict[str, Found] = dict.fromkeys(map(letters_of, flags["is_true"]), "remote")
    found |= dict.fromkeys(map(letters_of, flags["is_false"]), NOT_REMOTE)
    return found | _modes()
