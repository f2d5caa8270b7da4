"""A line of requirements as a row of degree groups and quantities of years, in text order.

Degrees with nothing but connectors between them ("Bachelor's or Master's") are one group; degrees
that are only preferred, and years that are, are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention
from skillscan.nlp.experience.requirement import ExperienceRequirement

_GROUP_GAP = re.compile(
    r"(?:(?:\s|['’`,/&＆+()-]|degrees?\b|level\b|or\b|and\b|an?\b|equivalent\b|the\b|"
    r"higher\b|preferred\b|\.)+)",
    re.IGNORECASE,
)
_PREFERRED_DEGREE = re.compile(
    r"[^.;!?\n]{0,50}?\b(?:preferred|(?:strongly|highly) desired|desirable|desired|a plus|"
    r"is a bonus|nice to have|an advantage|ideal\b|advantageous|is a plus)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RowItem:
    """A degree group or a quantity of years; ``requirement`` is its number in the line."""

    start: int
    end: int
    levels: frozenset[DegreeLevel]
    requirement: int | None = None
    years: int = 0


def read_requirement_row(
    text: str, requirements: Sequence[ExperienceRequirement], degrees: Sequence[DegreeMention]
) -> list[RowItem]:
    """Degree groups and required years in text order."""
    items = [
        RowItem(s.quantity.start, s.quantity.end, frozenset(), number, s.quantity.low)
        for number, s in enumerate(requirements)
        if not s.is_softened
    ]
    items += [
        RowItem(mention.start, mention.end, frozenset({mention.level}))
        for mention in degrees
        if not _PREFERRED_DEGREE.match(text[mention.end : mention.end + 70].split(" or ")[0])
    ]
    return _grouped(text, sorted(items, key=lambda item: item.start))


def _grouped(text: str, items: list[RowItem]) -> list[RowItem]:
    """Neighbouring degrees with nothing but connectors between them become one group."""
    row: list[RowItem] = []
    for item in items:
        last = row[-1] if row else None
        are_degrees = last is not None and last.levels and item.levels
        if last and are_degrees and _GROUP_GAP.fullmatch(text[last.end : item.start][:40] or " "):
            row[-1] = RowItem(last.start, item.end, last.levels | item.levels)
        else:
            row.append(item)
    return row
