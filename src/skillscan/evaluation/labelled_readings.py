"""The labelled texts of ``tests/article`` as the rules of binding read them, on which the
regressions of numbers that rules leave in doubt are fitted.

Whole articles (``labelled``), passages (``passages``: one JSON object a line with ``name``,
``format``, ``text`` and ``claims``) and single sentences (``labelled_sentences.yaml``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import yaml

from skillscan.article.binding import BindingVocabulary, bound_by_rules, load_vocabulary
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.dimension import AGAINST
from skillscan.article.model import ArticleFormat, ArticleText, Quantity
from skillscan.article.quantities import find
from skillscan.article.source import read
from skillscan.evaluation.articles import LabelledClaim, has_value, read_claims
from skillscan.statistics.definitions import splits

_PARTS = {*splits(), AGAINST} - {"country"}
"""What names a part behind a value; a country is a field of a binding."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled text: ``format`` as of ``read``; offsets of the claims are those of ``text``."""

    name: str
    format: ArticleFormat
    text: str
    claims: list[LabelledClaim]


@dataclass(frozen=True, slots=True)
class LabelledReading:
    """A labelled text with what the rules make of its numbers. ``is_whole``: all of its numbers of
    ours are labelled; ``writer``: whose text it is, where many texts are somebody's.
    """

    writer: str
    reading: ArticleReading
    outcomes: Sequence[Outcome]
    claims: Sequence[LabelledClaim]
    is_whole: bool

    def labels(self, number: Quantity) -> list[LabelledClaim]:
        """The labels of a number."""
        start, end = self.reading.article.source_span(number.start, number.end)
        return [one for one in self.claims if start < one.end and one.start < end]


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file, one a line."""
    decode = msgspec.json.Decoder(Passage).decode
    return [decode(line) for line in path.read_bytes().splitlines()]


def labelled_readings(folder: Path) -> Iterator[LabelledReading]:
    """Each labelled text of a folder as ``tests/article`` is laid out."""
    vocabulary = load_vocabulary()
    for path in sorted((folder / "labelled").glob("*.claims.jsonl")):
        article = path.with_name(path.name.removesuffix(".claims.jsonl"))
        text = read(article.read_bytes(), article)
        yield _reading("", text, read_claims(path), vocabulary)
    for path in sorted((folder / "passages").glob("*.jsonl")):
        for one in read_passages(path):
            text = read(one.text.encode(), one.format)
            yield _reading(path.stem, text, one.claims, vocabulary)
    cases = yaml.safe_load((folder / "labelled_sentences.yaml").read_text(encoding="utf-8"))
    for case in cases:
        text = read(case["text"].encode(), "markdown")
        claims = _claims(text.source, case["read"])
        yield _reading("", text, claims, vocabulary, is_whole=False)


def _reading(
    writer: str,
    article: ArticleText,
    claims: Sequence[LabelledClaim],
    vocabulary: BindingVocabulary,
    *,
    is_whole: bool = True,
) -> LabelledReading:
    reading = ArticleReading(article, find(article), vocabulary)
    outcomes = bound_by_rules(reading, ShareBinder(reading))
    return LabelledReading(writer, reading, outcomes, claims, is_whole)


def label_words(meant: str) -> list[str]:
    """The words of a label of a single sentence, in which a value and its group are one: "ours
    skill_share_by_seniority python seniority=junior population=ml_engineer".
    """
    words = meant.split()
    is_grouped = len(words) > 3 and "=" not in words[2] and words[3].split("=")[0] in _PARTS
    return [*words[:2], " ".join(words[2:4]), *words[4:]] if is_grouped else words


def _claims(text: str, told: dict[str, str]) -> list[LabelledClaim]:
    """The labels of a single sentence: where each number stands first, and what it is of."""
    found = []
    for number, meant in told.items():
        start = text.lower().find(number.lower())
        kind, statistic, dimension, *_ = [*label_words(meant), "-", "-"]
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


def is_of_ours(label: LabelledClaim, number: Quantity) -> bool:
    """Whether a label says of a number that it is one of ours; what fell is labelled below zero."""
    value = None if label.value is None else abs(label.value)
    return label.kind == "ours" and has_value(number, value)
