"""What a number may be, and the regression that says how likely it is each."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

THEIRS, NOTHING = "theirs", "nothing"
"""What a number may be beside a statistic of ours: somebody else's figure, or nothing to judge."""
SILENT = "silent"
WITH_VALUES = frozenset({"degree_share", "workplace_share", "seniority_share"})
"""Statistics whose few values are kinds of their own, as the words around a number tell them apart;
``silent`` of those that do not state any.
"""
_EPOCHS, _BATCH = 14, 64
_RATE, _BIAS_RATE = 0.1, 0.01
_STEP_OF_BATCH = 8.0
"""By how much the mean gradient of a batch is taken, so that its rows count as several."""
_SHRINKING = 1e-4
_FIRST_SQUARE = 1e-3
_SEED = 20261129


def kind_called(statistic: str | None, dimension: str | None, measure: str | None) -> str:
    """The kind of a number of ours: its statistic, with what tells apart two of one name."""
    name = statistic or NOTHING
    if name in WITH_VALUES:
        return f"{name}:{dimension or SILENT}"
    if name == "skill_pairs" and measure == "lift":
        return "skill_pairs:lift"
    if name == "pay_median" and measure == "stated":
        return "pay_median:stated"
    if name == "sample_size":
        return f"sample_size:{dimension or 'openings'}"
    return name


@dataclass(frozen=True, slots=True)
class KindRegression:
    """A multinomial logistic regression on named features: of each the weight for each kind that
    it tells anything of (``weights[feature][place of the kind]``).
    """

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Mapping[str, float]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each kind is; features that were never seen say nothing."""
        scores = dict(zip(self.kinds, self.bias, strict=True))
        for one in set(features):
            for place, weight in self.weights.get(one, {}).items():
                scores[self.kinds[int(place)]] += weight
        largest = max(scores.values())
        odds = {kind: math.exp(score - largest) for kind, score in scores.items()}
        total = sum(odds.values())
        return {kind: one / total for kind, one in odds.items()}

    @classmethod
    def stored(cls, stored: Mapping[str, Any]) -> "KindRegression":
        """That of a file of weights."""
        return cls(tuple(stored["kinds"]), tuple(stored["bias"]), stored["weights"])


def fit_kinds(
    examples: Sequence[tuple[Sequence[str], str]], *, fewest: int, least_weight: float
) -> KindRegression:
    """The regression of examples (features, kind) by AdaGrad (Duchi, Hazan & Singer 2011) on
    batches, the same for the same examples in the same order; without features of fewer than
    ``fewest`` examples and weights below ``least_weight``.
    """
    counted: dict[str, int] = {}
    for features, _ in examples:
        for one in set(features):
            counted[one] = counted.get(one, 0) + 1
    names = sorted(name for name, count in counted.items() if count >= fewest)
    places = {name: n for n, name in enumerate(names)}
    kinds = tuple(sorted({kind for _, kind in examples}))
    rows = [
        np.array(sorted(places[one] for one in set(features) if one in places), np.int64)
        for features, _ in examples
    ]
    answers = np.array([kinds.index(kind) for _, kind in examples])
    weights, bias = _descended(rows, answers, len(names), len(kinds))
    kept = {
        name: {
            str(place): round(float(one), 2)
            for place, one in enumerate(weights[n])
            if abs(one) >= least_weight
        }
        for n, name in enumerate(names)
    }
    return KindRegression(
        kinds,
        tuple(round(float(one), 2) for one in bias),
        {name: found for name, found in kept.items() if found},
    )


def _descended(
    rows: Sequence[np.ndarray], answers: np.ndarray, features: int, kinds: int
) -> tuple[np.ndarray, np.ndarray]:
    """The weights of the features and the biases of the kinds."""
    weights = np.zeros((features, kinds), np.float32)
    squares = np.full((features, kinds), _FIRST_SQUARE, np.float32)
    bias = np.zeros(kinds, np.float32)
    drawn = np.random.default_rng(_SEED)
    for _ in range(_EPOCHS):
        order = drawn.permutation(len(rows))
        for begin in range(0, len(order), _BATCH):
            batch = order[begin : begin + _BATCH]
            lengths = np.array([len(rows[n]) for n in batch])
            inside = np.concatenate([rows[n] for n in batch])
            columns, at = np.unique(inside, return_inverse=True)
            of_row = np.repeat(np.arange(len(batch)), lengths)
            is_in = np.zeros((len(batch), len(columns)), np.float32)
            is_in[of_row, at] = 1.0
            scores = is_in @ weights[columns] + bias
            scores -= scores.max(axis=1, keepdims=True)
            errors = np.exp(scores)
            errors /= errors.sum(axis=1, keepdims=True)
            errors[np.arange(len(batch)), answers[batch]] -= 1
            gradient = is_in.T @ errors / len(batch) * _STEP_OF_BATCH
            gradient += _SHRINKING * weights[columns]
            squares[columns] += gradient * gradient
            weights[columns] -= _RATE * gradient / np.sqrt(squares[columns])
            bias -= _BIAS_RATE * errors.mean(axis=0)
    return weights, bias
