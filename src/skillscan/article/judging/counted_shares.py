"""A share that is printed with its counts ("440 postings, 60 % of 732") must be what they make."""

from collections import defaultdict
from collections.abc import Sequence

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import ArticleText, Bound, Quantity
from skillscan.article.proposals.sentences import sentence_span
from skillscan.article.quantities.printed_counts import (
    PrintedCounts,
    counts_of_share,
    printed_count,
)

_FLOAT_SLACK = 1e-9


def counts_beside(article: ArticleText, claim: BoundClaim) -> PrintedCounts | None:
    """The counts printed with a claim's share in its sentence."""
    quantity = claim.quantity
    if quantity.unit != "percent" or claim.binding.kind != "ours":
        return None
    share = quantity.start, quantity.end
    return counts_of_share(article.text, share, *sentence_span(article, *share))


def counted_notes(article: ArticleText, claims: Sequence[BoundClaim]) -> dict[int, str]:
    """By index: that a share is not what the counts printed with it make. A part without its whole
    is one of the sample that the share rests on, where the article prints exactly one.
    """
    samples: dict[int, set[float]] = defaultdict(set)
    for one in claims:
        if one.quantity.unit == "count" and one.binding.dimension is None:
            for index in one.binding.sample_of:
                samples[index].add(one.quantity.low)
    notes = {}
    for index, claim in enumerate(claims):
        counts = counts_beside(article, claim)
        if counts is None:
            continue
        wholes = [printed_count(article.text, counts.whole)] if counts.whole else samples[index]
        part = printed_count(article.text, counts.part)
        if len(wholes) == 1 and (said := _note(claim.quantity, part, *wholes)):
            notes[index] = said
    return notes


def _note(quantity: Quantity, part: int, whole: float) -> str | None:
    if quantity.bound is not Bound.EXACT or quantity.low != quantity.high or part >= whole:
        return None
    share = 100 * part / whole
    if abs(share - quantity.low) <= quantity.step / 2 + _FLOAT_SLACK:
        return None
    return f"{part:,.0f} of {whole:,.0f} is {share:.1f} %, not {quantity.low:g} %."
