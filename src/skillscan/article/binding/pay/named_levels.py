"""The levels that words beside a sum of pay name."""

import re
from collections.abc import Sequence
from itertools import pairwise

from skillscan.article.binding.pay.sums import is_money
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.vocabulary import FoundWords
from skillscan.article.grammar import pattern_of

_LEVEL_CHARACTERS = 20
_TITLE_WORDS = 4
_NEXT_CLAUSE = re.compile(r";|, (?:but|and|while|whereas|though) ")
_JOINED_LEVELS = r"\s?(?:[/&+]|{plain_coordinators})\s?"
_SIGNS = " \t\n*_•·→:;,()|–—-~≈"
_AND = re.compile(r"^(?:and|but|while) ", re.IGNORECASE)
FOR_LEVEL = r"[^\w;.]{0,3}(?:{each_year} )?{level_before} (?:{before_level} )?"
"""What stands between a sum and the level or job that it is of: "$160,000 for seniors"."""


def names_two_levels(reading: ArticleReading, text: str) -> bool:
    """Whether levels are joined, which have one sum: "Senior/Staff: $220,000"."""
    found = reading.words.find("level", text)
    return any(
        one.rule.fields["value"] != other.rule.fields["value"]
        and pattern_of(_JOINED_LEVELS, 0).fullmatch(text, one.end, other.start)
        for one, other in pairwise(found)
    )


def level_of_pay(reading: ArticleReading, around: Surroundings, texts: Sequence[str]) -> str | None:
    """The level right behind the sum ("$160,000 for seniors"), else the nearest before it, else the
    first behind it.
    """
    if (own := level_called(reading, around)) is not None:
        return own
    behind = reading.text[around.quantity.end : around.sentence.end]
    later = [reading.quantities[n] for n in reading.places_after(around)]
    is_of_next = behind.startswith(",") and any(map(is_money, later))
    if not is_of_next and (near := pattern_of(FOR_LEVEL).match(behind)):
        levels = reading.words.find("level", behind[: near.end() + _LEVEL_CHARACTERS])
        if levels and levels[0].start <= near.end():
            texts = [behind[near.start() : levels[0].end]]
    for text in texts:
        found = reading.words.find("level", text)
        if not found:
            continue
        at = text.find(reading.text[around.quantity.start : around.quantity.end])
        before = [one for one in found if at < 0 or one.end <= at]
        if not before and _NEXT_CLAUSE.search(text, max(at, 0), found[0].start):
            continue  # "the median is $179,000, but beginners get 6 % of the ads"
        chosen = before[-1] if before else found[0]
        return level_id(chosen)
    return _level_above(reading, around)


def level_called(reading: ArticleReading, around: Surroundings) -> str | None:
    """The level that is all a label says, or all that stands between the sum before and one: "Mid:
    $149,000", "junior $118,000, mid $149,000".
    """
    text, start = reading.text, around.quantity.start
    earlier = [reading.quantities[n] for n in reading.places_before(around)]
    labels = [reading.label(around)]
    if earlier and is_money(earlier[-1]):
        labels = [text[earlier[-1].end : start]]
    for label in labels:
        name = _AND.sub("", label.strip(_SIGNS)).strip(_SIGNS)
        found = reading.words.find("level", name)
        levels = {level_id(one) for one in found}
        rest = name
        for one in reversed(found):
            rest = rest[: one.start] + rest[one.end :]
        if len(levels) == 1 and not pattern_of(_JOINED_LEVELS).sub("", rest).strip():
            return levels.pop()
    return None


def _level_above(reading: ArticleReading, around: Surroundings) -> str | None:
    """The level that the innermost heading is on, where it names nothing else: "### Junior"."""
    heading = reading.heading(reading.block(around))
    found = reading.words.find("level", heading)
    is_title = len(heading.split()) <= _TITLE_WORDS and not reading.names_skill(heading)
    levels = {level_id(one) for one in found}
    return levels.pop() if is_title and len(levels) == 1 else None


def level_id(found: FoundWords) -> str:
    """The level as pay is split by it, where entries are juniors."""
    value = str(found.rule.fields["value"])
    return "junior" if value == "entry" else value
