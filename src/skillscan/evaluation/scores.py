"""Precision, recall, F1, class accuracy and exactness, with Wilson intervals.

The unit of the skill scores is posting × skill: a skill is found or not, however often it is named.
Intervals are 95 % Wilson score intervals (Wilson 1927).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from skillscan.evaluation.gold import Label
from skillscan.nlp.reading import Reading
from skillscan.statistics.intervals import wilson

FIELDS = ("years_min", "years_best", "degree", "workplace", "salary", "occupation", "seniority")
MIN_MACRO_POSTINGS = 5
"""Skills in fewer labelled postings do not enter the macro average (issue 3)."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n``; ``value`` is ``None`` where n is 0."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval."""
        if not self.n:
            return None
        low, high = wilson(np.array([self.hits / self.n]), self.n)
        return float(low[0]), float(high[0])


@dataclass(slots=True)
class Counts:
    """True positives, false positives and false negatives of one skill or of all."""

    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0

    @property
    def support(self) -> int:
        """Labelled postings that name the skill."""
        return self.true_positives + self.false_negatives

    @property
    def precision(self) -> Share:
        """Found rightly of found."""
        return Share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> Share:
        """Found rightly of labelled."""
        return Share(self.true_positives, self.support)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; ``None`` where there is nothing to find."""
        total = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / total if total else None

    def to_json(self) -> dict[str, Any]:
        """Rounded figures with their counts and intervals."""
        return {
            "precision": _rounded(self.precision.value),
            "recall": _rounded(self.recall.value),
            "f1": _rounded(self.f1),
            "true_positives": self.true_positives,
            "false_positives": self.false_positives,
            "false_negatives": self.false_negatives,
            "precision_interval": _rounded_pair(self.precision.interval),
            "recall_interval": _rounded_pair(self.recall.interval),
        }


@dataclass(slots=True)
class Scores:
    """All figures of one evaluation."""

    postings: int = 0
    skills: dict[str, Counts] = field(default_factory=dict)
    class_hits: int = 0
    class_n: int = 0
    field_hits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    @property
    def micro(self) -> Counts:
        """All skills together."""
        total = Counts()
        for counts in self.skills.values():
            total.true_positives += counts.true_positives
            total.false_positives += counts.false_positives
            total.false_negatives += counts.false_negatives
        return total

    @property
    def macro_f1(self) -> tuple[float | None, int]:
        """Mean F1 of the skills named in enough postings, and how many they are."""
        values = [
            counts.f1 or 0.0
            for counts in self.skills.values()
            if counts.support >= MIN_MACRO_POSTINGS
        ]
        return (sum(values) / len(values) if values else None), len(values)

    @property
    def class_accuracy(self) -> Share:
        """Skills with the right class of the skills found rightly."""
        return Share(self.class_hits, self.class_n)

    def exactness(self, name: str) -> Share:
        """Postings whose field is exactly as labelled (null included)."""
        return Share(self.field_hits[name], self.postings)

    def to_json(self, *, labels: str, pipeline_version: str) -> dict[str, Any]:
        """The shape of ``data/evaluation.json``."""
        macro, skills = self.macro_f1
        return {
            "labels": labels,
            "postings": self.postings,
            "pipeline_version": pipeline_version,
            "skills": {skill: self.skills[skill].to_json() for skill in sorted(self.skills)},
            "micro": self.micro.to_json(),
            "macro": {
                "f1": _rounded(macro),
                "skills": skills,
                "min_postings": MIN_MACRO_POSTINGS,
            },
            "class_accuracy": share_json(self.class_accuracy, "accuracy"),
            "fields": {name: share_json(self.exactness(name), "exact") for name in FIELDS},
        }


def score(pairs: Sequence[tuple[Label, Reading]], graded: Collection[str]) -> Scores:
    """Scores of readings against labels; skills outside ``graded`` are not looked at."""
    scores = Scores(postings=len(pairs), skills={skill: Counts() for skill in sorted(graded)})
    for label, reading in pairs:
        _score_skills(scores, label, reading)
        for name in FIELDS:
            scores.field_hits[name] += labelled(label, name) == answered(reading, name)
    return scores


def _score_skills(scores: Scores, label: Label, reading: Reading) -> None:
    for skill, counts in scores.skills.items():
        is_labelled, is_found = skill in label.skills, skill in reading.skills
        counts.true_positives += is_labelled and is_found
        counts.false_positives += is_found and not is_labelled
        counts.false_negatives += is_labelled and not is_found
        if is_labelled and is_found:
            scores.class_n += 1
            scores.class_hits += label.skills[skill] == reading.skills[skill]


def labelled(label: Label, name: str) -> Any:
    """What the label says of a field, comparable with ``answered``."""
    value = getattr(label, name)
    return value.model_dump() if name == "salary" and value is not None else value


def answered(reading: Reading, name: str) -> Any:
    """What the reading says of a field of the labels."""
    return reading.to_labels()[Label.model_fields[name].alias or name]


def share_json(share: Share, name: str) -> dict[str, Any]:
    """A share under its name, with hits, n and interval."""
    return {
        name: _rounded(share.value),
        "hits": share.hits,
        "n": share.n,
        "interval": _rounded_pair(share.interval),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _rounded_pair(pair: tuple[float, float] | None) -> list[float] | None:
    return None if pair is None else [round(pair[0], 4), round(pair[1], 4)]
