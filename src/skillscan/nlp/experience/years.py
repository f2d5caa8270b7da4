"""The years a posting asks for: ``years_min`` and ``years_best`` from its requirements.

Decision (docs/annotation-guide.md#years): of several requirements the largest counts; where a line
gives education paths, the one with the lowest degree counts for ``years_min`` and the highest for
``years_best``; a requirement outside of any path binds everybody. Of requirements labelled with
levels ("Mid: 3+ years", "Senior: 5+ years") or with ranks of one job ("Weaver I: 2+ years", "Weaver
II: 5+ years") only the lowest level's count, and not those that brackets add for a higher one ("2+
years (5+ for seniors)"). Preferred and merely mentioned years do not count. Of years that an "or"
joins in a line without a degree ("2+ years in sales or 4+ in support") the fewest are enough.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from skillscan.nlp.degree.mention import degree_names
from skillscan.nlp.experience.education_paths import EducationPathReader, EducationPaths
from skillscan.nlp.experience.hints import HintReader
from skillscan.nlp.experience.lines import LineReader, TextLine
from skillscan.nlp.experience.quantity import QuantityReader, YearsQuantity
from skillscan.nlp.experience.requirement import ExperienceRequirement, ExperienceRequirements
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile
from skillscan.rules.folding import flags_for_lower_case
from skillscan.rules.memo import Memo

RULE_FILES = ("experience.yaml", "degrees.yaml")
POSITION_LEVELS = ("junior", "mid", "senior", "staff")
_HIGHER_LEVELS = frozenset(POSITION_LEVELS[2:])
_MAX_LABEL_CHARS = 80
_BRACKET_BETWEEN = re.compile(r"[^.;:!?\n]{0,60}\(\s?(?:or\s)?")
_OR_BETWEEN = re.compile(
    r"[^.;!?]{1,120}?\bor,?\s+(?:with\s|have\s)?(?:(?:at least|minimum|a minimum of)\s)?",
    re.IGNORECASE,
)
_MEMO_CHARACTERS = 500_000


class JobLabel(NamedTuple):
    """Whose years a line tells ("For Loom Engineer II: …"); ``name`` is without the rank.

    ``height`` orders the ranks that words name: 0 below senior, 1 senior, 2 above.
    """

    name: str
    label: str
    height: int


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A line of a posting, or lines that an "or" joins; ``start`` is its offset in the text.

    ``levels`` are the position levels that label its requirements ("Senior: 5+ years"), if any.
    ``alternatives`` are the numbers of neighbouring requirements of which one is enough, ``job`` is
    the job whose rank it tells them for.
    """

    start: int
    text: str
    sentences: tuple[int, ...]
    requirements: tuple[ExperienceRequirement, ...]
    levels: tuple[str | None, ...]
    education_paths: EducationPaths | None
    alternatives: tuple[tuple[int, int], ...] = ()
    job: JobLabel | None = None


@dataclass(frozen=True, slots=True)
class RequiredYears:
    """Whole years; ``None`` where none are required."""

    years_min: int | None
    years_best: int | None


class RequirementLineReader:
    """Reads what the lines of a document ask for, by ``RULE_FILES``."""

    def __init__(self, vocab: Vocab, rules: Mapping[str, RuleFile]) -> None:
        experience, degrees = (rules[name] for name in RULE_FILES)
        self.degrees = degree_names(degrees)
        words = "|".join(experience.words["unit_words"])
        units = re.compile(words, flags_for_lower_case(words))
        hints = HintReader(vocab, units, self.degrees.hints)
        self._lines = LineReader(hints, QuantityReader(vocab, experience), self.degrees)
        self._requirements = ExperienceRequirements(experience)
        self._paths = EducationPathReader(experience, degrees)
        self._levels = _PositionLevels(experience)
        self._job_label = phrase_pattern(experience, "addressing", "job_label")
        self._rank = phrase_pattern(experience, "addressing", "job_rank")
        self._senior = phrase_pattern(experience, "addressing", "senior_rank")
        self._above_senior = phrase_pattern(experience, "addressing", "rank_above_senior")
        self._known = Memo[RequirementLine](_MEMO_CHARACTERS)

    def lines(self, doc: Doc) -> list[TextLine]:
        """The lines of a document that speak of years, or perhaps of degrees."""
        return self._lines.read(doc)

    def quantities(self, doc: Doc) -> list[YearsQuantity]:
        """All quantities of years of a document, whatever they are of."""
        return self._lines.quantities(doc)

    def read(self, doc: Doc) -> list[RequirementLine]:
        """The lines of a document that ask for experience, in order."""
        found = (self.read_line(line) for line in self.lines(doc) if line.quantities)
        return [line for line in found if line.requirements]

    def read_line(self, line: TextLine) -> RequirementLine:
        """What one line asks for; employers write the same lines into all of their postings."""
        key = f"{len(line.quantities)} {line.hints_at_degree} {line.sentences} {line.text}"
        known = self._known.get(key)
        if known is None:
            known = self._known.put(key, self._read_line(line))
        return known if known.start == line.start else replace(known, start=line.start)

    def _read_line(self, line: TextLine) -> RequirementLine:
        requirements = self._requirements.read(line)
        levels = tuple(self._levels.of(line.text, requirement) for requirement in requirements)
        found = None
        degrees = self.degrees.find(line.text) if line.hints_at_degree and requirements else ()
        if requirements:
            found = self._paths.find(line.text, requirements, degrees)
        either = () if degrees else _alternatives(line.text, requirements)
        place = line.start, line.text, line.sentences
        return RequirementLine(*place, requirements, levels, found, either, self._job(line.text))

    def _job(self, text: str) -> JobLabel | None:
        """The job that a line opens with."""
        match = self._job_label.match(text)
        if match is None:
            return None
        label = match[0].lower()
        is_above = bool(self._above_senior.search(label))
        height = 2 if is_above else int(bool(self._senior.search(label)))
        return JobLabel(" ".join(self._rank.sub("", label).split()), label, height)


def _alternatives(
    text: str, requirements: Sequence[ExperienceRequirement]
) -> tuple[tuple[int, int], ...]:
    """The numbers of neighbouring requirements that an "or" joins."""
    return tuple(
        (number, number + 1)
        for number, (one, other) in enumerate(pairwise(requirements))
        if _OR_BETWEEN.fullmatch(text, one.quantity.end, other.quantity.start)
    )


class _PositionLevels:
    """Which level of a position a requirement is of."""

    def __init__(self, rules: RuleFile) -> None:
        any_level = "|".join(
            rules.compiled(rule.slots["phrases"], frame=f"(?P<{rule.id}>%s)").pattern
            for rule in rules.rules("position_levels")
        )
        self._after = re.compile(
            r"(?:\s?(?:of experience\s)?(?:for|as|\()\s?|\s[^.;:,()\d]{1,60}?\b(?:for|at)\s)"
            rf"(?:an?\s|the\s)?(?:{any_level})\b"
            r"(?:[- ]levels?|\))?"
            r"(?=\s?(?:[/,;).]|or\b|and\b|engineers?\b|roles?\b|candidates?\b|positions?\b|$))",
            re.IGNORECASE,
        )
        self._label = re.compile(
            rf"^[\W_]{{0,4}}(?:for\s(?:the\s|an?\s)?)?(?:{any_level})\b"
            r"[^.;:\d]{0,30}[:(,–-]\s?(?:[^.;:]{0,20}\s)?$",
            re.IGNORECASE,
        )
        self._beside = re.compile(
            rf"\b(?:{any_level})s?\b(?:[- ]levels?)?(?:\s[\w/+-]{{1,20}}){{0,3}}?"
            r"(?:\s?[:(–-]|,?\s(?:with|having|(?:who )?ha(?:ve|s)|needs?|requires?))\s?$",
            re.IGNORECASE,
        )
        self._for = re.compile(
            rf"\bfor\s(?:the\s|an?\s)?(?:{any_level})s?\b(?:[- ]levels?)?(?:\s\w+){{0,2}}?,\s?$",
            re.IGNORECASE,
        )

    def of(self, text: str, requirement: ExperienceRequirement) -> str | None:
        """The level that labels a requirement ("Senior: 5+ years"), if any."""
        quantity = requirement.quantity
        before = text[: quantity.start].rpartition("\n")[2]
        match = self._after.match(text, quantity.end)
        if match is None and len(before) <= _MAX_LABEL_CHARS:
            match = self._label.search(before)
        if match is None:
            near = before[-_MAX_LABEL_CHARS:]
            match = self._beside.search(near) or self._for.search(near)
        return match.lastgroup if match else None


def decide_years(
    lines: Sequence[RequirementLine], required: Sequence[frozenset[int]]
) -> RequiredYears:
    """The years asked for; ``required`` gives each line's required ones by their number."""
    chosen = _of_lowest_level(lines, _of_lowest_job(lines, required))
    years_min: list[int] = []
    years_best: list[int] = []
    for line, numbers in zip(lines, chosen, strict=True):
        paths = line.education_paths
        if paths is not None and paths.requirements & numbers:
            years_min.append(paths.years_min)
            years_best.append(paths.years_best)
        plain = numbers - paths.requirements if paths is not None else numbers
        plain -= _not_needed(line, plain)
        values = [line.requirements[number].quantity.low for number in plain]
        years_min += values
        years_best += values
    return RequiredYears(max(years_min, default=None), max(years_best, default=None))


def _not_needed(line: RequirementLine, numbers: frozenset[int]) -> set[int]:
    """The requirements that fewer years may stand for."""
    lows = {number: line.requirements[number].quantity.low for number in numbers}
    return {
        max(pair, key=lows.__getitem__) for pair in line.alternatives if lows.keys() >= set(pair)
    }


def _of_lowest_job(
    lines: Sequence[RequirementLine], required: Sequence[frozenset[int]]
) -> Sequence[frozenset[int]]:
    """The required ones without those of lines for a higher rank of the same job: "Weaver I: 2+
    years", "Weaver II: 5+ years". A rank that asks for fewer years than one below it drops none.
    """
    jobs: dict[str, dict[JobLabel, list[int]]] = {}
    for place, (line, numbers) in enumerate(zip(lines, required, strict=True)):
        if numbers and line.job is not None:
            jobs.setdefault(line.job.name, {}).setdefault(line.job, []).append(place)
    dropped: set[int] = set()
    for ranks in jobs.values():
        least = {rank: max(_years_of(lines[at]) for at in places) for rank, places in ranks.items()}
        lowest = min(least, key=least.__getitem__)
        if lowest.height == min(rank.height for rank in ranks):
            dropped.update(at for rank, places in ranks.items() if rank != lowest for at in places)
    return [frozenset() if place in dropped else numbers for place, numbers in enumerate(required)]


def _years_of(line: RequirementLine) -> int:
    """The years that one line asks for."""
    if line.education_paths is not None:
        return line.education_paths.years_min
    return max(requirement.quantity.low for requirement in line.requirements)


def _of_lowest_level(
    lines: Sequence[RequirementLine], required: Sequence[frozenset[int]]
) -> Sequence[frozenset[int]]:
    """The required ones without those of higher levels, where levels are told apart."""
    labels = {
        (place, number): label
        for place, (line, numbers) in enumerate(zip(lines, required, strict=True))
        for number in numbers
        if (label := line.levels[number]) is not None
    }
    order = [name for name in POSITION_LEVELS if name in labels.values()]
    if len(order) < 2:
        return [
            numbers - _of_level_in_brackets(line, numbers)
            for line, numbers in zip(lines, required, strict=True)
        ]
    return [
        frozenset(n for n in numbers if labels.get((place, n), order[0]) == order[0])
        for place, numbers in enumerate(required)
    ]


def _of_level_in_brackets(line: RequirementLine, numbers: frozenset[int]) -> set[int]:
    """The requirements of a higher level that brackets add: "2+ years (5+ years for seniors)"."""
    return {
        other
        for one, other in pairwise(sorted(numbers))
        if line.levels[one] is None
        and line.levels[other] in _HIGHER_LEVELS
        and _BRACKET_BETWEEN.fullmatch(
            line.text, line.requirements[one].quantity.end, line.requirements[other].quantity.start
        )
    }
