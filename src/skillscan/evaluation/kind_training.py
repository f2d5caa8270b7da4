"""Fits the regression that says of what kind a number is (``share_training`` runs it), on all
numbers of the labelled texts.
"""

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

_FEWEST, _LEAST_WEIGHT = 5, 0.12
"""Numbers that have a feature at least, and what moves the log-odds so little that it is not kept:
the weights are to stay small.
"""


@dataclass(frozen=True, slots=True)
class LabelledKind:
    """A number of a labelled text: its features, and of what kind it is."""

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
            yield LabelledKind(features_of.of(around), _kind(labels, own))


def _kind(labels: Sequence[LabelledClaim], own: LabelledClaim | None) -> str:
    if own is not None:
        return kind_called(own.statistic, own.dimension, own.measure)
    return THEIRS if any(one.kind == "theirs" for one in labels) else NOTHING


def stored(numbers: Sequence[LabelledKind], texts: int) -> dict[str, Any]:
    """What ``kind_weights.json`` holds: on how much it was trained, kinds, biases and weights."""
    fitted: KindRegression = fit_kinds(
        [(one.features, one.kind) for one in numbers], fewest=_FEWEST, least_weight=_LEAST_WEIGHT
    )
    return {
        "texts": texts,
        "numbers": len(numbers),
        "kinds": fitted.kinds,
        "bias": fitted.bias,
        "weights": fitted.weights,
    }
