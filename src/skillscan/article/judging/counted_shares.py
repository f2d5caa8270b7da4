"""A share that is printed with its counts ("440 postings, 60 % of 732") must be what they make."""

from collections import defaultdict
from collections.abc import Sequence

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import Bound, Quantity

_FLOAT_SLACK = 1e-9


def counted_notes(claims: Sequence[BoundClaim]) -> dict[int, str]:
    """By index: that a share is not what the counts printed with it make. Where there are not
    exactly two counts nothing is said.
    """
    counts: dict[int, list[float]] = defaultdict(list)
    for one in claims:
        if one.quantity.unit == "count":
            for index in one.binding.sample_of:
                counts[index].append(one.quantity.low)
    return {
        index: said
        for index, found in counts.items()
        if len(found) == 2 and (said := _note(claims[index].quantity, sorted(found)))
    }


def _note(quantity: Quantity, counts: Sequence[float]) -> str | None:
    part, whole = counts
    if quantity.unit != "percent" or quantity.bound is not Bound.EXACT or part == whole:
        return None
    share = 100 * part / whole
    if abs(share - quantity.low) <= quantity.step / 2 + _FLOAT_SLACK:
        return None
    return f"{part:,.0f} of {whole:,.0f} is {share:.1f} %, not {quantity.low:g} %."
