"""Fits the regression that judges shares which the rules leave in doubt, on labelled articles.

``python -m skillscan.evaluation.share_training --write`` renews ``data/article/share_weights.json``
from ``tests/article``: whole articles (``labelled``), passages (``passages``: one JSON object a
line with ``name``, ``format``, ``text`` and ``claims``) and single sentences
(``labelled_sentences.yaml``). Without ``--write`` it prints what cross-validation finds.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from skillscan.article.binding import BindingVocabulary, bound_by_rules, load_vocabulary
from skillscan.article.binding.model import NotBound, not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.binding.trained.candidates import Thing
from skillscan.article.binding.trained.features import PairFeatures
from skillscan.article.binding.trained.likely_shares import WEIGHTS
from skillscan.article.binding.trained.regression import Regression, fit
from skillscan.article.model import ArticleFormat, ArticleText, Binding, Quantity
from skillscan.article.quantities import find
from skillscan.article.source import read
from skillscan.evaluation.articles import LabelledClaim, has_value, read_claims

_FOLDS = 4
_FEWEST = 6
"""Examples that have a feature at least: each number makes two."""
_SEED, _LEFT_OUT = 20261129, 0.4
_UNNAMED = frozenset({"entry_level_share", "posting_growth"})
"""Statistics whose labels need not name the one value of their dimension."""
_THRESHOLDS = (0.0, 0.5, 1.0, 1.5, 2.0)


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled text: ``format`` as of ``read``; offsets of the claims are those of ``text``."""

    name: str
    format: ArticleFormat
    text: str
    claims: list[LabelledClaim]


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


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file, one a line."""
    decode = msgspec.json.Decoder(Passage).decode
    return [decode(line) for line in path.read_bytes().splitlines()]


def labelled_texts(folder: Path) -> Iterator[list[_Number]]:
    """The percentages of each labelled text of a folder as ``tests/article`` is laid out."""
    vocabulary = load_vocabulary()
    for path in sorted((folder / "labelled").glob("*.claims.jsonl")):
        article = path.with_name(path.name.removesuffix(".claims.jsonl"))
        text = read(article.read_bytes(), article)
        yield list(_numbers(text, read_claims(path), vocabulary))
    for path in sorted((folder / "passages").glob("*.jsonl")):
        for one in read_passages(path):
            text = read(one.text.encode(), one.format)
            yield list(_numbers(text, one.claims, vocabulary))
    cases = yaml.safe_load((folder / "labelled_sentences.yaml").read_text(encoding="utf-8"))
    for case in cases:
        text = read(case["text"].encode(), "markdown")
        claims = _claims(text.source, case["read"])
        yield list(_numbers(text, claims, vocabulary, is_whole=False))


def _claims(text: str, told: dict[str, str]) -> list[LabelledClaim]:
    """The labels of a single sentence: where each number stands first, and what it is of."""
    found = []
    for number, meant in told.items():
        start = text.lower().find(number.lower())
        kind, statistic, dimension, *_ = [*meant.split(), "-", "-"]
        found.append(
            LabelledClaim(
                start=start,
                end=start + len(number),
                quote=number,
                kind="ours" if kind == "ours" else "not_ours_to_judge",
                statistic=statistic,
                dimension=None if dimension == "-" or "=" in dimension else dimension,
            )
        )
    return found


def _numbers(
    article: ArticleText,
    claims: Sequence[LabelledClaim],
    vocabulary: BindingVocabulary,
    *,
    is_whole: bool = True,
) -> Iterator[_Number]:
    """The percentages of a text; one without a label is of nothing of ours where it ``is_whole``,
    all of its numbers of ours labelled, else left out.
    """
    reading = ArticleReading(article, find(article), vocabulary)
    outcomes = bound_by_rules(reading, ShareBinder(reading))
    pairs_of = PairFeatures(reading, outcomes)
    pairs_of_fewer = PairFeatures(reading, _fewer_bound(outcomes))
    for around, outcome in zip(reading.around, outcomes, strict=True):
        number = around.quantity
        if number.unit != "percent":
            continue
        start, end = article.source_span(number.start, number.end)
        labels = [one for one in claims if start < one.end and one.start < end]
        if not labels and not is_whole:
            continue
        of = next((_thing(one) for one in labels if _is_ours(one, number)), None)
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


def _is_ours(label: LabelledClaim, number: Quantity) -> bool:
    return label.kind == "ours" and has_value(number, label.value)


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
        regression = fit(examples(inside), _FEWEST)
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
    regression = fit(examples(numbers), _FEWEST)
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
    texts = list(labelled_texts(given.folder))
    if not given.write:
        _print_validation(texts)
        return 0
    target = Path("data", *WEIGHTS)
    target.write_text(
        json.dumps(trained(texts), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
