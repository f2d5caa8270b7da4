"""Scores of articles count what they say they count."""

from pathlib import Path

import pytest

from skillscan.article.binding import NotBound, Unbound
from skillscan.article.model import Binding, Quantity
from skillscan.errors import UsageError
from skillscan.evaluation.articles import (
    BoundQuantity,
    LabelledClaim,
    read_claims,
    score_article,
)


def bound(start: int, outcome: Binding | NotBound, low: float = 72) -> BoundQuantity:
    quantity = Quantity(
        start=start,
        end=start + 3,
        number_start=start,
        number_end=start + 2,
        low=low,
        high=low,
        unit="percent",
        step=1,
    )
    return BoundQuantity(quantity, outcome, start, start + 3)


def of_python(kind: str = "ours", view: str = "all") -> Binding:
    return Binding(
        start=0,
        end=3,
        kind=kind,
        statistic="skill_share",
        dimension="python",
        view=view,  # type: ignore[arg-type]
    )


def label(start: int, kind: str = "ours", **fields: object) -> LabelledClaim:
    named = {"statistic": "skill_share", "dimension": "python", **fields}
    return LabelledClaim(start=start, end=start + 9, quote="", kind=kind, **named)  # type: ignore[arg-type]


def test_a_claim_of_the_same_value_and_view_is_found() -> None:
    scores = score_article([bound(0, of_python())], [label(0, value=72.0, view="all")])
    assert (scores.recall, scores.precision) == (1, 1)


@pytest.mark.parametrize(
    "fields", [{"value": 71.0}, {"view": "stating"}, {"dimension": "go"}, {"is_earlier": True}]
)
def test_a_claim_that_differs_is_missed_and_wrong(fields: dict[str, object]) -> None:
    """A score would be better than the reading."""
    scores = score_article([bound(0, of_python())], [label(0, **fields)])
    assert (scores.recall, scores.precision) == (0, 0)


def test_what_is_taken_from_others_or_made_up_is_counted() -> None:
    """The worst mistakes of all would not be seen."""
    claims = [label(0, "theirs"), label(20, "not_ours_to_judge")]
    scores = score_article([bound(0, of_python()), bound(20, of_python())], claims)
    assert (len(scores.stolen), len(scores.invented), scores.precision) == (1, 1, 0)


def test_our_statistic_beside_anothers_figure_is_counted() -> None:
    claims = [label(0, "theirs"), label(20, "theirs")]
    outcomes = [
        bound(0, of_python("theirs")),
        bound(20, NotBound(Unbound.NOT_UNDERSTOOD, "a doubt")),
    ]
    scores = score_article(outcomes, claims)
    assert (scores.related, scores.relatable) == (1, 2)


def test_a_line_that_is_no_label_is_named(tmp_path: Path) -> None:
    """A misspelled label would be left out of the score in silence."""
    path = tmp_path / "claims.jsonl"
    path.write_text('{"start": 0, "end": 3, "quote": "72%", "kind": "our"}\n')
    with pytest.raises(UsageError, match=r"claims\.jsonl:1"):
        read_claims(path)
