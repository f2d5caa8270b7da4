"""A line of requirements as a row of degree groups and amounts of years, in text order.

Degrees with nothing but connectors between them ("Bachelor's or Master's") are one group; degrees
that are only preferred, and years that are, are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.nlp.degree.mention import DegreeMention, Level
from skillscan.nlp.experience.requirement import Statement

_GROUP_GAP = re.compile(
    r"(?:(?:\s|['’`,/&＆+()-]|degrees?\b|level\b|or\b|and\b|an?\b|equivalent\b|the\b|"
    r"higher\b|preferred\b|\.)+)",
    re.IGNORECASE,
)
_SOFT_DEGREE = re.compile(
    r"[^.;!?\n]{0,50}?\b(?:preferred|(?:strongly|highly) desired|desirable|desired|a plus|"
    r"is a bonus|nice to have|an advantage|ideal\b|advantageous|is a plus)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A degree group or an amount of years in the row."""

    start: int
    end: int
    levels: frozenset[Level]
    statement: int | None = None
    years: int = 0


def read_row(
    text: str, statements: Sequence[Statement], degrees: Sequence[DegreeMention]
) -> list[Item]:
    """Degree groups and required amounts in text order."""
    items = [
        Item(s.amount.start, s.amount.end, frozenset(), number, s.amount.low)
        for number, s in enumerate(statements)
        if not s.is_softened
    ]
    items += [
        Item(mention.start, mention.end, frozenset({mention.level}))
        for mention in degrees
        if not _SOFT_DEGREE.match(text[mention.end : mention.end + 70].split(" or ")[0])
    ]
    return _grouped(text, sorted(items, key=lambda item: item.start))


def _grouped(text: str, items: list[Item]) -> list[Item]:
    """Neighbouring degrees with nothing but connectors between them become one group."""
    row: list[Item] = []
    for item in items:
        last = row[-1] if row else None
        are_degrees = last is not None and last.levels and item.levels
        if last and are_degrees and _GROUP_GAP.fullmatch(text[last.end : item.start][:40] or " "):
            row[-1] = Item(last.start, item.end, last.levels | item.levels)
        else:
            row.append(item)
    return row
