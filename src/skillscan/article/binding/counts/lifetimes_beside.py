"""Days without their unit beside how long openings stay open: of another country or job ("48 days
in Germany, 29 in the UK"), or of an earlier time ("29 days, against 31 in the autumn").
"""

from collections.abc import Sequence

from skillscan.article.binding.counts.plain_lifetimes import LIFETIME, lifetime, whose_behind
from skillscan.article.binding.outcome import Outcome, is_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_NEXT = (
    r"(?: days)?(?: (?:at|in) the {middle_words})?(?: (?:for|in|among) [^,;:.()\d]{2,40}?)?"
    r"(?:[,;] ?(?:(?:and|but|while|against) )?| (?:and|against|versus|vs\.?) )"
    r"(?:(?:in|for) (?:the )?(?P<whose>[^,;:.()\d]{2,30}?)(?: it is| it['’]s| they are|,)? )?"
    r"(?:for |after |at )?(?:{nearly_words} )?[~≈]?"
)
"""What stands between days and those of somebody else."""
_AGAINST = r"(?: days)?,? (?:{set_against_levels}|up from|down from|from) (?:{nearly_words} )?[~≈]?"
_OF_THEN = (
    r"(?: days)? (?:in|during) (?:the )?(?:(?:previous|last|early|late|mid) )?"
    r"(?:{season_names}|{month_names}|(?:19|20)\d\d)\b"
)
"""What stands before days of an earlier time, and that time."""


def lifetime_beside(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a bare number that goes on with the days right before it in its sentence."""
    before = reading.places_before(around)
    if not before or not is_ours(done[before[-1]], LIFETIME):
        return None
    if reading.attribution.source(around) is not None:
        return None
    text, number = reading.text, around.quantity
    gap = reading.quantities[before[-1]].end, number.start
    is_against = pattern_of(_AGAINST).fullmatch(text, *gap) is not None
    if is_against and pattern_of(_OF_THEN).match(text, number.end, around.sentence.end):
        return lifetime(reading, around, is_earlier=True)
    joint = pattern_of(_NEXT).fullmatch(text, *gap)
    if joint is None:
        return None
    if whose_behind(reading, around):
        return lifetime(reading, around)
    place = joint["whose"] or ""
    is_country = reading.populations.country(place) is not None
    return lifetime(reading, around, place) if is_country else None
