"""Fits the regression that says of what kind a number is (``share_training`` runs it), on all
numbers of the labelled texts.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from skillscan.article.binding.trained.kind_features import KindFeatures
from skillscan.article.binding.trained.kinds import (
    NOTHING,
    THEIRS,
    KindRegression,
    fit_kinds,
    kind_called,
)
from skillscan.evaluation.articles import LabelledClaim
from skillscan.evaluation.labelled_readings import LabelledReading, is_of_ours

_THRESHOLDS = (0.5, 0.65, 0.8, 0.95)
_FEWEST, _LEAST_WEIGHT = 5, 0.12
"""Numbers that have a feature at least, and what moves the log-odds so little that it is not kept:
the weights are to stay small.
"""


@dataclass(frozen=True, slots=True)
class LabelledKind:
    """A number of a labelled text: its features, and of what kind it is."""

    writer: str
    features: list[str]
    kind: str


def labelled_kinds(text: LabelledReading) -> Iterator[LabelledKind]:
    """The numbers of a text; one without a label is nothing to judge where all of its numbers are
    labelled, else left out, and so is one that is not what its label says.
    """
    features_of = KindFeatures(text.reading, text.outcomes)
    for around in text.reading.around:
        labels = text.labels(around.quantity)
        if around.quantity.unit is None or not (labels or text.is_whole):
            continue
        ours = [one for one in labels if one.kind == "ours"]
        own = next((one for one in ours if is_of_ours(one, around.quantity)), None)
        if own is not None or not ours:
            yield LabelledKind(text.writer, features_of.of(around), _kind(labels, own))


def _kind(labels: Sequence[LabelledClaim], own: LabelledClaim | None) -> str:
    if own is not None:
        return kind_called(own.statistic, own.dimension, own.measure)
    return THEIRS if any(one.kind == "theirs" for one in labels) else NOTHING


def fitted(numbers: Sequence[LabelledKind]) -> KindRegression:
    """The regression of numbers and their kinds."""
    examples = [(one.features, one.kind) for one in numbers]
    return fit_kinds(examples, fewest=_FEWEST, least_weight=_LEAST_WEIGHT)


def print_validation(numbers: Sequence[LabelledKind]) -> None:
    """Prints, of the numbers of every other writer, how often the kind of ours that the regression
    of all other texts finds likely is right and wrong.
    """
    held_out = set(sorted({one.writer for one in numbers if one.writer})[::2])
    inside = [one for one in numbers if one.writer not in held_out]
    outside = [one for one in numbers if one.writer in held_out]
    if not inside:
        return
    regression = fitted(inside)
    found = []
    for one in outside:
        chances = regression.probabilities(one.features)
        kind = max(chances, key=lambda name: (chances[name], name))
        found.append((chances[kind], kind, one.kind))
    of_ours = sum(one.kind not in (THEIRS, NOTHING) for one in outside)
    for least in _THRESHOLDS:
        taken = [
            (kind, true)
            for chance, kind, true in found
            if chance >= least and kind not in (THEIRS, NOTHING)
        ]
        right = sum(kind == true for kind, true in taken)
        sys.stdout.write(
            f"kinds of {least}: right {right}, wrong {len(taken) - right}, of {of_ours} of ours\n"
        )


def stored(numbers: Sequence[LabelledKind], texts: int) -> dict[str, Any]:
    """What ``kind_weights.json`` holds: on how much it was trained, kinds, biases and weights."""
    regression = fitted(numbers)
    return {
        "texts": texts,
        "numbers": len(numbers),
        "kinds": regression.kinds,
        "bias": regression.bias,
        "weights": regression.weights,
    }
