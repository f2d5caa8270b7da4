"""Passages that writers wrote and labelled who knew no rule: what is read of them gets no worse."""

from pathlib import Path

import pytest

from skillscan.article.binding import BindingVocabulary, load_vocabulary
from skillscan.article.source import read
from skillscan.evaluation.articles import ArticleScores, bound_quantities, score_article
from skillscan.evaluation.labelled_readings import read_passages

PASSAGES = Path(__file__).parent / "passages"
FEWEST_FOUND, FEWEST_RIGHT, MOST_STOLEN = 0.66, 0.88, 1
_FREE = (0.64, 0.83, 10)
"""The same of fifteen who wrote five or six articles and 20 to 30 short texts each in their own
manner (at first contact, before anything was learnt from them, .21 to .80 and .62 to .91).
"""
"""Recall, precision and figures of others taken for ours, of each writer's passages."""
_OTHERS = {
    "k": (0.88, 0.93, 0),
    "h": (0.73, 0.86, 0),
    "l": (0.64, 0.81, 0),
    "m": (0.82, 0.91, 1),
    "n": (0.87, 0.95, 0),
    "p": (0.80, 0.94, 0),
    "q": (0.70, 0.85, 4),
    "r": (0.79, 0.97, 0),
    "s": (0.54, 0.86, 6),
    "whole": (0.88, 0.92, 1),
    "whole_more": (0.73, 0.90, 0),
}
"""The same of some: whole articles, of which twelve by two writers who wrote more freely stand
apart (at first contact .61 and .68 of theirs were found); and of writers who were asked for what is
hard to read: essays (l), other people's figures (m, p, q, r, s)."""


SELDOM = "abcdefghij"
"""Writers of short passages, whose kinds the labelled sentences have."""


@pytest.fixture(scope="module")
def vocabulary() -> BindingVocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    "writer",
    [
        pytest.param(name, marks=[pytest.mark.slow] if name in SELDOM else [])
        for name in sorted(path.stem for path in PASSAGES.glob("*.jsonl"))
    ],
)
def test_passages_are_read_as_well_as_before(writer: str, vocabulary: BindingVocabulary) -> None:
    """A rule that mends one article would break the reading of others."""
    scores = [
        score_article(bound_quantities(read(one.text.encode(), one.format), vocabulary), one.claims)
        for one in read_passages(PASSAGES / f"{writer}.jsonl")
    ]
    labelled, missed, bound, wrong, stolen = map(sum, zip(*map(_counts, scores), strict=True))
    usual = _FREE if writer.startswith("free_") else (FEWEST_FOUND, FEWEST_RIGHT, MOST_STOLEN)
    found, right, most = _OTHERS.get(writer, usual)
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
