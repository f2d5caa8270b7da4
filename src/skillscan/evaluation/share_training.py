"""Fits the regressions that judge numbers which the rules leave in doubt, on labelled articles.

``python -m skillscan.evaluation.share_training --write`` renews the weights of ``data/article``
(``share_weights.json``, ``quantity_weights.json``, ``kind_weights.json``) from ``tests/article``
(``labelled_readings``). Without ``--write`` it prints what cross-validation finds.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillscan.article.binding.model import NotBound, not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.trained import likely_kinds, likely_quantities
from skillscan.article.binding.trained.candidates import Thing
from skillscan.article.binding.trained.features import PairFeatures
from skillscan.article.binding.trained.likely_shares import WEIGHTS
from skillscan.article.binding.trained.regression import Regression, fit
from skillscan.article.model import Binding
from skillscan.evaluation import kind_training
from skillscan.evaluation.articles import LabelledClaim
from skillscan.evaluation.kind_training import LabelledKind, labelled_kinds
from skillscan.evaluation.labelled_readings import (
    LabelledReading,
    is_of_ours,
    labelled_readings,
)
from skillscan.evaluation.quantity_training import (
    LabelledQuantity,
    labelled_quantities,
    print_validation,
    stored,
)

_FOLDS = 4
_FEWEST, _LEAST_WEIGHT = 6, 0.1
"""Examples that have a feature at least: each number makes two."""
_SEED, _LEFT_OUT = 20261129, 0.4
_UNNAMED = frozenset({"entry_level_share", "posting_growth"})
"""Statistics whose labels need not name the one value of their dimension."""
_THRESHOLDS = (0.0, 0.5, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class _Number:
    """A percentage of a labelled text: what it is of (None: of nothing of ours), and each thing
    that it may be of with its features.
    """

    of: Thing | None
    is_doubt: bool
    pairs: list[tuple[Thing, list[str]]]
    pairs_of_fewer: list[tuple[Thing, list[str]]]
    """The same where fewer of the other numbers are bound, as in articles that rules know less."""


def labelled_texts(
    folder: Path,
) -> Iterator[tuple[list[_Number], list[LabelledQuantity], list[LabelledKind]]]:
    """The percentages of each labelled text of a folder as ``tests/article`` is laid out, its
    numbers of other kinds, and all of them with their kinds.
    """
    for one in labelled_readings(folder):
        yield list(_numbers(one)), list(labelled_quantities(one)), list(labelled_kinds(one))


def _numbers(text: LabelledReading) -> Iterator[_Number]:
    """The percentages of a text; one without a label is of nothing of ours where it ``is_whole``,
    all of its numbers of ours labelled, else left out.
    """
    pairs_of = PairFeatures(text.reading, text.outcomes)
    pairs_of_fewer = PairFeatures(text.reading, _fewer_bound(text.outcomes))
    for around, outcome in zip(text.reading.around, text.outcomes, strict=True):
        number = around.quantity
        if number.unit != "percent":
            continue
        labels = text.labels(number)
        if not labels and not text.is_whole:
            continue
        of = next((_thing(one) for one in labels if is_of_ours(one, number)), None)
        pairs, fewer = (
            [(_comparable(*candidate.thing), features) for candidate, features in each.of(around)]
            for each in (pairs_of, pairs_of_fewer)
        )
        yield _Number(of, isinstance(outcome, NotBound) and outcome.is_doubt, pairs, fewer)


def _fewer_bound(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes without some bindings: labelled articles are those that rules were written by,
    so that beside a number in doubt more is bound there than in articles to come.
    """
    drawn = random.Random(_SEED)  # noqa: S311 - which are left out is no secret
    left_out = not_understood("left out")
    return [
        left_out if isinstance(one, Binding) and drawn.random() < _LEFT_OUT else one
        for one in outcomes
    ]


def _thing(label: LabelledClaim) -> Thing:
    return _comparable(label.statistic or "", label.dimension)


def _comparable(statistic: str, dimension: str | None) -> Thing:
    return statistic, None if statistic in _UNNAMED else dimension


def examples(numbers: Sequence[_Number]) -> list[tuple[list[str], bool]]:
    """For each pair of a number and a thing its features, and whether it is of it."""
    return [
        (features, thing == one.of)
        for one in numbers
        for thing, features in (*one.pairs, *one.pairs_of_fewer)
    ]


def _print_validation(texts: Sequence[list[_Number]]) -> None:
    """Prints, of the numbers in doubt of each fold, how many the regression of the others reads
    right and wrong.
    """
    right, wrong = dict.fromkeys(_THRESHOLDS, 0), dict.fromkeys(_THRESHOLDS, 0)
    of_ours = 0
    for fold in range(_FOLDS):
        inside = [one for n, found in enumerate(texts) if n % _FOLDS != fold for one in found]
        outside = [one for n, found in enumerate(texts) if n % _FOLDS == fold for one in found]
        regression = fit(examples(inside), fewest=_FEWEST, least_weight=_LEAST_WEIGHT)
        for number in outside:
            if not number.is_doubt:
                continue
            of_ours += number.of is not None
            thing, log_odds = _likeliest(regression, number)
            for least in _THRESHOLDS:
                right[least] += log_odds >= least and thing == number.of
                wrong[least] += log_odds >= least and thing != number.of
    for least in _THRESHOLDS:
        sys.stdout.write(
            f"log-odds {least}: right {right[least]}, wrong {wrong[least]}, of {of_ours} of ours\n"
        )


def _likeliest(regression: Regression, number: _Number) -> tuple[Thing | None, float]:
    ranked = sorted((regression.log_odds(features), thing) for thing, features in number.pairs)
    return (ranked[-1][1], ranked[-1][0]) if ranked else (None, float("-inf"))


def trained(texts: Sequence[list[_Number]]) -> dict[str, Any]:
    """What ``share_weights.json`` holds: on how much it was trained, bias and weights."""
    numbers = [one for found in texts for one in found]
    regression = fit(examples(numbers), fewest=_FEWEST, least_weight=_LEAST_WEIGHT)
    return {
        "texts": len(texts),
        "numbers": len(numbers),
        "bias": regression.bias,
        "weights": dict(sorted(regression.weights.items())),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Validates, or writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m skillscan.evaluation.share_training")
    parser.add_argument("--write", action="store_true", help="renew the weights")
    parser.add_argument("--folder", type=Path, default=Path("tests/article"), help="labelled texts")
    given = parser.parse_args(arguments)
    read = list(labelled_texts(given.folder))
    texts = [shares for shares, _, _ in read]
    quantities = [one for _, found, _ in read for one in found]
    kinds = [one for _, _, found in read for one in found]
    if not given.write:
        _print_validation(texts)
        print_validation(quantities)
        kind_training.print_validation(kinds)
        return 0
    _write(WEIGHTS, trained(texts))
    _write(likely_quantities.WEIGHTS, stored(quantities, len(texts)))
    _write(likely_kinds.WEIGHTS, kind_training.stored(kinds, len(texts)))
    return 0


def _write(path: Sequence[str], weights: dict[str, Any]) -> None:
    text = json.dumps(weights, ensure_ascii=False, indent=0)
    Path("data", *path).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
