"""Where a posting says the work is done: pieces of evidence, and what they give together.

Decision (docs/annotation-guide.md#workplace): required office days make it ``hybrid``; else what is
said of the job outranks what is said of the company; of several offered the most remote one
wins. "Up to N weeks of remote a year", "no remote work" and remote sensing are no evidence. The
words stand in ``data/rules/workplace.yaml``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from skillscan.domain import Workplace
from skillscan.resources import data_yaml

Tier = Literal["days", "job", "company", "hint"]
TIERS: tuple[Tier, ...] = ("days", "job", "company", "hint")
_MOST_REMOTE: tuple[Workplace, ...] = ("remote", "hybrid", "onsite")
_MAX_LINE = 3000
_LABEL = re.compile(
    r"\W{0,3}(?:(?:work ?place|work|job|location|working|environmental|employment|"
    r"remote) (?:type|mode|"
    r"model|locations?|style|schedule|arrangement|setting|environment|designation|"
    r"status|setup|conditions)"
    r"|location)\s?:?\s?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WorkplaceEvidence:
    """One place that speaks of the workplace; offsets are characters of the text."""

    workplace: Workplace
    tier: Tier
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _WorkplaceRule:
    name: str
    workplace: Workplace
    tier: Tier
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    despite_refusal: bool
    needs: tuple[str, ...]


def find_evidence(text: str) -> list[WorkplaceEvidence]:
    """All evidence of a text, in order of tiers within each line."""
    found: list[WorkplaceEvidence] = []
    start = 0
    for line in _lines(text):
        if _workplace_words().search(line):
            for at, piece in _bounded_pieces(line):
                found += _of_line(piece, start + at)
        start += len(line) + 1
    return found


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


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; a bare label ("Workplace type:") takes in the line below it."""
    label = ""
    for line in text.split("\n"):
        if label:
            line = f"{label} {line}"
        if not label and _LABEL.fullmatch(line):
            label = line
            continue
        label = ""
        yield line
    if label:
        yield label


def decide_workplace(
    evidence: Sequence[WorkplaceEvidence], *, least_tier: Tier = "hint"
) -> Workplace | None:
    """The workplace all evidence together gives; ``None`` where there is none."""
    allowed = TIERS[: TIERS.index(least_tier) + 1]
    for tier in allowed:
        workplaces = {piece.workplace for piece in evidence if piece.tier == tier}
        if workplaces:
            return next(workplace for workplace in _MOST_REMOTE if workplace in workplaces)
    return None


def _of_line(line: str, start: int) -> Iterator[WorkplaceEvidence]:
    lowered = line.lower()
    refused = [
        match.span()
        for needs, pattern in _refusals()
        if _has_any(lowered, needs)
        for match in pattern.finditer(line)
    ]
    for rule in _rules():
        if not _has_any(lowered, rule.needs):
            continue
        for match in rule.pattern.finditer(line):
            if not rule.despite_refusal and _overlaps_any(match, refused):
                continue
            around = line[max(0, match.start() - 50) : match.end() + 50]
            if rule.unless and rule.unless.search(around):
                continue
            yield WorkplaceEvidence(
                rule.workplace, rule.tier, start + match.start(), start + match.end(), rule.name
            )


def _has_any(lowered: str, words: tuple[str, ...]) -> bool:
    return not words or any(word in lowered for word in words)


def _overlaps_any(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(begin < match.end() and match.start() < end for begin, end in spans)


@cache
def _rules() -> tuple[_WorkplaceRule, ...]:
    return tuple(
        _WorkplaceRule(
            entry["name"],
            cast("Workplace", entry["workplace"]),
            cast("Tier", entry["tier"]),
            re.compile(entry["pattern"], re.IGNORECASE),
            re.compile(entry["unless"], re.IGNORECASE) if "unless" in entry else None,
            entry.get("despite_refusal", False),
            tuple(entry.get("needs", ())),
        )
        for entry in _rule_file()["rules"]
    )


@cache
def _refusals() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (tuple(entry.get("needs", ())), re.compile(entry["pattern"], re.IGNORECASE))
        for entry in _rule_file()["refuse"]
    )


@cache
def _workplace_words() -> re.Pattern[str]:
    """A cheap test that spares most lines the rules."""
    return re.compile(
        r"remote|hybrid|on-?\s?site|office|in[- ]person|anywhere|wherever|home|telework|telecommut|"
        r"distributed|virtual|wfh|wfo|li-|environmental|headquarters|\bhq\b|\bhub\b|\birl\b",
        re.IGNORECASE,
    )


def _rule_file() -> dict[str, Any]:
    return cast("dict[str, Any]", data_yaml("rules", "workplace.yaml"))
