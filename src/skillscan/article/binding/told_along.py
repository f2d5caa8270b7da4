"""What a number leaves to those before it, told along with them: that a skill is required ("Python
is required in 71 % of ads, SQL in 30 %"), and over which time openings changed ("data engineers: up
3 % on the year", below it "data scientists: down 5 %").
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import Outcome, is_ours, is_read_as_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_GROWTH, _SHARE = "posting_growth", "skill_share"
_NAMED_AGAIN = (
    r"\b(?:nam(?:e|es|ed|ing)|mention\w*|appears?|turns? up|shows? up|crops? up|list(?:s|ed)?"
    r"|overall|at all|whether|either way|nice|plus|bonus|optional|prefer\w*|wish\w*|up from|was"
    r"|were|had|instead)\b"
)
"""What tells of a skill another way than before."""
_FOR_NEXT = (
    r"\W*(?:for|and|with) [^.;:%\d]{1,50} (?:it['’]s|it is|that is|the figure is) [^.;:%\d]{0,20}$"
)
_NEXT = re.compile(r"[,;:()—]| (?:and|but|while|whereas|then) ")
_LONGEST = 70


def with_told_along(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; what one of ours leaves open is what the one right before it says."""
    found = list(outcomes)
    for place, own in enumerate(outcomes):
        if not is_read_as_ours(own) or own.measure is not None:
            continue
        around = reading.around[place]
        if is_ours(own, _SHARE) and _is_required(reading, around):
            found[place] = replace(own, measure="required")
            continue
        at = _last_bound(reading, around, found)
        last = found[at] if at is not None else None
        if at is None or not isinstance(last, Binding) or not last.measure:
            continue
        before = reading.around[at]
        if is_ours(own, _GROWTH) and is_ours(last, _GROWTH):
            if _stand_together(reading, around, before):
                found[place] = replace(own, measure=last.measure)
        elif (
            is_ours(own, _SHARE)
            and is_ours(last, _SHARE)
            and last.measure == "required"
            and own.dimension != last.dimension
            and _goes_on(reading, around, before)
        ):
            found[place] = replace(own, measure=last.measure)
    return found


def _last_bound(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> int | None:
    """The place of the last number of ours before one: of its sentence, else the one before it."""
    inside = [n for n in reading.places_before(around) if isinstance(found[n], Binding)]
    return inside[-1] if inside else (around.place - 1 if around.place else None)


def _is_required(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words of a share alone say that its skill is required."""
    if reading.block(around).kind == "cell":
        return False
    said = reading.span(around.before) + _NEXT.split(reading.span(around.after), maxsplit=1)[0]
    return (
        reading.words.has("asks", said)
        and pattern_of(_NAMED_AGAIN).search(said) is None
        and not reading.words.has("negation", said)
    )


def _stand_together(reading: ArticleReading, around: Surroundings, before: Surroundings) -> bool:
    """Whether a number stands in the sentence of another, in the next or in the next item."""
    if before.sentence in (around.sentence, reading.previous(around.sentence)):
        return True
    return reading.is_next_item(around, before)


def _goes_on(reading: ArticleReading, around: Surroundings, before: Surroundings) -> bool:
    """Whether a share is told with the verb of the one before it in the sentence, or only names
    its own skill at the beginning of the next.
    """
    if reading.block(around).kind == "cell":
        return False
    if before.sentence == around.sentence:
        between = reading.text[before.quantity.end : around.quantity.start]
        behind = reading.span(around.after)
        return (
            len(between) <= _LONGEST
            and ";" not in between
            and ". " not in between
            and pattern_of(_NAMED_AGAIN).search(f"{between} … {behind}") is None
        )
    if before.sentence != reading.previous(around.sentence):
        return False
    said = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.span(around.after)
    return (
        pattern_of(_FOR_NEXT).match(said) is not None
        and pattern_of(_NAMED_AGAIN).search(f"{said} … {behind}") is None
    )
