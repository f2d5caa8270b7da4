"""The years a posting asks for: ``years_min`` and ``years_best`` from its statements.

Decision (docs/annotation-guide.md#years): of several required statements the largest counts; where
a line gives alternatives by degree, its lowest way in counts for ``years_min`` and its highest for
``years_best``; a statement without alternatives binds everybody. Of statements labelled with levels
("Mid: 3+ years", "Senior: 5+ years") only the lowest level's count. Preferred and merely mentioned
years do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.nlp.degree.mention import find_degrees
from skillscan.nlp.experience.education_paths import Alternatives, find_alternatives
from skillscan.nlp.experience.quantity import find_amounts
from skillscan.nlp.experience.requirement import Statement, find_statements

_MAX_UNIT_CHARS = 4000
_MAX_STATEMENTS = 100
_MAX_UNITS = 200
"""Far more than any posting states; a text of nothing but years must not take long."""
_MAX_WAY_CHARS = 160
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
class Unit:
    """A line of a posting, or lines that an "or" joins; ``start`` is its offset in the text."""

    start: int
    text: str
    statements: tuple[Statement, ...]
    alternatives: Alternatives | None

    def level_of(self, number: int) -> str | None:
        """The level that labels a statement ("Senior: 5+ years"), if any."""
        amount = self.statements[number].amount
        before = self.text[: amount.start].rpartition("\n")[2]
        match = _LEVEL_AFTER.match(self.text, amount.end)
        if match is None and len(before) <= _MAX_LABEL_CHARS:
            match = _LEVEL_LABEL.search(before)
        return match.lastgroup if match else None


@dataclass(frozen=True, slots=True)
class Years:
    """The answer; ``None`` where no years are required."""

    least: int | None
    best: int | None


def read_units(text: str) -> list[Unit]:
    """The units of a text that state experience, in order."""
    units: list[Unit] = []
    for start, unit in joined_lines(text):
        statements = tuple(find_statements(unit)[:_MAX_STATEMENTS])
        if statements and len(units) < _MAX_UNITS:
            found = find_alternatives(unit, statements, find_degrees(unit))
            units.append(Unit(start, unit, statements, found))
    return units


def decide(units: Sequence[Unit], required: Sequence[frozenset[int]]) -> Years:
    """The years asked for; ``required`` gives each unit's required statements by number."""
    chosen = _lowest_level(units, required)
    least: list[int] = []
    best: list[int] = []
    for unit, numbers in zip(units, chosen, strict=True):
        ways = unit.alternatives
        if ways is not None and ways.statements & numbers:
            least.append(ways.least)
            best.append(ways.best)
        plain = numbers - ways.statements if ways is not None else numbers
        values = [unit.statements[number].amount.low for number in plain]
        least += values
        best += values
    return Years(max(least, default=None), max(best, default=None))


def _lowest_level(
    units: Sequence[Unit], required: Sequence[frozenset[int]]
) -> Sequence[frozenset[int]]:
    """The required statements without those of higher levels, where levels are told apart."""
    labels = {
        (place, number): label
        for place, (unit, numbers) in enumerate(zip(units, required, strict=True))
        for number in numbers
        if (label := unit.level_of(number)) is not None
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
    start, unit = 0, ""
    offset = 0
    for line in text.split("\n"):
        if unit and len(unit) < _MAX_UNIT_CHARS and _is_joined(unit, line):
            unit = text[start : offset + len(line)]
        else:
            if unit.strip():
                yield start, unit
            start, unit = offset, line
        offset += len(line) + 1
    if unit.strip():
        yield start, unit


def _is_joined(unit: str, line: str) -> bool:
    if _OR_BEFORE.search(unit[-12:]) or _OR_AFTER.match(line):
        return True
    last = unit.rpartition("\n")[2]
    return _is_way(last) and _is_way(line)


def _is_way(line: str) -> bool:
    """Whether a short line is one way in of several: "Master's with 2+ years of experience"."""
    if len(line) > _MAX_WAY_CHARS or not _DIGIT.search(line):
        return False
    degrees = find_degrees(line[:24])
    return bool(degrees) and degrees[0].start <= 3 and bool(find_amounts(line))
