"""Whether a share is that of the openings which state pay: "41 % of the ads state a salary"."""

import re

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sums import is_money

_PART = re.compile(r"[.,;:()—]")
_LEVELS_OF_POPULATIONS = frozenset({"senior", "staff"})


def tells_pay(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether words beside a number tell of openings that state pay, and not of pay of some height;
    they may be such as another thing singles out.
    """
    before, behind = _beside(reading, around)
    words = reading.words
    is_told = words.has("pay_told", behind, "openings_state_pay") or words.has(
        "pay_told", before, "pay_is_stated"
    )
    has_sum = any(
        is_money(reading.quantities[n])
        and around.before[0] <= reading.quantities[n].start < around.quantity.end + len(behind)
        for n in reading.places_in(around.sentence)
    )
    return is_told and not has_sum and not words.has("negation", f"{before} … {behind}")


def stated_pay(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """That openings state pay at all, where ``tells_pay``; ``None`` where something narrows them
    ("of the ads that want Docker"), where they only ask for it, or others state it.
    """
    _, behind = _beside(reading, around)
    words = reading.words
    told = words.find("pay_told", behind, "openings_state_pay")
    openings = behind[: told[0].start] if told else behind
    if words.has("pay_told", openings, "pay_only_wished" if told else "pay_stated_elsewhere"):
        return None
    if words.has("restriction", openings) or any(
        not (one.is_level and one.dimension in _LEVELS_OF_POPULATIONS)
        for one in reading.header_subjects(openings.strip())
    ):
        return None
    return ClaimSubject.unnamed("pay_median", None, "stated")


def _beside(reading: ArticleReading, around: Surroundings) -> tuple[str, str]:
    """The part of a clause before a number, and the one behind it."""
    before = _PART.split(reading.span(around.before))[-1]
    return before, _PART.split(reading.span(around.after))[0]
