"""The years a posting asks for: ``years_min`` and ``years_best`` from its requirements.

Decision (docs/annotation-guide.md#years): of several requirements the largest counts; where a line
gives education paths, the one with the lowest degree counts for ``years_min`` and the highest for
``years_best``; a requirement outside of any path binds everybody. Of requirements labelled with
levels ("Mid: 3+ years", "Senior: 5+ years") only the lowest level's count. Preferred and merely
mentioned years do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.nlp.degree.mention import find_degrees
from skillscan.nlp.experience.education_paths import EducationPaths, find_education_paths
from skillscan.nlp.experience.quantity import find_years_quantities
from skillscan.nlp.experience.requirement import ExperienceRequirement, find_experience_requirements

_MAX_LINE_CHARS = 4000
_MAX_REQUIREMENTS = 100
_MAX_LINES = 200
"""Far more than any posting states; a text of nothing but years must not take long."""
_MAX_PATH_CHARS = 160
_MAX_LABEL_CHARS = 80
_DIGIT = re.compile(r"\d")
_OR_BEFORE = re.compile(r"(?:\bor|/|;)\s*$|^\W{0,4}or\W{0,3}$", re.IGNORECASE)
_OR_AFTER = re.compile(r"\W{0,4}(?:or\b|option \d)", re.IGNORECASE)
_LEVELS = (
    ("junior", r"junior|jr|entry[- ]level|early[- ]career|associate|level 1|l1|\bI"),
    ("mid", r"mid(?:dle)?(?:[- ]level)?|intermediate|level 2|l2|II"),
    ("senior", r"senior|sr|level 3|l3|III"),
    ("staff", r"staff|lead|principal|level 4|l4|IV"),
)
_ANY_LEVEL = "|".join(rf"(?P<{name}>(?:{pattern}))" for name, pattern in _LEVELS)
_LEVEL_AFTER = re.compile(
    rf"\s?(?:of experience\s)?(?:for|as|\()\s?(?:an?\s|the\s)?(?:{_ANY_LEVEL})\b(?:[- ]levels?|\))?"
    r"(?=\s?(?:[/,;).]|or\b|and\b|engineers?\b|roles?\b|candidates?\b|positions?\b|$))",
    re.IGNORECASE,
)
_LEVEL_LABEL = re.compile(
    r"^[\W_]{0,4}(?:for\s(?:the\s|an?\s)?)?(?:"
    + _ANY_LEVEL
    + r")\b[^.;:\d]{0,30}[:(,–-]\s?(?:[^.;:]{0,20}\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A line of a posting, or lines that an "or" joins; ``start`` is its offset in the text."""

    start: int
    text: str
    requirements: tuple[ExperienceRequirement, ...]
    education_paths: EducationPaths | None

    def level_of(self, number: int) -> str | None:
        """The level that labels a requirement ("Senior: 5+ years"), if any."""
        quantity = self.requirements[number].quantity
        before = self.text[: quantity.start].rpartition("\n")[2]
        match = _LEVEL_AFTER.match(self.text, quantity.end)
        if match is None and len(before) <= _MAX_LABEL_CHARS:
            match = _LEVEL_LABEL.search(before)
        return match.lastgroup if match else None


@dataclass(frozen=True, slots=True)
class RequiredYears:
    """Whole years; ``None`` where none are required."""

    years_min: int | None
    years_best: int | None


def read_requirement_lines(text: str) -> list[RequirementLine]:
    """The lines of a text that ask for experience, in order."""
    lines: list[RequirementLine] = []
    for start, line in joined_lines(text):
        requirements = tuple(find_experience_requirements(line)[:_MAX_REQUIREMENTS])
        if requirements and len(lines) < _MAX_LINES:
            found = find_education_paths(line, requirements, find_degrees(line))
            lines.append(RequirementLine(start, line, requirements, found))
    return lines


def decide_years(
    lines: Sequence[RequirementLine], required: Sequence[frozenset[int]]
) -> RequiredYears:
    """The years asked for; ``required`` gives each line's required ones by their number."""
    chosen = _of_lowest_level(lines, required)
    years_min: list[int] = []
    years_best: list[int] = []
    for line, numbers in zip(lines, chosen, strict=True):
        paths = line.education_paths
        if paths is not None and paths.requirements & numbers:
            years_min.append(paths.years_min)
            years_best.append(paths.years_best)
        plain = numbers - paths.requirements if paths is not None else numbers
        values = [line.requirements[number].quantity.low for number in plain]
        years_min += values
        years_best += values
    return RequiredYears(max(years_min, default=None), max(years_best, default=None))


def _of_lowest_level(
    lines: Sequence[RequirementLine], required: Sequence[frozenset[int]]
) -> Sequence[frozenset[int]]:
    """The required ones without those of higher levels, where levels are told apart."""
    labels = {
        (place, number): label
        for place, (line, numbers) in enumerate(zip(lines, required, strict=True))
        for number in numbers
        if (label := line.level_of(number)) is not None
    }
    order = [name for name, _ in _LEVELS if name in labels.values()]
    if len(order) < 2:
        return required
    return [
        frozenset(n for n in numbers if labels.get((place, n), order[0]) == order[0])
        for place, numbers in enumerate(required)
    ]


def joined_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their offsets; lines that an "or" joins come as one."""
    start, joined = 0, ""
    offset = 0
    for line in text.split("\n"):
        if joined and len(joined) < _MAX_LINE_CHARS and _is_joined(joined, line):
            joined = text[start : offset + len(line)]
        else:
            if joined.strip():
                yield start, joined
            start, joined = offset, line
        offset += len(line) + 1
    if joined.strip():
        yield start, joined


def _is_joined(joined: str, line: str) -> bool:
    if _OR_BEFORE.search(joined[-12:]) or _OR_AFTER.match(line):
        return True
    last = joined.rpartition("\n")[2]
    return _is_education_path(last) and _is_education_path(line)


def _is_education_path(line: str) -> bool:
    """Whether a short line is one path of several: "Master's with 2+ years of experience"."""
    if len(line) > _MAX_PATH_CHARS or not _DIGIT.search(line):
        return False
    degrees = find_degrees(line[:24])
    return bool(degrees) and degrees[0].start <= 3 and bool(find_years_quantities(line))
