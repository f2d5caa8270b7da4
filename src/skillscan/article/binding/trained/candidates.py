"""What a share may be of, wherever it is named: in its sentence, its headers, or before it, and
what no rule finds named (``implied_things``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.subjects.share_candidates import share_candidates
from skillscan.article.binding.trained.implied_things import (
    carried_on,
    implied_pairs,
    implied_years,
)

CandidatePlace = Literal[
    "sentence",
    "row",
    "column",
    "label",
    "heading",
    "lead",
    "one_before",
    "two_before",
    "three_before",
    "years",
    "pairs",
    "carried",
]
Thing = tuple[str, str | None]
_MOST = 12
"""Candidates of one place at most, the nearest: what is asked of them grows with their number."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a share may be of, and where it is named."""

    subject: ClaimSubject
    place: CandidatePlace

    @property
    def thing(self) -> Thing:
        """The statistic and the value of its dimension: what two names of one thing share."""
        return self.subject.statistic, self.subject.dimension


def candidates_of(
    reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]
) -> list[Candidate]:
    """All that a share may be of, each where it is named; a thing may stand there several times."""
    return [
        Candidate(subject, place)
        for place, subjects in _by_place(reading, around, outcomes)
        for subject in _nearest(subjects, around)
    ]


def _by_place(
    reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]
) -> Iterator[tuple[CandidatePlace, list[ClaimSubject]]]:
    block = reading.block(around)
    named = share_candidates(reading, around)
    yield "sentence", named
    yield "years", implied_years(reading, around, named)
    yield "pairs", implied_pairs(reading, around, named)
    yield "carried", carried_on(around, outcomes)
    yield "row", reading.header_subjects(block.row)
    yield "column", reading.header_subjects(block.column)
    yield "label", reading.header_subjects(reading.label(around))
    yield "heading", reading.header_subjects(next(iter(block.headings[-1:]), None))
    yield "lead", reading.header_subjects(reading.lead(block))
    before = reading.sentences_before(around.sentence, 3)
    places: tuple[CandidatePlace, ...] = ("one_before", "two_before", "three_before")
    for place, sentence in zip(places, before, strict=False):
        yield place, reading.subjects(sentence)


def _nearest(subjects: list[ClaimSubject], around: Surroundings) -> list[ClaimSubject]:
    if len(subjects) <= _MOST:
        return subjects
    start = around.quantity.start
    kept = sorted(subjects, key=lambda one: abs(one.start - start))[:_MOST]
    return sorted(kept, key=lambda one: one.start)
