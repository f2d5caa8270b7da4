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

from skillscan.nlp.degree.mention import DegreeMention
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.requirement_row import RowItem, read_requirement_row

NO_DEGREE = -1
"""Rank of the path that needs years only; below every degree."""

_MAX_GAP = 160
_MAX_NEAR_GAP = 100
_OR = re.compile(r"\bor\b|/|;|\n|\boption \d\b|\(\s?or\s?\)|\balternatively\b", re.IGNORECASE)
_PLAIN_OR = re.compile(r"\bor\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?](?=\s+[A-Z0-9]|$)|\n(?!\s*(?:•\s*)?or\b)", re.IGNORECASE)
_IF_DEGREE = re.compile(
    r"[^.;!?\n]{0,60}?\b(?:with|if you (?:have|hold)|for|holding|and|plus|\+|&|beyond|post|after"
    r"|w/)[\s-]"
    r"(?:an?\s|the\s|your\s|or\s)?$|\s?\($",
    re.IGNORECASE,
)
_NOT_WITH = re.compile(r";|\bOR\b|^,\s?plus\b")
_OR_YEARS = re.compile(
    r"\bor(?:\s(?:else|alternatively|at least|a|an|with|the))?\s?(?:a\s)?"
    r"(?:(?:equivalent|practical|professional|relevant|related|work|working|industry|"
    r"experience|additional|"
    r"combined|of|to|minimum|least|at|alternatively|demonstrated|commensurate|"
    r"comparable)[\s,(]+){0,5}\(?$",
    re.IGNORECASE,
)
_NEXT_STEP = re.compile(r"[^.!?]{0,90}[.!?,(]\s*\(?")
_IF_AT_ONCE = re.compile(
    r"[+'’]?\s?(?:of\s)?(?:(?:relevant|work|related|industry)\s)?(?:experience\s)?"
    r"(?:if you (?:have|hold)|with an?|for|w/|with)\s(?:an?\s|advanced\s)?"
    r"(?:[A-Z]|advanced|graduate|master|doct)"
)
_OR_DEGREE = re.compile(
    r"\bor\s(?:an?\s|a recent\s|with an?\s|have an?\s|hold an?\s|equivalent\s|the\s)?$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"[^.;!?\n]{0,60}\b(?:otherwise|without (?:an?|one|any|the)\b)", re.IGNORECASE
)
_DEGREE_WITHOUT_SPACE = re.compile(r"[a-z](?:M|B)\.?S|[a-z]Ph|[a-z]Bach|[a-z]Mast")
"""A degree whose space was lost stands in between: the "or" belongs to that one."""


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


def find_education_paths(
    text: str, requirements: Sequence[ExperienceRequirement], degrees: Sequence[DegreeMention]
) -> EducationPaths | None:
    """The education paths of one line; ``None`` where its years bind everybody."""
    row = read_requirement_row(text, requirements, degrees)
    for read in (_paths_of_pairs, _years_or_degree, _degree_or_years):
        found = read(text, row)
        if found is not None:
            return found
    return None


def _paths_of_pairs(text: str, row: list[RowItem]) -> EducationPaths | None:
    """Two or more degree-and-years pairs, joined by "or", and what stands beside them."""
    pairs = _best_pairs(text, row)
    if not pairs:
        return None
    paths = [EducationPath(min(group.levels), years.years) for group, years in pairs]
    used = {years.requirement for _, years in pairs}
    paths += _bare_degrees(text, row, pairs) + _bare_years(text, row, pairs, used)
    if len({path.rank for path in paths}) < 2:
        return None
    return EducationPaths(tuple(paths), frozenset(n for n in used if n is not None))


def _best_pairs(text: str, row: list[RowItem]) -> list[_Pair]:
    """Pairs in the direction that explains more degrees; a tie goes to how the row opens."""
    forward = _pairs_in_direction(text, row, forward=True)
    backward = _pairs_in_direction(text, row, forward=False)
    kinds = [len({group.levels for group, _ in pairs}) for pairs in (forward, backward)]
    opens_with_years = bool(row) and not row[0].levels
    is_backward = kinds[1] > kinds[0] or (kinds[0] == kinds[1] and opens_with_years)
    return backward if is_backward else forward


def _pairs_in_direction(text: str, row: list[RowItem], *, forward: bool) -> list[_Pair]:
    """Pairs of (degree group, years): group first where ``forward``, years first otherwise."""
    pairs: list[_Pair] = []
    for first, second in pairwise(row):
        gap = text[first.end : second.start]
        if bool(first.levels) == bool(second.levels) or len(gap) > _MAX_GAP or _STOP.search(gap):
            continue
        if forward and first.levels and not _NOT_WITH.search(gap) and not _OR_YEARS.search(gap):
            pairs.append((first, second))
        if not forward and second.levels and _IF_DEGREE.fullmatch(gap[-80:]):
            pairs.append((second, first))
    return pairs


def _bare_degrees(text: str, row: list[RowItem], pairs: list[_Pair]) -> list[EducationPath]:
    """Degrees that the line names as enough on their own: "… or PhD"."""
    taken = {id(group) for group, _ in pairs}
    highest = max(max(group.levels) for group, _ in pairs)
    paths = []
    for before, item in pairwise(row):
        gap = text[before.end : item.start]
        is_free = item.levels and id(item) not in taken and max(item.levels) > highest
        if is_free and _OR_DEGREE.search(gap) and not _STOP.search(gap):
            paths.append(EducationPath(max(item.levels), 0))
    first = row[0]
    is_free = first.levels and id(first) not in taken and min(first.levels) > highest
    if is_free and len(row) > 1 and _PLAIN_OR.search(text[first.end : row[1].start]):
        paths.append(EducationPath(max(first.levels), 0))
    return paths


def _bare_years(
    text: str, row: list[RowItem], pairs: list[_Pair], used: set[int | None]
) -> list[EducationPath]:
    """Years enough without a pair: "5+ years, or 3+ with a PhD"; adds them to ``used``."""
    taken = {id(group) for group, _ in pairs}
    lowest = max(years.years for _, years in pairs)
    paths = []
    for index, item in enumerate(row):
        if item.levels or item.requirement in used or item.years <= lowest:
            continue
        after = row[index + 1] if index + 1 < len(row) else None
        before = row[index - 1] if index else None
        is_free = after is not None and after.levels and id(after) not in taken
        if after and is_free and _ends_with_degree(text, item, after):
            paths.append(EducationPath(min(after.levels), item.years))
        elif (
            _OTHERWISE.match(text, item.end)
            or _is_joined_by_or(text, before, item)
            or _opens_alternative(text, item, after, taken, used)
        ):
            paths.append(EducationPath(NO_DEGREE, item.years))
        else:
            continue
        used.add(item.requirement)
    return paths


def _ends_with_degree(text: str, years: RowItem, group: RowItem) -> bool:
    return _IF_DEGREE.fullmatch(text[years.end : group.start][-80:]) is not None


def _is_joined_by_or(text: str, before: RowItem | None, years: RowItem) -> bool:
    """Whether an "or" (or "Option 2") joins the years to what stands before them."""
    return before is not None and _OR.search(text[before.end : years.start][-60:]) is not None


def _opens_alternative(
    text: str, years: RowItem, after: RowItem | None, taken: set[int], used: set[int | None]
) -> bool:
    """Whether the next pair of the row is an alternative to these years."""
    if after is None:
        return False
    gap = text[years.end : after.start]
    if after.levels:
        return id(after) in taken and _OR_DEGREE.search(gap) is not None
    if after.requirement not in used:
        return False
    return bool(_OR.search(gap[-40:])) or bool(
        _NEXT_STEP.fullmatch(gap) and _IF_AT_ONCE.match(text[after.end : after.end + 50])
    )


def _years_or_degree(text: str, row: list[RowItem]) -> EducationPaths | None:
    """Years that a degree may stand for: "3+ years in research or Ph.D./M.S."."""
    for first, second in pairwise(row):
        gap = text[first.end : second.start]
        if first.levels or not second.levels or len(gap) > _MAX_NEAR_GAP or _STOP.search(gap):
            continue
        if (
            _OR_DEGREE.search(gap)
            and not _DEGREE_WITHOUT_SPACE.search(gap)
            and first.requirement is not None
        ):
            paths = (EducationPath(NO_DEGREE, first.years), EducationPath(max(second.levels), 0))
            return EducationPaths(paths, frozenset({first.requirement}))
    return None


def _degree_or_years(text: str, row: list[RowItem]) -> EducationPaths | None:
    """A degree that years may stand for: "M.S., or 3+ years"."""
    for first, second in pairwise(row):
        gap = text[first.end : second.start]
        if not first.levels or second.levels or len(gap) > _MAX_GAP or _STOP.search(gap):
            continue
        if _OR_YEARS.search(gap) and second.requirement is not None:
            paths = (EducationPath(NO_DEGREE, second.years), EducationPath(max(first.levels), 0))
            return EducationPaths(paths, frozenset({second.requirement}))
    return None
