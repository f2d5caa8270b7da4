"""A line of requirements as a row of degree groups and quantities of years, in text order.

Degrees with nothing but connectors between them ("Bachelor's or Master's") are one group; degrees
that are only preferred, and years that are, are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile

_MAX_GROUP_GAP = 40
_MAX_WISH_CHARS = 70
_OR_ON_ITS_OWN_LINE = re.compile(r"\n\s*or\s*\n", re.IGNORECASE)
_LOUD_OR = re.compile(r"\bOR\b")
_IN_LIEU = re.compile(r"\bin lieu of (?:an?\s|the\s)?$", re.IGNORECASE)
"""Before a degree: the one that is not asked for, where years stand for it."""
_IN_LIEU_CHARS = 20
_TWO_PATHS = 4
"""Items of a row that tell two degrees with their years."""
_OR_BEHIND_COMMA = re.compile(r"\.?,\s?or\s(?:an?\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowItem:
    """A degree group or a quantity of years; ``requirement`` is its number in the line."""

    start: int
    end: int
    levels: frozenset[DegreeLevel]
    requirement: int | None = None
    years: int = 0


class RequirementRows:
    """Reads rows, by the rules of ``between`` in ``degrees.yaml``."""

    def __init__(self, degree_rules: RuleFile) -> None:
        self._gap = phrase_pattern(degree_rules, "between", "row", frame="%s+")
        self._preferred = phrase_pattern(degree_rules, "between", "preferred")

    def read(
        self,
        text: str,
        requirements: Sequence[ExperienceRequirement],
        degrees: Sequence[DegreeMention],
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
            if not self._is_preferred(text, mention) and not _is_stood_for(text, mention)
        ]
        return self._grouped(text, sorted(items, key=lambda item: item.start))

    def _is_preferred(self, text: str, mention: DegreeMention) -> bool:
        own = text[mention.end : mention.end + _MAX_WISH_CHARS].split(" or ")[0]
        return self._preferred.match(own) is not None

    def _grouped(self, text: str, items: list[RowItem]) -> list[RowItem]:
        """Neighbouring degrees with nothing but connectors between them become one group."""
        row: list[RowItem] = []
        for item in items:
            last = row[-1] if row else None
            if last and last.levels and item.levels and self._is_gap(text[last.end : item.start]):
                row[-1] = RowItem(last.start, item.end, last.levels | item.levels)
            else:
                row.append(item)
        if _opens_with_two_paths(text, items, row):
            return [*items[:2], *row[1:]]
        return [*row[:-1], *items[-2:]] if _closes_with_two_paths(text, items, row) else row

    def _is_gap(self, gap: str) -> bool:
        if _OR_ON_ITS_OWN_LINE.search(gap):
            return False  # each line is a path of its own
        return self._gap.fullmatch(gap[:_MAX_GROUP_GAP] or " ") is not None


def _opens_with_two_paths(text: str, items: Sequence[RowItem], row: Sequence[RowItem]) -> bool:
    """Whether the highest of falling degrees stands alone: "PhD OR MS + 2 years OR BS + 5", "PhD,
    or MS with 5 years".
    """
    if len(row) < 2 or len(row[0].levels) != 2 or row[1].levels:
        return False
    first, second = items[:2]
    gap = text[first.end : second.start]
    if len(row) == 2:
        return (
            min(first.levels) > max(second.levels) and _OR_BEHIND_COMMA.fullmatch(gap) is not None
        )
    is_falling = (
        min(first.levels) > max(second.levels) > max(row[2].levels, default=DegreeLevel.PHD)
    )
    return is_falling and _LOUD_OR.search(gap) is not None


def _closes_with_two_paths(text: str, items: Sequence[RowItem], row: Sequence[RowItem]) -> bool:
    """Whether the highest of rising degrees behind their years stands alone: "5 years with a BS, 3
    with an MS, or a PhD".
    """
    *_, years, lower, other_years, last = row if len(row) >= _TWO_PATHS else [None] * _TWO_PATHS
    if not (years and lower and other_years and last):
        return False
    is_years_first = not years.levels and not other_years.levels and len(lower.levels) == 1
    if not is_years_first or len(last.levels) != 2:
        return False
    first, second = items[-2:]
    gap = text[first.end : second.start]
    is_rising = max(lower.levels) < max(first.levels, default=0) < min(second.levels, default=0)
    return is_rising and _OR_BEHIND_COMMA.fullmatch(gap) is not None


def _is_stood_for(text: str, mention: DegreeMention) -> bool:
    before = text[max(0, mention.start - _IN_LIEU_CHARS) : mention.start]
    return _IN_LIEU.search(before) is not None
