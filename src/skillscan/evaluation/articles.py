"""Scores the binding of an article's numbers against labels.

A label is a stretch of the decoded file with what its number is of (``tests/article/labelled``). A
number of ours counts as found where its statistic, dimension and value are the label's, and view,
measure, population and earlier figures where the label names them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from skillscan.article.binding import BindingVocabulary, Outcome, bind
from skillscan.article.binding.signs import signed_quantity
from skillscan.article.dimension import AGAINST, read_dimension
from skillscan.article.model import ArticleText, Binding, Quantity
from skillscan.article.quantities import find
from skillscan.errors import UsageError

_SAME_VALUE = 0.06


class LabelledClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A number of an article, labelled by hand; ``start``, ``end``: characters of the file;
    ``may_be_missed``: known not to be understood, and why.
    """

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    quote: str
    kind: Literal["ours", "theirs", "not_ours_to_judge"]
    value: float | None = None
    unit: str | None = None
    statistic: str | None = None
    dimension: str | None = None
    view: str | None = None
    measure: str | None = None
    population: str | None = None
    is_earlier: bool = False
    may_be_missed: str | None = None


@dataclass(frozen=True, slots=True)
class BoundQuantity:
    """A number of an article with what binding made of it, and where it stands in the file."""

    quantity: Quantity
    outcome: Outcome
    start: int
    end: int

    @property
    def ours(self) -> Binding | None:
        """Its binding to a statistic of ours."""
        found = self.outcome
        return found if isinstance(found, Binding) and found.kind == "ours" else None


@dataclass(frozen=True, slots=True)
class ArticleScores:
    """How an article was read. ``missed`` and ``wrong`` are what recall and precision of ours lack;
    ``stolen``: other sources' figures taken for ours; ``invented``: numbers that are nothing to
    judge taken for ours; ``related`` of ``relatable`` figures had our statistic beside them.
    """

    labelled: int
    missed: tuple[LabelledClaim, ...]
    bound: int
    wrong: tuple[BoundQuantity, ...]
    stolen: tuple[LabelledClaim, ...]
    invented: tuple[BoundQuantity, ...]
    relatable: int
    unrelated: tuple[LabelledClaim, ...]

    @property
    def recall(self) -> float:
        """Of the labelled numbers of ours, the share that was found and bound right."""
        return 1 - len(self.missed) / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        """Of the numbers that were bound as ours, the share that was right."""
        return 1 - len(self.wrong) / self.bound if self.bound else 1.0

    @property
    def related(self) -> int:
        """How many figures of others had our statistic beside them."""
        return self.relatable - len(self.unrelated)


def read_claims(path: Path) -> list[LabelledClaim]:
    """The labels of a file, one a line; raises UsageError where a line is none."""
    claims = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            claims.append(msgspec.convert(json.loads(line), LabelledClaim))
        except (ValueError, msgspec.ValidationError) as error:
            raise UsageError(f"{path}:{number}: no labelled claim: {error}") from error
    return claims


def bound_quantities(article: ArticleText, vocabulary: BindingVocabulary) -> list[BoundQuantity]:
    """All numbers of an article as binding reads them."""
    quantities = find(article)
    outcomes = bind(article, quantities, vocabulary)
    return [
        BoundQuantity(
            signed_quantity(article, quantity, outcome)
            if isinstance(outcome, Binding)
            else quantity,
            outcome,
            *article.source_span(quantity.start, quantity.end),
        )
        for quantity, outcome in zip(quantities, outcomes, strict=True)
    ]


def score_article(bound: Sequence[BoundQuantity], claims: Sequence[LabelledClaim]) -> ArticleScores:
    """The scores of one article."""
    of_ours = [claim for claim in claims if claim.kind == "ours"]
    of_theirs = [claim for claim in claims if claim.kind == "theirs"]
    relatable = [claim for claim in of_theirs if claim.statistic]
    right = {id(one) for claim in of_ours for one in _inside(bound, claim) if _is_right(one, claim)}
    taken = [one for one in bound if one.ours]
    judged = [*of_ours, *of_theirs]
    return ArticleScores(
        labelled=len(of_ours),
        missed=tuple(c for c in of_ours if not any(_is_right(b, c) for b in _inside(bound, c))),
        bound=len(taken),
        wrong=tuple(one for one in taken if id(one) not in right),
        stolen=tuple(c for c in of_theirs if any(one.ours for one in _inside(bound, c))),
        invented=tuple(b for b in taken if not any(_overlaps(b, claim) for claim in judged)),
        relatable=len(relatable),
        unrelated=tuple(c for c in relatable if not any(_offers(b, c) for b in _inside(bound, c))),
    )


def _overlaps(one: BoundQuantity, claim: LabelledClaim) -> bool:
    return one.start < claim.end and claim.start < one.end


def _inside(bound: Sequence[BoundQuantity], claim: LabelledClaim) -> list[BoundQuantity]:
    return [one for one in bound if _overlaps(one, claim)]


def _offers(one: BoundQuantity, claim: LabelledClaim) -> bool:
    found = one.outcome
    is_theirs = isinstance(found, Binding) and found.kind == "theirs"
    return is_theirs and isinstance(found, Binding) and found.statistic == claim.statistic


def _is_right(one: BoundQuantity, claim: LabelledClaim) -> bool:
    found = one.ours
    if found is not None and _is_turned(found, claim):
        return claim.value is None or has_value(one.quantity, -claim.value)
    if found is None or (found.statistic, found.dimension) != (claim.statistic, claim.dimension):
        return False
    asked = (
        (claim.view, found.view),
        (claim.measure, found.measure),
        (claim.population, found.population),
    )
    if any(label is not None and label != value for label, value in asked):
        return False
    return found.is_earlier == claim.is_earlier and has_value(one.quantity, claim.value)


def _is_turned(found: Binding, claim: LabelledClaim) -> bool:
    """Whether a binding is the labelled difference told from the other job: 24 points of "sql
    against=ml_engineer" are -24 of ``sql``.
    """
    part = read_dimension(found.dimension)
    is_same = (found.statistic, part.value) == (claim.statistic, claim.dimension)
    return is_same and part.split == AGAINST and claim.population in (None, part.group)


def has_value(quantity: Quantity, value: float | None) -> bool:
    """Whether a number is the labelled one, as it was printed or at its exact value."""
    if value is None:
        return True
    return any(abs(number - value) < _SAME_VALUE for number in (quantity.low, quantity.high))
