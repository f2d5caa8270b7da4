"""Pay of which a sentence names only the level, as the pay told right before is of the same: "The
median is $178,000. For senior openings it is $205,000, for junior ones $128,500".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.model import NotBound, not_understood
from skillscan.article.binding.named_things import plain_words
from skillscan.article.binding.outcome import Outcome, theirs
from skillscan.article.binding.pay.named_levels import level_id
from skillscan.article.binding.pay.sums import is_money, span_of_sum
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of

_PLAIN = words_of("level_pay_words") | {"openings"}
_BEHIND_END = re.compile(r"[,;:.()—–]|\band\b|\bbut\b|\bwhile\b")
_NEXT_PART = re.compile(r"\W*(?:and|but|while|whereas) |\W*[,;(]")
_MIDDLE = r"\b{middle_words}\b"
_NO_MIDDLE = r"\b{no_middle_words}\b"
_SIGNS = (",", ";", "-")
_TELLER_BEHIND = r"\b(?:{telling_words}|{told_words})\b"
"""What says behind a sum that somebody tells it: ", as my boss told me", ", a survey found"."""
_SENTENCES_BACK = 3
_PAY = "pay_median"
AS_BEFORE = "of the same as the pay before"
"""Why a sum is somebody else's that names nobody itself."""


def pay_of_level(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a sum that a sentence names only a level for: that of the pay before, of this
    level; ``None`` where it names anything else, as a source of its own, or no pay stands before.
    """
    if reading.attribution.source(around) is not None:
        return None
    level = _level_alone(reading, around)
    before = _pay_before(reading, around) if level else None
    if level is None or before is None:
        return None
    says_middle = pattern_of(_MIDDLE).search(reading.text[slice(*span_of_sum(reading, around))])
    if _is_no_middle(reading, before) and not says_middle:
        return not_understood("it goes on with pay that is no median")
    if _is_told_by_others(reading, around):
        return not_understood("others are named behind it")
    found = done[before]
    if isinstance(found, NotBound):
        return None
    if found.kind == "theirs":
        return theirs(reading, around, found.statistic, AS_BEFORE)
    if (
        found.statistic != _PAY
        or found.measure
        or str(found.dimension or "").startswith("country=")
    ):
        return None
    own = around.quantity
    return replace(found, start=own.start, end=own.end, dimension=f"seniority={level}")


def _is_no_middle(reading: ArticleReading, place: int) -> bool:
    """Whether the sentence of a sum says that it is an end, a percentile or of the best paid."""
    said = reading.sentence_text(reading.around[place].sentence)
    return pattern_of(_NO_MIDDLE).search(said) is not None


def _level_alone(reading: ArticleReading, around: Surroundings) -> str | None:
    """The one level that is named for a sum, where nothing else is."""
    number = around.quantity
    start, end = span_of_sum(reading, around)
    before = reading.text[start : number.start]
    levels = reading.words.find("level", before)
    behind = _BEHIND_END.split(reading.text[number.end : end], maxsplit=1)[0]
    is_parted = reading.text[start - 1 : start] in _SIGNS or _NEXT_PART.match(before) is not None
    is_of_before = start > around.sentence.start and not is_parted
    levels_behind = reading.words.find("level", behind)
    if levels and (levels_behind or is_of_before):
        return None  # "from $110,000 at the entry level to $190,000 for seniors"
    levels = levels or levels_behind
    values = {str(one.rule.fields["value"]) for one in levels}
    is_plain = all(_PLAIN.issuperset(plain_words(reading, text)) for text in (before, behind))
    if len(values) != 1 or not is_plain:
        return None
    return level_id(levels[0])


def _is_told_by_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether somebody is named behind a sum, before the next one, who may have told it."""
    start = around.quantity.end
    behind = reading.text[start : span_of_sum(reading, around)[1]]
    is_told = pattern_of(_TELLER_BEHIND).search(behind) is not None
    return is_told or reading.words.has("others", behind)


def _pay_before(reading: ArticleReading, around: Surroundings) -> int | None:
    """The place of the nearest sum of money before, a little back below the same headings."""
    headings = reading.block(around).headings
    for sentence in (around.sentence, *reading.sentences_before(around.sentence, _SENTENCES_BACK)):
        if reading.article.blocks[sentence.block].headings != headings:
            return None
        for place in reversed(reading.places_in(sentence)):
            if place < around.place and is_money(reading.quantities[place]):
                return place
    return None
