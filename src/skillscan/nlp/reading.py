"""What the pipeline says of one posting: findings with their spans, and the fields they give."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypedDict

import msgspec

from skillscan.domain import Pay, Workplace

MentionClass = Literal["required", "preferred", "mentioned", "negated"]
Occupation = Literal[
    "ml_engineer",
    "data_scientist",
    "research_scientist",
    "data_engineer",
    "data_analyst",
    "software_engineer",
    "manager",
    "other",
]
Seniority = Literal["intern", "junior", "mid", "senior", "staff"]
Degree = Literal["bachelor", "master", "phd", "none"]
FindingKind = Literal[
    "skill", "experience", "degree", "pay", "workplace", "occupation", "seniority"
]

STRENGTH: dict[str, int] = {"negated": 0, "mentioned": 1, "preferred": 2, "required": 3}
"""The class of a skill in a posting is the strongest of its mentions
(docs/annotation-guide.md#skills)."""


class Reason(TypedDict, total=False):
    """Why a finding has its class: what a component hands over in ``span._.skillscan_reason``.

    All offsets are characters of the document text. The structure sets the first four on each
    block, and every finding of the block has them; a component sets what it knows better. The
    sentence is told only where a component judged another stretch than the structure's sentence.
    Rules are named by group and id, as their file has them ("list_introductions.lead_required").
    """

    section: str
    section_rule: str
    """The rule of the heading, list introduction or paragraph that opened the section."""
    heading_start: int
    heading_end: int
    """The words that opened it."""
    modifier_rule: str
    modifier_start: int
    modifier_end: int
    """The words that decided the class, where it was not the section alone."""
    sentence_start: int
    sentence_end: int


class DecidingWords(NamedTuple):
    """Words that decide something of a sentence, with the rule that found them."""

    rule: str
    start: int
    end: int

    def as_reason(self, offset: int) -> Reason:
        """The reason that these words are, for a text that begins at this offset."""
        return {
            "modifier_rule": self.rule,
            "modifier_start": offset + self.start,
            "modifier_end": offset + self.end,
        }


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing read from the text, where it stands, and what decided its class.

    ``start`` and ``end`` are character offsets into the document text (title, blank line, body),
    ``sentence_start`` and ``sentence_end`` those of the sentence it was judged in (``None`` where
    the pipeline marks no sentences). ``rule`` names the alias or rule that fired; ``detail`` holds
    the parsed values. The last seven are those of ``Reason``, ``None`` where there is nothing to
    tell: no heading stands above, no words but those of the section decided.
    """

    kind: FindingKind
    value: str
    mention_class: MentionClass
    start: int
    end: int
    rule: str
    detail: dict[str, Any] = msgspec.field(default_factory=dict)
    sentence_start: int | None = None
    sentence_end: int | None = None
    section: str | None = None
    section_rule: str | None = None
    heading_start: int | None = None
    heading_end: int | None = None
    modifier_rule: str | None = None
    modifier_start: int | None = None
    modifier_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The fields of one posting, by the rules of docs/annotation-guide.md.

    ``skills`` maps skill id to its class; negated skills are left out. ``None`` means that the
    posting does not say.
    """

    occupation: Occupation | None = None
    seniority: Seniority | None = None
    skills: dict[str, MentionClass] = field(default_factory=dict)
    years_min: int | None = None
    years_best: int | None = None
    degree: Degree | None = None
    pay: Pay | None = None
    workplace: Workplace | None = None
    findings: tuple[Finding, ...] = ()

    def to_labels(self) -> dict[str, Any]:
        """The reading in the format of the gold labels (without ``key`` and ``years_quote``)."""
        pay = self.pay
        return {
            "role": self.occupation,
            "seniority": self.seniority,
            "skills": dict(self.skills),
            "years_min": self.years_min,
            "years_best": self.years_best,
            "degree": self.degree,
            "salary": None
            if pay is None
            else {"min": pay.min, "max": pay.max, "currency": pay.currency, "period": pay.period},
            "work_mode": self.workplace,
        }
