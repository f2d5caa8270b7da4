"""Where a posting says the work is done: pieces of evidence, and what they give together.

Decision (docs/annotation-guide.md#workplace): required office days make it ``hybrid``; else what is
said of the job outranks what is said of the company, that an office that is only named, and all
outrank what is only possible; of several offered the most remote one wins. What is said of all jobs
("hybrid work model", "hybrid working" among the benefits) yields to a location that says "Remote".
"Up to N weeks of remote a year" and remote sensing are no evidence. The words stand in
``data/rules/workplace.yaml``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from skillscan.domain import Workplace
from skillscan.rules import RuleFile
from skillscan.rules.gated_phrases import GatedPhrases
from skillscan.rules.memo import Memo

WORKPLACE_FILE = "workplace.yaml"

Tier = Literal["days", "job", "company", "place", "option", "hint"]
TIERS: tuple[Tier, ...] = ("days", "job", "company", "place", "option", "hint")
_MOST_REMOTE: tuple[Workplace, ...] = ("remote", "hybrid", "onsite")
_MAX_LINE = 3000
_MEMO_CHARACTERS = 2_000_000
_MAX_LOCATION = 500
_MAX_LABEL = 60
"""Longer lines are no labels."""
_AROUND_CHARS = 50
"""How far around a match the words are sought that take it back."""


@dataclass(frozen=True, slots=True)
class WorkplaceEvidence:
    """One place that speaks of the workplace; offsets are characters of the text.

    ``judged`` is the stretch that was looked at: the place, with the words around it where some of
    them would take it back.
    """

    workplace: Workplace
    tier: Tier
    start: int
    end: int
    rule: str
    judged: tuple[int, int]

    def moved(self, by: int) -> "WorkplaceEvidence":
        """The same evidence of a text that holds this one from ``by`` on."""
        first, last = self.judged
        start, end, judged = self.start + by, self.end + by, (first + by, last + by)
        return WorkplaceEvidence(self.workplace, self.tier, start, end, self.rule, judged)


@dataclass(frozen=True, slots=True)
class _EvidenceRule:
    id: str
    workplace: Workplace
    tier: Tier
    phrases: GatedPhrases
    unless: re.Pattern[str] | None
    despite_refusal: bool
    yields_to_location: bool
    yields_as_benefit: bool


def _evidence_rules(
    rules: RuleFile, group: str, phrases: Mapping[tuple[str, str], GatedPhrases]
) -> list[_EvidenceRule]:
    return [
        _EvidenceRule(
            rule.id,
            cast("Workplace", rule.fields["workplace"]),
            cast("Tier", rule.fields.get("tier", "job")),
            phrases[group, rule.id],
            rules.pattern(rule, "unless"),
            bool(rule.fields.get("despite_refusal")),
            bool(rule.fields.get("yields_to_location")),
            bool(rule.fields.get("yields_as_benefit")),
        )
        for rule in rules.rules(group)
    ]


class WorkplaceRules:
    """Reads evidence by one rule file."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the rules of ``workplace.yaml``."""
        self._known_lines = Memo[tuple[WorkplaceEvidence, ...]](_MEMO_CHARACTERS)
        self._known_labels = Memo[bool](_MEMO_CHARACTERS)
        self._gate, phrases = rules.gated_phrases("refuse", "rules")
        self._refusals = {rule.id: phrases["refuse", rule.id] for rule in rules.rules("refuse")}
        self._rules = _evidence_rules(rules, "rules", phrases)
        self._despite_refusal = {rule.id for rule in self._rules if rule.despite_refusal}
        self._yielding = frozenset(rule.id for rule in self._rules if rule.yields_to_location)
        self._benefits = frozenset(rule.id for rule in self._rules if rule.yields_as_benefit)
        self._location_gate, phrases = rules.gated_phrases("locations")
        self._location_rules = _evidence_rules(rules, "locations", phrases)
        self._labels = [pattern for r in rules.rules("labels") if (pattern := rules.pattern(r))]

    def evidence(self, text: str) -> list[WorkplaceEvidence]:
        """All evidence of a text, in order of tiers within each line."""
        found: list[WorkplaceEvidence] = []
        start = 0
        for line in self._lines(text):
            if of_line := self._of_line(line):
                found += [evidence.moved(start) for evidence in of_line]
            start += len(line) + 1
        return found

    def of_location(self, location: str) -> list[WorkplaceEvidence]:
        """What a field speaks of that names nothing but places: there one word is enough."""
        field = location[:_MAX_LOCATION]
        may_match = self._location_gate(field)
        return list(_matches(self._location_rules, field, may_match)) if may_match else []

    def is_of_all_jobs(self, evidence: WorkplaceEvidence, section: str) -> bool:
        """Whether evidence of a section tells of all jobs of the employer."""
        is_benefit = section == "benefits" and evidence.rule in self._benefits
        return is_benefit or evidence.rule in self._yielding

    def _of_line(self, line: str) -> tuple[WorkplaceEvidence, ...]:
        """The evidence of a line; employers write the same lines into all of their postings."""
        known = self._known_lines.get(line)
        if known is None:
            known = self._known_lines.put(line, tuple(self._read(line)))
        return known

    def _read(self, line: str) -> Iterator[WorkplaceEvidence]:
        for start, piece in _bounded_pieces(line):
            if may_match := self._gate(piece):
                for evidence in self._of_piece(piece, may_match):
                    yield evidence.moved(start) if start else evidence

    def refused(self, line: str, rule_id: str) -> list[tuple[int, int]]:
        """Where one rule says that a line does not speak of the workplace of this job."""
        may_match = self._gate(line)
        return [match.span() for match in self._refusals[rule_id].finditer(line, may_match)]

    def is_label(self, line: str) -> bool:
        """Whether a line is a label of the one below it ("Workplace type:")."""
        if len(line) > _MAX_LABEL:
            return False
        known = self._known_labels.get(line)
        if known is None:
            is_label = any(label.fullmatch(line) for label in self._labels)
            known = self._known_labels.put(line, is_label)
        return known

    def _lines(self, text: str) -> Iterator[str]:
        """The lines of a text; a bare label takes in the line below it."""
        label = ""
        for line in text.split("\n"):
            if label:
                line = f"{label} {line}"
            if not label and self.is_label(line):
                label = line
                continue
            label = ""
            yield line
        if label:
            yield label

    def _of_piece(self, line: str, may_match: int) -> Iterator[WorkplaceEvidence]:
        refused: _Stretches | None = None
        for evidence in _matches(self._rules, line, may_match):
            if evidence.rule not in self._despite_refusal:
                refused = refused or self._refused_in(line, may_match)
                if refused.overlap(evidence.start, evidence.end):
                    continue
            yield evidence

    def _refused_in(self, line: str, may_match: int) -> "_Stretches":
        return _Stretches(
            match.span()
            for phrases in self._refusals.values()
            for match in phrases.finditer(line, may_match)
        )


def _matches(
    rules: Iterable[_EvidenceRule], line: str, may_match: int
) -> Iterator[WorkplaceEvidence]:
    """Where rules match, but for the places that the words around take back."""
    for rule in rules:
        if not rule.phrases.bits & may_match:
            continue
        for match in rule.phrases.finditer(line, may_match):
            judged = match.span()
            if rule.unless is not None:
                judged = _around(line, *judged)
                if rule.unless.search(line[slice(*judged)]):
                    continue
            yield WorkplaceEvidence(rule.workplace, rule.tier, *match.span(), rule.id, judged)


def _around(line: str, start: int, end: int) -> tuple[int, int]:
    return max(0, start - _AROUND_CHARS), min(len(line), end + _AROUND_CHARS)


class _Stretches:
    """Stretches of a line, ready to be asked often whether one overlaps a place."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        before = bisect_right(self._starts, end - 1)
        return before > 0 and self._ends[before - 1] > start


def _bounded_pieces(line: str) -> Iterator[tuple[int, str]]:
    """A line that lost its breaks in pieces of bounded length, cut between sentences."""
    at = 0
    while at < len(line):
        end = at + _MAX_LINE
        if end < len(line):
            stop = line.rfind(". ", at, end)
            end = stop + 1 if stop > at else end
        yield at, line[at:end]
        at = end


def decide_workplace(
    evidence: Sequence[WorkplaceEvidence], *, least_tier: Tier = "hint"
) -> Workplace | None:
    """The workplace all evidence together gives; ``None`` where there is none."""
    allowed = TIERS[: TIERS.index(least_tier) + 1]
    for tier in allowed:
        workplaces = {piece.workplace for piece in evidence if piece.tier == tier}
        at_office = tier == "place" or (tier == "company" and workplaces == {"onsite"})
        if at_office and workplaces and _has_option(evidence, allowed):
            return "hybrid"
        if workplaces:
            return next(workplace for workplace in _MOST_REMOTE if workplace in workplaces)
    return None


def _has_option(evidence: Sequence[WorkplaceEvidence], allowed: Sequence[Tier]) -> bool:
    """Whether one may also be elsewhere than at the office."""
    return "option" in allowed and any(
        piece.tier == "option" and piece.workplace != "onsite" for piece in evidence
    )
