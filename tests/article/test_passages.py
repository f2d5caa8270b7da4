"""Passages that writers wrote and labelled who knew no rule: what is read of them gets no worse."""

from pathlib import Path

import pytest

from skillscan.article.binding import BindingVocabulary, load_vocabulary
from skillscan.article.source import read
from skillscan.evaluation.articles import ArticleScores, bound_quantities, score_article
from skillscan.evaluation.labelled_readings import read_passages

PASSAGES = Path(__file__).parent / "passages"
FEWEST_FOUND, FEWEST_RIGHT, MOST_STOLEN = 0.66, 0.88, 1
"""Recall, precision and figures of others taken for ours, of each writer's passages."""
_HARDER = {"k": (0.70, 0.87, 2), "l": (0.44, 0.80, 2), "m": (0.60, 0.74, 14)}
"""The same of writers who were asked for what is hard to read: essays, other people's figures."""


@pytest.fixture(scope="module")
def vocabulary() -> BindingVocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("writer", sorted(path.stem for path in PASSAGES.glob("*.jsonl")))
def test_passages_are_read_as_well_as_before(writer: str, vocabulary: BindingVocabulary) -> None:
    """A rule that mends one article would break the reading of others."""
    scores = [
        score_article(bound_quantities(read(one.text.encode(), one.format), vocabulary), one.claims)
        for one in read_passages(PASSAGES / f"{writer}.jsonl")
    ]
    labelled, missed, bound, wrong, stolen = map(sum, zip(*map(_counts, scores), strict=True))
    found, right, most = _HARDER.get(writer, (FEWEST_FOUND, FEWEST_RIGHT, MOST_STOLEN))
    assert (labelled - missed) / labelled >= found
    assert (bound - wrong) / bound >= right
    assert stolen <= most


def _counts(scores: ArticleScores) -> tuple[int, int, int, int, int]:
    return (
        scores.labelled,
        len(scores.missed),
        scores.bound,
        len(scores.wrong),
        len(scores.stolen),
    )


def test_the_labels_stand_where_they_say() -> None:
    """A label that moved would be scored against another number."""
    for path in PASSAGES.glob("*.jsonl"):
        for one in read_passages(path):
            for claim in one.claims:
                assert one.text[claim.start : claim.end] == claim.quote
