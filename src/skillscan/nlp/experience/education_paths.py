"""Education paths: years that depend on the degree ("BS and 5 years, or MS and 3, or PhD").

A line of requirements is read as a row of degrees and quantities of years with the words between
them. Degrees side by side ("Bachelor's or Master's") are one group. Years belong to the group
before them ("BS with 5 years") or after them ("5 years with a BS"). Two pairs joined by "or", or a
bare degree beside years ("PhD, or 3+ years"), are the paths of the line.

By docs/annotation-guide.md#years ``years_min`` are the years of the path with the lowest degree (a
path without any is the lowest of all) and ``years_best`` those of the highest, 0 where it asks for
none. What does not fit these shapes is no path: such years bind everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.requirement_row import RequirementRows, RowItem
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile

NO_DEGREE = -1
"""Rank of the path that needs years only; below every degree."""

_MAX_GAP = 160
_LEAD_CHARS = 60
_PLAIN_OR = re.compile(r"\bor\b", re.IGNORECASE)
_STOP = re.compile(r"(?<!\bU\.S)[.!?](?=\s+[A-Z0-9]|$)|\n(?!\s*(?:•\s*)?or\b)", re.IGNORECASE)
_NEXT_STEP = re.compile(r"[^.!?]{0,90}[.!?,(]\s*\(?")
_DEGREE_WITHOUT_SPACE = re.compile(r"[a-z](?:M|B)\.?S|[a-z]Ph|[a-z]Bach|[a-z]Mast")
"""A degree whose space was lost stands in between: the "or" belongs to that one."""
_IF_DEGREE = re.compile(r"(?:\b(?:with|if|for|holding)\b[^.;]{0,45}|\(|[+&]\s?)$", re.IGNORECASE)
"""Between years and a degree: it is a condition of theirs, and not asked for beside them."""
_NO_EXPERIENCE = re.compile(r"\b(?:no|zero)\s(?:\w+\s)?experience\b", re.IGNORECASE)
_OPENS_BRACKET = re.compile(r"\S{0,3}\s?\(\s?or\s(?:an?\s)?", re.IGNORECASE)
_CLOSING_CHARS = 5
_GROUP = "paths"


_Pair = tuple[RowItem, RowItem]
"""A degree group, and the years that go with it."""


@dataclass(frozen=True, slots=True)
class EducationPath:
    """A degree (``NO_DEGREE`` for none) and the years that go with it."""

    rank: int
    years: int


@dataclass(frozen=True, slots=True)
class EducationPaths:
    """The paths of one line, and the numbers of its requirements that they use up."""

    paths: tuple[EducationPath, ...]
    requirements: frozenset[int]
    only_shortens: bool = False
    """Higher degrees are named only as they take years off, and are not asked for: "6+ years, or 3+
    with a PhD"."""

    @property
    def has_path_without_degree(self) -> bool:
        """Whether years are enough without a degree."""
        return any(path.rank == NO_DEGREE for path in self.paths)

    @property
    def years_min(self) -> int:
        """Years of the path with the lowest degree."""
        lowest = min(path.rank for path in self.paths)
        return max(path.years for path in self.paths if path.rank == lowest)

    @property
    def years_best(self) -> int:
        """Years of the path with the highest degree."""
        highest = max(path.rank for path in self.paths)
        return min(path.years for path in self.paths if path.rank == highest)


class EducationPathReader:
    """Finds the education paths of lines, by the rules of ``paths`` in ``experience.yaml``."""

    def __init__(self, rules: RuleFile, degree_rules: RuleFile) -> None:
        self._rows = RequirementRows(degree_rules)
        self._alternative = phrase_pattern(rules, _GROUP, "alternative")
        self._years_with_degree = phrase_pattern(rules, _GROUP, "years_with_degree")
        self._or_years = phrase_pattern(rules, _GROUP, "or_years")
        self._or_degree = phrase_pattern(rules, _GROUP, "or_degree")
        self._otherwise = phrase_pattern(rules, _GROUP, "otherwise")
        self._degree_apart = phrase_pattern(rules, _GROUP, "degree_apart", flags=0)
        self._less_with_degree = phrase_pattern(rules, _GROUP, "less_with_degree", flags=0)

    def find(
        self,
        text: str,
        requirements: Sequence[ExperienceRequirement],
        degrees: Sequence[DegreeMention],
    ) -> EducationPaths | None:
        """The education paths of one line; ``None`` where its years bind everybody."""
        row = self._rows.read(text, requirements, degrees)
        for read in (self._paths_of_pairs, self._years_or_degree, self._degree_or_years):
            found = read(text, row)
            if found is not None:
                return found
        return None

    def _paths_of_pairs(self, text: str, row: list[RowItem]) -> EducationPaths | None:
        """Two or more degree-and-years pairs, joined by "or", and what stands beside them."""
        pairs = self._best_pairs(text, row)
        if not pairs:
            return None
        paths = [EducationPath(min(group.levels), years.years) for group, years in pairs]
        used = {years.requirement for _, years in pairs}
        paths += self._bare_degrees(text, row, pairs) + self._bare_years(text, row, pairs, used)
        if len({path.rank for path in paths}) < 2:
            return None
        requirements = frozenset(n for n in used if n is not None)
        return EducationPaths(tuple(paths), requirements, _only_shorten(text, row, pairs, paths))

    def _best_pairs(self, text: str, row: list[RowItem]) -> list[_Pair]:
        """Pairs in the direction that explains more degrees; a tie goes to how the row opens."""
        forward = self._pairs_in_direction(text, row, forward=True)
        backward = self._pairs_in_direction(text, row, forward=False)
        kinds = [len({group.levels for group, _ in pairs}) for pairs in (forward, backward)]
        opens_with_years = bool(row) and not row[0].levels
        is_backward = kinds[1] > kinds[0] or (kinds[0] == kinds[1] and opens_with_years)
        best, other = (backward, forward) if is_backward else (forward, backward)
        return best + self._turned_pairs(text, row, best, other)

    def _turned_pairs(
        self, text: str, row: list[RowItem], best: list[_Pair], other: list[_Pair]
    ) -> list[_Pair]:
        """Alternatives written the other way round: "BS and 6+ years, or 3+ years and a PhD"."""
        taken = {id(item) for pair in best for item in pair}
        return [
            pair
            for pair in other
            if not any(id(item) in taken for item in pair)
            and self._follows_or(text, row, min(pair, key=lambda item: item.start))
        ]

    def _follows_or(self, text: str, row: list[RowItem], item: RowItem) -> bool:
        before = [other for other in row if other.end <= item.start]
        return bool(before) and self._is_joined_by_or(text, before[-1], item)

    def _pairs_in_direction(self, text: str, row: list[RowItem], *, forward: bool) -> list[_Pair]:
        """Pairs of (degree group, years): group first where ``forward``, years first otherwise."""
        pairs: list[_Pair] = []
        for first, second in pairwise(row):
            gap = text[first.end : second.start]
            if (
                bool(first.levels) == bool(second.levels)
                or len(gap) > _MAX_GAP
                or _STOP.search(gap)
            ):
                continue
            if (
                forward
                and first.levels
                and not self._degree_apart.search(gap)
                and not self._or_years.search(gap)
            ):
                pairs.append((first, second))
            if (
                not forward
                and second.levels
                and self._years_with_degree.fullmatch(gap[-_LEAD_CHARS:])
            ):
                pairs.append((second, first))
        return pairs

    def _bare_degrees(
        self, text: str, row: list[RowItem], pairs: list[_Pair]
    ) -> list[EducationPath]:
        """Degrees that the line names as enough on their own: "… or PhD"."""
        taken = {id(group) for group, _ in pairs}
        highest = max(max(group.levels) for group, _ in pairs)
        paths = []
        for before, item in pairwise(row):
            gap = text[before.end : item.start]
            is_free = item.levels and id(item) not in taken and max(item.levels) > highest
            if before.levels and _in_brackets(text, before, item):
                continue
            if is_free and self._or_degree.search(gap) and not _STOP.search(gap.rstrip()):
                paths.append(EducationPath(max(item.levels), 0))
        first = row[0]
        is_free = first.levels and id(first) not in taken and min(first.levels) > highest
        if is_free and len(row) > 1 and _PLAIN_OR.search(text[first.end : row[1].start]):
            paths.append(EducationPath(max(first.levels), 0))
        return paths

    def _bare_years(
        self, text: str, row: list[RowItem], pairs: list[_Pair], used: set[int | None]
    ) -> list[EducationPath]:
        """Years enough without a pair: "5+ years, or 3+ with a PhD"; adds them to ``used``."""
        taken = {id(group) for group, _ in pairs}
        lowest = max(years.years for _, years in pairs)
        paths = []
        for index, item in enumerate(row):
            if item.levels or item.requirement in used or item.years < lowest:
                continue
            after = row[index + 1] if index + 1 < len(row) else None
            before = row[index - 1] if index else None
            is_free = after is not None and after.levels and id(after) not in taken
            if after and is_free and self._ends_with_degree(text, item, after):
                paths.append(EducationPath(min(after.levels), item.years))
            elif (
                self._otherwise.match(text, item.end)
                or self._is_joined_by_or(text, before, item)
                or self._opens_alternative(text, item, after, taken, used)
            ):
                paths.append(EducationPath(NO_DEGREE, item.years))
            else:
                continue
            used.add(item.requirement)
        return paths

    def _ends_with_degree(self, text: str, years: RowItem, group: RowItem) -> bool:
        lead = text[years.end : group.start][-_LEAD_CHARS:]
        return self._years_with_degree.fullmatch(lead) is not None

    def _is_joined_by_or(self, text: str, before: RowItem | None, years: RowItem) -> bool:
        """Whether an "or" (or "Option 2") joins the years to what stands before them."""
        return (
            before is not None
            and self._alternative.search(text[before.end : years.start][-60:]) is not None
        )

    def _opens_alternative(
        self,
        text: str,
        years: RowItem,
        after: RowItem | None,
        taken: set[int],
        used: set[int | None],
    ) -> bool:
        """Whether the next pair of the row is an alternative to these years."""
        if after is None:
            return False
        gap = text[years.end : after.start]
        if after.levels:
            return id(after) in taken and self._or_degree.search(gap) is not None
        if after.requirement not in used:
            return False
        return bool(self._alternative.search(gap[-40:])) or bool(
            _NEXT_STEP.fullmatch(gap)
            and self._less_with_degree.match(text[after.end : after.end + 50])
        )

    def _years_or_degree(self, text: str, row: list[RowItem]) -> EducationPaths | None:
        """Years that a degree may stand for: "3+ years in research or Ph.D./M.S."; not those of a
        degree that the line names again: "BS in law and 1 year, or a BS in arts and 3 years".
        """
        forward = self._pairs_in_direction(text, row, forward=True)
        with_degree = {id(years): group.levels for group, years in forward}
        for first, second in pairwise(row):
            gap = text[first.end : second.start]
            if first.levels or not second.levels or len(gap) > _MAX_GAP or _STOP.search(gap):
                continue
            if with_degree.get(id(first)) == second.levels:
                continue
            if (
                self._or_degree.search(gap)
                and not _DEGREE_WITHOUT_SPACE.search(gap)
                and first.requirement is not None
            ):
                paths = (
                    EducationPath(NO_DEGREE, first.years),
                    EducationPath(max(second.levels), 0),
                )
                only_shortens = _NO_EXPERIENCE.search(gap) is not None
                return EducationPaths(paths, frozenset({first.requirement}), only_shortens)
        return None

    def _degree_or_years(self, text: str, row: list[RowItem]) -> EducationPaths | None:
        """A degree that years may stand for: "M.S., or 3+ years"."""
        for first, second in pairwise(row):
            gap = text[first.end : second.start]
            if not first.levels or second.levels or len(gap) > _MAX_GAP or _STOP.search(gap):
                continue
            if self._or_years.search(gap) and second.requirement is not None:
                paths = (
                    EducationPath(NO_DEGREE, second.years),
                    EducationPath(max(first.levels), 0),
                )
                return EducationPaths(paths, frozenset({second.requirement}))
        return None


def _in_brackets(text: str, group: RowItem, degree: RowItem) -> bool:
    """Whether a degree only stands in brackets behind another one: "Master's (or PhD)"."""
    gap = text[group.end : degree.start]
    closing = text[degree.end : degree.end + _CLOSING_CHARS].lstrip("’'s ")
    return _OPENS_BRACKET.fullmatch(gap) is not None and closing.startswith(")")


def _only_shorten(
    text: str, row: Sequence[RowItem], pairs: Sequence[_Pair], paths: Sequence[EducationPath]
) -> bool:
    """Whether each degree of a row is a higher one that stands behind its years, of which more are
    enough without a degree.
    """
    ranks = sorted(path.rank for path in paths)
    return (
        not row[0].levels
        and ranks[0] == NO_DEGREE
        and ranks[1] > DegreeLevel.BACHELOR
        and all(path.years for path in paths)
        and all(_IF_DEGREE.search(text[years.end : group.start]) for group, years in pairs)
    )
