"""Names of degrees in a text, with their level: "B.S.", "Master's", "Ph.D.", "advanced degree".

Only what is named; whether it is required is decided in ``requirement``, and which years go with it
in ``experience.education_paths``. The names stand in ``data/rules/degrees.yaml``.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import islice

from skillscan.resources import data_yaml

_WORDS = (
    "degree",
    "bach",
    "batch",
    "bacc",
    "master",
    "phd",
    "ph.",
    "phil",
    "doctor",
    "graduate",
    "school",
    "ged",
    "msc",
    "bsc",
)
_INITIALS = re.compile(r"\b[BMS](?:[A-Z]|[a-z]?\.|-T| T)")
"""A text without any of these names no degree: a cheap test that spares most lines the rest."""
_MAX_MENTIONS = 100
"""More than any line of a posting names; a text of nothing but degrees must not take long."""


class DegreeLevel(IntEnum):
    """Degrees by height; ``SCHOOL`` is any certificate below a bachelor's."""

    SCHOOL = 0
    BACHELOR = 1
    MASTER = 2
    PHD = 3


@dataclass(frozen=True, slots=True)
class DegreeMention:
    """One degree named in a text; offsets are characters of that text."""

    start: int
    end: int
    level: DegreeLevel
    is_generic: bool = False
    """The text says only "degree"."""


def find_degrees(text: str) -> list[DegreeMention]:
    """All degrees named, in order, not overlapping; the longest name wins."""
    lowered = text.lower()
    if not _INITIALS.search(text) and not any(word in lowered for word in _WORDS):
        return []
    found = [
        DegreeMention(match.start(), match.end(), level)
        for level, pattern in _level_patterns()
        for match in islice(pattern.finditer(text), _MAX_MENTIONS)
    ]
    named = _without_overlaps(found)
    return sorted([*named, *_generic(text, named)], key=lambda mention: mention.start)


def _generic(text: str, named: list[DegreeMention]) -> list[DegreeMention]:
    """Bare "degree"s that do not belong to a named one just before or after."""
    return [
        DegreeMention(match.start(), match.end(), DegreeLevel.BACHELOR, is_generic=True)
        for match in islice(_generic_pattern().finditer(text), _MAX_MENTIONS)
        if not any(_belongs(text, name, match.start(), match.end()) for name in named)
    ]


def _belongs(text: str, name: DegreeMention, start: int, end: int) -> bool:
    """Whether "degree" at these offsets only completes a degree that is named beside it."""
    if name.start < end and start < name.end:
        return True
    if 0 <= start - name.end <= 40:
        return re.fullmatch(r"[^.;:!?\n]*", text[name.end : start]) is not None
    return False


def _without_overlaps(found: list[DegreeMention]) -> list[DegreeMention]:
    """The longest of each overlapping set."""
    kept: list[DegreeMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return kept


@cache
def _level_patterns() -> list[tuple[DegreeLevel, re.Pattern[str]]]:
    return [
        (DegreeLevel[entry["level"].upper()], re.compile("|".join(entry["patterns"])))
        for entry in data_yaml("rules", "degrees.yaml")["levels"]
    ]


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile("|".join(data_yaml("rules", "degrees.yaml")["generic"]["patterns"]))
