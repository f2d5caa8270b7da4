"""Whether a share is that of the openings which state pay: "41 % of the ads state a salary"."""

import re

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sums import is_money

_PART = re.compile(r"[.,;:()—]")


def stated_pay(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """That openings state pay at all, where a number is told of this; ``None`` where it is of
    another thing, or of pay of some height.
    """
    behind = _PART.split(reading.span(around.after))[0]
    before = _PART.split(reading.span(around.before))[-1]
    words = reading.words
    is_told = words.has("pay_told", behind, "openings_state_pay") or words.has(
        "pay_told", before, "pay_is_stated"
    )
    places = reading.places_in(around.sentence)
    has_sum = any(
        is_money(reading.quantities[n])
        and around.before[0] <= reading.quantities[n].start < around.quantity.end + len(behind)
        for n in places
    )
    if not is_told or has_sum or words.has("negation", f"{before} … {behind}"):
        return None
    return ClaimSubject.unnamed("pay_median", None, "stated")
