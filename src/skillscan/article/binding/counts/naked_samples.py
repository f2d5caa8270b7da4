"""Large counts with nothing behind them in an article on openings: "September has 5,527, August had
5,174", "With a script: 15,120", "when there were 1,916".

Where nobody but employers and no money is named in the sentence, so many of nothing are openings.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.counts.bare_samples import OTHER_DATA
from skillscan.article.binding.counts.plain_samples import is_believed
from skillscan.article.binding.counts.sample_sizes import SIZE, is_sample_of_openings, sample_of
from skillscan.article.binding.named_things import without_named
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding
from skillscan.article.quantities.bare_levels import TIME

_LEAST, _LEAST_ALONE = 400, 1_000
_END = (
    r"[*_”\"'’†‡]{0,3}(?:\s*(?:[.,;:)!?](?!\d)|$)|\s[–—(]| and (?:change|counting|some)\b"
    rf"| (?:this|last) (?:{{time_units}}|{{season_names}})\b|,? {TIME})"
)
_WHEN = rf"(?:{TIME}|\bwhen )[^.;:()]{{0,60}}$"
_NUMBERED = re.compile(r"(?:[#№$€£@/]|\b(?:no|nr|issue|page|number|of|by|from|than|to)\.? )$", re.I)
_OF_COUNTING = (
    r"\b(?:{month_names}|{season_names}|quarter|q[1-4]|years?|months?|weeks?|(?:19|20)\d\d|there"
    r"|left|leaves|leaving|remain\w*|kept|total|all|altogether|after|we|i|our|count\w*|duplicates"
    r"|dedup\w*|sample|pile)\b"
)
"""What says that a number alone is a count of what is collected: "September has 5,527"."""
_AT_FIRST = re.compile(r"\b(?:started|began|begun|starting|beginning)\b", re.IGNORECASE)
"""What makes it one before any was left out."""


def tells_counting(said: str) -> bool:
    """Whether words say that a number among them is a count of what is collected."""
    return pattern_of(_OF_COUNTING).search(said) is not None


def naked_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of such a count; ``None`` where it may be something else."""
    text, number = reading.text, around.quantity
    is_exact = number.low == number.high and not number.is_in_words
    if not is_exact or number.low < _LEAST or not is_believed(reading, around):
        return None
    if reading.block(around).kind == "cell":
        return None
    before = text[around.sentence.start : number.start]
    if pattern_of(_END).match(text, number.end, around.sentence.end) is None:
        return None
    said = without_named(reading, reading.sentence_text(around.sentence), "fields")
    if reading.words.has("others", said, "people") or reading.words.has("pay", said, "pay"):
        return None
    if _NUMBERED.search(before) or not tells_counting(before) or _AT_FIRST.search(before):
        return None
    if pattern_of(OTHER_DATA).search(before) or _goes_on_with_else(reading, around, done):
        return None
    sample = sample_of(reading, around, SIZE, "", (number.end, number.end))
    if not isinstance(sample, Binding):
        return None
    told = [
        (reading.quantities[place].low, one)
        for place, one in enumerate(done)
        if is_sample_of_openings(one)
    ]
    is_then = pattern_of(_WHEN).search(before) is not None or (
        pattern_of(rf",? {TIME}").match(text, number.end) is not None
    )
    if is_then:
        return replace(sample, is_earlier=True) if told else None
    if any(low > number.low for low, one in told if not one.is_earlier):
        return None
    return sample if number.low >= _LEAST_ALONE else None


def _goes_on_with_else(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether the large count before is of something else: "9,210 readers. A year ago: 8,100"."""
    for place in range(around.place - 1, -1, -1):
        number = reading.quantities[place]
        if number.unit == "count" and number.low >= _LEAST:
            return not isinstance(done[place], Binding)
    return False
