"""What degree a line of a posting asks for: the lowest that satisfies it.

Degrees side by side ("Bachelor's or Master's") are one group, of which the lowest counts. A group
is softened by words that belong to it ("PhD preferred"), and stands for no degree at all where
experience is a full substitute ("or equivalent experience"; docs/annotation-guide.md#degree).
Degrees of the team, of tuition benefits and the like are refused. The words stand in
``data/rules/degrees.yaml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from skillscan.nlp.context_rule import context_rules, contexts, first_match
from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention, find_degrees
from skillscan.nlp.experience.education_paths import NO_DEGREE, find_education_paths
from skillscan.nlp.experience.requirement import find_experience_requirements
from skillscan.resources import data_yaml

_FILE = "degrees.yaml"
_CONTEXT_CHARS = 300
_LIST_GAP = re.compile(
    r"(?:\s|['’`/&＆+)´-]|,(?!\s?(?:an?\s)?\w+[^,;]{0,40}\bprefer)|degrees?\b|level\b|"
    r"or\b|and\b|an?\b|equivalent\b|"
    r"the\b|higher\b|recent\b|completed\b|\.)*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"degrees?\s?,\s*$|;|\)\s*$", re.IGNORECASE)
_SOFT_INSIDE = re.compile(r"prefer|plus|desir|bonus|ideal", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DegreeGroup:
    """Degrees of which one is enough; offsets are characters of the line.

    ``lowest`` is the lowest of them; ``is_substituted``: experience may stand for all of them.
    """

    start: int
    end: int
    lowest: DegreeLevel
    is_softened: bool
    is_substituted: bool
    rule: str


def find_degree_groups(line: str) -> list[DegreeGroup]:
    """The groups of degrees that a line names, without those that it does not speak of asking."""
    mentions = find_degrees(line)
    if not mentions:
        return []
    grouped = _grouped(line, mentions)
    groups = []
    for index, group in enumerate(grouped):
        following = grouped[index + 1][0].start if index + 1 < len(grouped) else len(line)
        found = _group(line, group, following)
        if found is not None:
            groups.append(found)
    return groups


def lowest_of_line(line: str, groups: Sequence[DegreeGroup]) -> DegreeLevel | None:
    """The lowest degree the groups of one line are satisfied with; SCHOOL says none is needed."""
    asked = [group for group in groups if not group.is_softened]
    if not asked:
        return None
    if any(group.is_substituted for group in asked) or _has_path_without_degree(line):
        return DegreeLevel.SCHOOL
    return min(group.lowest for group in asked)


def no_degree_needed(line: str) -> re.Match[str] | None:
    """Where a line says that no degree is needed."""
    return _no_degree_needed().search(line)


def _has_path_without_degree(line: str) -> bool:
    """Whether the line offers years of experience instead of a degree."""
    requirements = find_experience_requirements(line)
    found = find_education_paths(line, requirements, find_degrees(line)) if requirements else None
    return found is not None and any(path.rank == NO_DEGREE for path in found.paths)


def _grouped(line: str, mentions: Sequence[DegreeMention]) -> list[list[DegreeMention]]:
    """Neighbouring degrees that a list joins."""
    groups = [[mentions[0]]]
    for mention in mentions[1:]:
        gap = line[groups[-1][-1].end : mention.start]
        if len(gap) <= 40 and _is_list(line, gap, mention.end):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _is_list(line: str, gap: str, end: int) -> bool:
    """Whether the words between two degrees list them as equals: "advanced degree (MS or PhD)"."""
    if gap.rstrip().endswith("("):
        inside = line[end : end + 60].partition(")")[0]
        return _LIST_GAP.fullmatch(gap.rstrip()[:-1]) is not None and not _SOFT_INSIDE.search(
            inside
        )
    return _LIST_GAP.fullmatch(gap) is not None and not _SPLIT.search(gap)


def _group(line: str, mentions: Sequence[DegreeMention], following: int) -> DegreeGroup | None:
    start, end = mentions[0].start, mentions[-1].end
    before, after = contexts(line, start, end, chars=_CONTEXT_CHARS)
    if first_match(context_rules(_FILE, "refuse"), before, after):
        return None
    own = after[: max(0, following - end)]
    softened = first_match(context_rules(_FILE, "soften"), before, own)
    # A substitute may also follow the next sentence mark: "BS in CS; equivalent work counts".
    further = line[end : min(following, end + _CONTEXT_CHARS)]
    substituted = first_match(context_rules(_FILE, "substitute"), before, further)
    return DegreeGroup(
        start,
        end,
        min(mention.level for mention in mentions),
        softened is not None,
        substituted is not None,
        softened or substituted or "degree",
    )


@cache
def _no_degree_needed() -> re.Pattern[str]:
    entries = data_yaml("rules", _FILE)["not_needed"]
    return re.compile("|".join(entry["pattern"] for entry in entries), re.IGNORECASE)
