"""A logistic regression on named features: fitted by AdaGrad, kept as plain JSON."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_MOST_LOG_ODDS = 30.0
"""Beyond it a probability is one as near as a number can tell."""
_EPOCHS = 6
_RATE, _BIAS_RATE = 0.15, 0.01
_FIRST_SQUARE = 1e-3
"""What the sums of squared errors begin with, so that the first step is bounded."""
_FEWEST = 3
"""Examples that have a feature at least: what occurs once says nothing of others."""
_LEAST_WEIGHT = 0.05
"""What moves the log-odds by less is not kept."""
_SEED = 20261128


@dataclass(frozen=True, slots=True)
class Regression:
    """What each feature adds to the log-odds of "yes"."""

    weights: Mapping[str, float]
    bias: float

    def log_odds(self, features: Iterable[str]) -> float:
        """The natural logarithm of the odds; features that were never seen add nothing."""
        known = self.weights
        return self.bias + sum(known.get(one, 0.0) for one in set(features))


def probability(log_odds: float) -> float:
    """In [0, 1]."""
    bounded = max(-_MOST_LOG_ODDS, min(_MOST_LOG_ODDS, log_odds))
    return 1 / (1 + math.exp(-bounded))


def fit(
    examples: Sequence[tuple[Sequence[str], bool]],
    fewest: int = _FEWEST,
    *,
    least_weight: float = _LEAST_WEIGHT,
) -> Regression:
    """The regression of examples (features, answer) by AdaGrad (Duchi, Hazan & Singer 2011), the
    same for the same examples in the same order; without features of fewer than ``fewest`` examples
    and weights below ``least_weight``.
    """
    counted = Counter(one for features, _ in examples for one in set(features))
    places = {
        name: n for n, name in enumerate(sorted(k for k, c in counted.items() if c >= fewest))
    }
    rows = [
        (np.array(sorted(places[one] for one in set(features) if one in places), int), answer)
        for features, answer in examples
    ]
    weights, squares = np.zeros(len(places)), np.full(len(places), _FIRST_SQUARE)
    bias = 0.0
    order = random.Random(_SEED)  # noqa: S311 - the order of the examples is no secret
    for _ in range(_EPOCHS):
        order.shuffle(rows)
        for at, answer in rows:
            error = probability(bias + float(weights[at].sum())) - answer
            squares[at] += error * error
            weights[at] -= _RATE * error / np.sqrt(squares[at])
            bias -= _BIAS_RATE * error
    kept = {name: round(float(weights[n]), 2) for name, n in places.items()}
    return Regression(
        {name: one for name, one in kept.items() if abs(one) >= least_weight}, round(bias, 2)
    )
