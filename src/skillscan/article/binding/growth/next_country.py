"""Growth of openings that goes on in another country: "rose by 14 % in the UK; in Germany it fell
by 5 %", "grew 6 % in France and shrank 4 % in Poland".
"""

from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome, is_ours, only_bound, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_GROWTH = "posting_growth"
_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
_IT_THERE = (
    r"[^.;:%\d]{0,60}?(?:[;,]| [–—])? (?:(?:and|but|while|whereas) )?"
    rf"in (?:the )?(?P<whose>{_NAME}),? "
    r"(?:{count_pronouns} )?(?:{changing_words} ){1,2}(?:{nearly_words} )?[+−–~≈]?"
)
"""What stands between a change and that of a country that is named before it."""
_THEN_THERE = (
    rf" in (?:the )?(?P<first>{_NAME})"
    r"(?:[;,] ?(?:(?:and|but|while|whereas) )?| (?:and|but|while) )"
    r"(?:{count_pronouns} )?(?:{changing_words} ){1,2}(?:{nearly_words} )?[+−–~≈]?"
)
_IN = rf" in (?:the )?({_NAME})(?=[,;:.()]|$| and\b| but\b)"
"""The same of one that is named behind it."""


def growth_of_next_country(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a change that is that of the openings of the change right before it, in
    another country; ``None`` where it is none.
    """
    before = around.shares_before
    last = done[before[-1]] if before else None
    if not is_ours(last, _GROWTH) or reading.attribution.source(around) is not None:
        return None
    country = _country(reading, around, reading.quantities[before[-1]].end)
    if not country:
        return None
    found = ours(
        reading,
        around,
        ClaimSubject.unnamed(_GROWTH),
        confidence=0.7,
        said=reading.whose.population_words(around, country),
        measure=last.measure,
        reasons=(*last.reasons, "the same in another country"),
    )
    return only_bound(found)


def _country(reading: ArticleReading, around: Surroundings, end: int) -> str:
    """The country that a change is told for, where the change before ends at ``end``."""
    text, number = reading.text, around.quantity
    country = reading.populations.country
    if there := pattern_of(_IT_THERE, 0).fullmatch(text, end, number.start):
        return there["whose"] if country(there["whose"]) is not None else ""
    then = pattern_of(_THEN_THERE, 0).fullmatch(text, end, number.start)
    behind = pattern_of(_IN, 0).match(text, number.end, around.sentence.end)
    if then is None or behind is None or country(then["first"]) is None:
        return ""
    return behind[1] if country(behind[1]) is not None else ""
