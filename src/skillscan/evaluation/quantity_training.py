"""Fits the regressions that judge counts, sums, changes and times which the rules leave open
(``share_training`` runs it): one for each kind, on all numbers that may be one by their unit.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from skillscan.article.binding.trained.likely_quantities import (
    KINDS,
    LEAST_LOG_ODDS,
    QuantityKind,
    is_open,
    kind_of,
    kinds_of,
)
from skillscan.article.binding.trained.quantity_features import QuantityFeatures
from skillscan.article.binding.trained.regression import Regression, fit
from skillscan.article.model import Quantity
from skillscan.evaluation.labelled_readings import LabelledReading, is_of_ours

_FEWEST, _LEAST_WEIGHT = 5, 0.2
"""Numbers that have a feature at least, and what moves the log-odds so little that it is not kept:
the weights are to stay small.
"""


@dataclass(frozen=True, slots=True)
class LabelledQuantity:
    """A number of a labelled text: its features, what it may be and what it is (``None``: nothing
    of these kinds), and whether the rules left it open.
    """

    writer: str
    features: list[str]
    kinds: tuple[QuantityKind, ...]
    kind: QuantityKind | None
    is_open: bool


def labelled_quantities(text: LabelledReading) -> Iterator[LabelledQuantity]:
    """The numbers of a text that may be of a kind; one without a label is nothing of ours where all
    of its numbers of ours are labelled, else left out.
    """
    features_of = QuantityFeatures(text.reading, text.outcomes)
    for around, outcome in zip(text.reading.around, text.outcomes, strict=True):
        kinds, labels = kinds_of(around.quantity), text.labels(around.quantity)
        if not kinds or not (labels or text.is_whole):
            continue
        kind = _kind(text, around.quantity)
        yield LabelledQuantity(
            text.writer, features_of.of(around), kinds, kind, is_open=is_open(outcome)
        )


def _kind(text: LabelledReading, number: Quantity) -> QuantityKind | None:
    """What its label says that a number is."""
    return next(
        (
            kind_of(one.statistic, one.dimension, number.unit)
            for one in text.labels(number)
            if is_of_ours(one, number)
        ),
        None,
    )


def fitted(numbers: Sequence[LabelledQuantity]) -> dict[QuantityKind, Regression]:
    """The regression of each kind."""
    return {
        kind: fit(
            [(one.features, one.kind == kind) for one in numbers if kind in one.kinds],
            fewest=_FEWEST,
            least_weight=_LEAST_WEIGHT,
        )
        for kind in KINDS
    }


def stored(numbers: Sequence[LabelledQuantity], texts: int) -> dict[str, Any]:
    """What ``quantity_weights.json`` holds: on how much it was trained, biases and weights."""
    kinds = {
        kind: {"bias": one.bias, "weights": dict(sorted(one.weights.items()))}
        for kind, one in fitted(numbers).items()
    }
    return {"texts": texts, "numbers": len(numbers), "kinds": kinds}


def print_validation(numbers: Sequence[LabelledQuantity]) -> None:
    """Prints, of the open numbers of each writer's texts, how many of each kind the regressions of
    all other texts read right and wrong.
    """
    right, wrong, of_kind = (dict.fromkeys(KINDS, 0) for _ in range(3))
    for writer in sorted({one.writer for one in numbers if one.writer}):
        regressions = fitted([one for one in numbers if one.writer != writer])
        for one in numbers:
            if one.writer != writer or not one.is_open:
                continue
            if one.kind in one.kinds:
                of_kind[one.kind] += 1
            odds, kind = max((regressions[kind].log_odds(one.features), kind) for kind in one.kinds)
            if odds >= LEAST_LOG_ODDS:
                (right if kind == one.kind else wrong)[kind] += 1
    for kind in KINDS:
        sys.stdout.write(
            f"{kind}: right {right[kind]}, wrong {wrong[kind]}, of {of_kind[kind]} of ours\n"
        )
