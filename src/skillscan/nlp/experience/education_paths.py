"""Years that depend on the degree: "BS and 5 years, or MS and 3, or PhD".

A line of requirements is read as a row of degrees and amounts of years with the words between
them. Degrees side by side ("Bachelor's or Master's") are one group. An amount belongs to the group
before it ("BS with 5 years") or after it ("5 years with a BS"). Two pairs joined by "or", or a
bare degree beside years ("PhD, or 3+ years"), are alternatives.

By docs/annotation-guide.md#years the least years are those of the lowest way in (a way without any
degree is the lowest of all) and the best those of the highest degree, 0 where it asks for none.
What does not fit these shapes is no alternative: such years bind everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillscan.nlp.degree.mention import DegreeMention
from skillscan.nlp.experience.requirement import Statement
from skillscan.nlp.experience.requirement_row import Item, read_row

NO_DEGREE = -1
"""Rank of the way in that needs years only; below every degree."""

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
_GLUED = re.compile(r"[a-z](?:M|B)\.?S|[a-z]Ph|[a-z]Bach|[a-z]Mast")
"""A degree whose space was lost stands in between: the "or" belongs to that one."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: a degree (``NO_DEGREE`` for none) and the years that go with it."""

    rank: int
    years: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The ways in of one line, and which of its statements they use up."""

    ways: tuple[Way, ...]
    statements: frozenset[int]

    @property
    def least(self) -> int:
        """Years of the lowest way in."""
        lowest = min(way.rank for way in self.ways)
        return max(way.years for way in self.ways if way.rank == lowest)

    @property
    def best(self) -> int:
        """Years of the highest degree named."""
        highest = max(way.rank for way in self.ways)
        return min(way.years for way in self.ways if way.rank == highest)


def find_alternatives(
    text: str, statements: Sequence[Statement], degrees: Sequence[DegreeMention]
) -> Alternatives | None:
    """The alternatives by degree in one line; ``None`` where its years bind everybody."""
    row = read_row(text, statements, degrees)
    for read in (_pairs, _years_or_degree, _degree_or_years):
        found = read(text, row)
        if found is not None:
            return found
    return None


def _pairs(text: str, row: list[Item]) -> Alternatives | None:
    """Two or more degree-and-years pairs, joined by "or", and what stands beside them."""
    bound = _best_bound(text, row)
    if not bound:
        return None
    ways = [Way(min(group.levels), years.years) for group, years in bound]
    used = {years.statement for _, years in bound}
    ways += _bare_degrees(text, row, bound) + _bare_years(text, row, bound, used)
    if len({way.rank for way in ways}) < 2:
        return None
    return Alternatives(tuple(ways), frozenset(n for n in used if n is not None))


def _best_bound(text: str, row: list[Item]) -> list[tuple[Item, Item]]:
    """Pairs in the direction that explains more degrees; a tie goes to the way the row opens."""
    forward, backward = _bound(text, row, forward=True), _bound(text, row, forward=False)
    kinds = [len({group.levels for group, _ in pairs}) for pairs in (forward, backward)]
    opens_with_years = bool(row) and not row[0].levels
    is_backward = kinds[1] > kinds[0] or (kinds[0] == kinds[1] and opens_with_years)
    return backward if is_backward else forward


def _bound(text: str, row: list[Item], *, forward: bool) -> list[tuple[Item, Item]]:
    """Pairs of (degree group, years): group first where ``forward``, years first otherwise."""
    pairs: list[tuple[Item, Item]] = []
    for first, second in pairwise(row):
        gap = text[first.end : second.start]
        if bool(first.levels) == bool(second.levels) or len(gap) > _MAX_GAP or _STOP.search(gap):
            continue
        if forward and first.levels and not _NOT_WITH.search(gap) and not _OR_YEARS.search(gap):
            pairs.append((first, second))
        if not forward and second.levels and _IF_DEGREE.fullmatch(gap[-80:]):
            pairs.append((second, first))
    return pairs


def _bare_degrees(text: str, row: list[Item], bound: list[tuple[Item, Item]]) -> list[Way]:
    """Degrees that the line names as enough on their own: "… or PhD"."""
    taken = {id(group) for group, _ in bound}
    highest = max(max(group.levels) for group, _ in bound)
    ways = []
    for before, item in pairwise(row):
        gap = text[before.end : item.start]
        is_free = item.levels and id(item) not in taken and max(item.levels) > highest
        if is_free and _OR_DEGREE.search(gap) and not _STOP.search(gap):
            ways.append(Way(max(item.levels), 0))
    first = row[0]
    is_free = first.levels and id(first) not in taken and min(first.levels) > highest
    if is_free and len(row) > 1 and _PLAIN_OR.search(text[first.end : row[1].start]):
        ways.append(Way(max(first.levels), 0))
    return ways


def _bare_years(
    text: str, row: list[Item], bound: list[tuple[Item, Item]], used: set[int | None]
) -> list[Way]:
    """Years enough without a pair: "5+ years, or 3+ with a PhD"; adds them to ``used``."""
    taken = {id(group) for group, _ in bound}
    lowest = max(years.years for _, years in bound)
    ways = []
    for index, item in enumerate(row):
        if item.levels or item.statement in used or item.years <= lowest:
            continue
        after = row[index + 1] if index + 1 < len(row) else None
        before = row[index - 1] if index else None
        is_free = after is not None and after.levels and id(after) not in taken
        if after and is_free and _ends_with_degree(text, item, after):
            ways.append(Way(min(after.levels), item.years))
        elif (
            _OTHERWISE.match(text, item.end)
            or _is_joined(text, before, item)
            or _opens(text, item, after, taken, used)
        ):
            ways.append(Way(NO_DEGREE, item.years))
        else:
            continue
        used.add(item.statement)
    return ways


def _ends_with_degree(text: str, years: Item, group: Item) -> bool:
    return _IF_DEGREE.fullmatch(text[years.end : group.start][-80:]) is not None


def _is_joined(text: str, before: Item | None, years: Item) -> bool:
    """Whether an "or" (or "Option 2") joins the years to what stands before them."""
    return before is not None and _OR.search(text[before.end : years.start][-60:]) is not None


def _opens(
    text: str, years: Item, after: Item | None, taken: set[int], used: set[int | None]
) -> bool:
    """Whether the next pair of the row is an alternative to these years."""
    if after is None:
        return False
    gap = text[years.end : after.start]
    if after.levels:
        return id(after) in taken and _OR_DEGREE.search(gap) is not None
    if after.statement not in used:
        return False
    return bool(_OR.search(gap[-40:])) or bool(
        _NEXT_STEP.fullmatch(gap) and _IF_AT_ONCE.match(text[after.end : after.end + 50])
    )


def _years_or_degree(text: str, row: list[Item]) -> Alternatives | None:
    """Years that a degree may stand for: "3+ years in research or Ph.D./M.S."."""
    for first, second in pairwise(row):
        gap = text[first.end : second.start]
        if first.levels or not second.levels or len(gap) > _MAX_NEAR_GAP or _STOP.search(gap):
            continue
        if _OR_DEGREE.search(gap) and not _GLUED.search(gap) and first.statement is not None:
            ways = (Way(NO_DEGREE, first.years), Way(max(second.levels), 0))
            return Alternatives(ways, frozenset({first.statement}))
    return None


def _degree_or_years(text: str, row: list[Item]) -> Alternatives | None:
    """A degree that years may stand for: "M.S., or 3+ years"."""
    for first, second in pairwise(row):
        gap = text[first.end : second.start]
        if not first.levels or second.levels or len(gap) > _MAX_GAP or _STOP.search(gap):
            continue
        if _OR_YEARS.search(gap) and second.statement is not None:
            ways = (Way(NO_DEGREE, second.years), Way(max(first.levels), 0))
            return Alternatives(ways, frozenset({second.statement}))
    return None
