"""A share that is printed with its counts ("440 postings, 60 % of 732") must be what they make."""

from collections.abc import Sequence

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import Bound

SAMPLE_SIZE = "sample_size"
_FLOAT_SLACK = 1e-9


def counted_note(claims: Sequence[BoundClaim], index: int) -> str | None:
    """That a share is not what the counts printed with it make; ``None`` where it is, or where
    there are not exactly two of them.
    """
    claim = claims[index]
    if claim.quantity.unit != "percent" or claim.quantity.bound is not Bound.EXACT:
        return None
    counts = sorted(
        one.quantity.low
        for one in claims
        if one.quantity.unit == "count" and index in one.binding.sample_of
    )
    if len(counts) != 2 or counts[0] == counts[1] or not counts[1]:
        return None
    share = 100 * counts[0] / counts[1]
    if abs(share - claim.quantity.low) <= claim.quantity.step / 2 + _FLOAT_SLACK:
        return None
    return f"{counts[0]:,.0f} of {counts[1]:,.0f} is {share:.1f} %, not {claim.quantity.low:g} %."
