"""A sample of an earlier time beside today's: "3,940 in October, after 3,790 in September"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.counts.sample_sizes import (
    EMPLOYERS,
    SIZE,
    is_sample_of_openings,
    sample_of,
)
from skillscan.article.binding.denominators.denominators import first_head_of, noun_phrase
from skillscan.article.binding.outcome import Outcome, is_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.earlier_times import is_time_before
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding
from skillscan.article.quantities.bare_levels import TIME

_OF_THEN = (
    r" (?:from|in|of) (?:(?:the|that) same {same_periods}(?: (?:of|in))? ?)?"
    r"(?:(?:19|20)\d\d|last year|the (?:year|edition|quarter) before"
    r"|(?:a|one|two) years? (?:ago|earlier|before))\b"
)
"""An earlier sample beside today's: "and 6,930 from the same months of 2025"."""
_AT_TIME = (
    r" (?:(?:in|for|from|of|during) (?:the )?(?:last |previous )?"
    r"(?:{month_names}|{season_names}|{quarters}|second|third|fourth|first|(?:19|20)\d\d)\b"
    r"|(?:last|the previous) (?:{season_names}|{time_units}|{month_names})\b"
    r"|(?:a|one|two|the) {time_units}s? {ago_words}\b)(?: (?:of )?(?:19|20)\d\d)?"
)
_PREVIOUS = (
    r"\W*(?:our|my) {earlier_adjectives} (?:\w+ )?(?:{edition_nouns}|{count_nouns})\b"
    r"[^.;:%]{0,40}? {covering_verbs} (?:{hedging_words} )?"
)
_AFTER = r"(?:,| \(| [–—-]) ?{after_sample} (?:{hedging_words} )?$"
_FORMERLY = (
    r"[^.;:%\d]{0,50}?(?:,| \(|;| [–—-]) ?(?:and |but |while )?"
    r"(?:(?:{then_behind}|up from|down from)"
    r"|(?:the|our|my) (?:old|{earlier_editions}) (?:one|{edition_kinds}|{data_nouns})"
    r" (?:held|had|counted|covered|contained|was)) (?:{hedging_words} )?"
)
"""What stands between today's sample and one of before: "10,450 openings, formerly 8,020"."""
_SPAN = r"(?:{same_periods}|{time_units}|{season_names}|{edition_nouns}|window)"
_BESIDE = (
    r"(?: (?:in|for|of|from) (?:19|20)\d\d)?[^.;:%\d]{0,24}"
    r"(?:[,(/]|;| [–—-]|\band\b|\bagainst\b) ?(?:and |against )?(?:{hedging_words} )?$"
)
_OF_TIME_BEFORE = (
    r" (?:(?:in|for|from|of) )?(?:the |our |that )?"
    rf"(?:year-ago|{{past_adjectives}}|{{earlier_adjectives}}) {_SPAN}\b"
    rf"| (?:in |for )?(?:(?:the|an?|one|two) )?{_SPAN}s? (?:before|earlier|prior|ago)\b"
    r"| last (?:year|{season_names}|{month_names})\b"
    r"| {then_behind}(?=\s*[).,;])"
)
"""The time behind an earlier sample: "9,530 in the year-ago window", "5,100 the year before"."""
_COUNT = (
    r"(?P<count>(?:our|my|the|this \w+['’]s|the [\w-]+['’]s) (?:own )?"
    r"(?:count|tally|total|sample|harvest|haul|collection|file|number|figure))"
)
_AGAIN = (
    rf"(?:{TIME}|\bsame (?:[\w-]+ )?{_SPAN} (?:of )?"
    r"(?:(?:19|20)\d\d|last year|(?:a|one) year (?:ago|before|earlier)))"
    rf"(?:,? when)?,? (?:it|that|{_COUNT})"
    r"(?: (?:was|stood at|came to|had been|ran to|held)|['’]d been) "
    r"(?:{hedging_words} |{nearly_words} )?$"
)
"""What tells a sample again for another time: "A year ago it was 4,210"."""
_LEAST = 100
_ENDS = r"(?: {opening_nouns}| of them)?\s*(?:[.,;)]|$)"
_SMALLER_SET = (
    r"[^.;:%]*\b{author_words} [^.;:%\d]{2,80}\b(?:{data_nouns}|set|pile|lot|batch|stack) \($"
)
_AT_ALL = re.compile(r"(?: of them| (?:ads|adverts|postings|openings|vacancies|listings))?\)")
_BACK = 12
"""What stands around the earlier sample that a sentence on the author's last count gives in a
bracket: "We did the same last year with a smaller set (520)", and sentences up to today's."""
_AND = r",? {plain_coordinators} (?:{hedging_words} )?$"


def earlier_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a count that names only another time, behind the sample of its sentence."""
    if previous := _of_previous(reading, around) or _of_then(reading, around, done):
        return previous
    if previous := _in_bracket(reading, around, done):
        return previous
    before = _sample_before(reading, around, done)
    then = _then(reading, around, before) if before else None
    if then is None:
        return None
    return _of_earlier(sample_of(reading, around, SIZE, then[0], then.span()))


def _of_previous(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    """The sample of an edition before of which a sentence tells: "Our previous count, in May,
    covered 3,890 postings".
    """
    told = pattern_of(_PREVIOUS).fullmatch(
        reading.text, around.sentence.start, around.quantity.start
    )
    start, end, _ = noun_phrase(reading.words, reading.text, *around.after)
    phrase = reading.text[start:end]
    head = first_head_of(reading.words, phrase)
    if told is None or head is None or head[0] != "postings":
        return None
    return _of_earlier(sample_of(reading, around, SIZE, phrase, (start, end)))


def _of_then(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """A sample that is told again for a time before: right behind that of today, or of what is
    called the count ("than a year earlier, when the newspaper's count stood at 5,439").
    """
    start, end = around.sentence.start, around.quantity.end
    told = pattern_of(_AGAIN).search(reading.text, start, around.quantity.start)
    is_end = pattern_of(_ENDS).match(reading.text, end) is not None
    if told is None or around.quantity.low < _LEAST or not is_end:
        return None
    if reading.attribution.sources(around.sentence):
        return None
    samples = [n for n, one in enumerate(done) if is_sample_of_openings(one)]
    is_next = bool(samples) and samples[-1] == around.place - 1
    if not samples or not (is_next or told["count"]):
        return None
    found = done[samples[-1]]
    if not isinstance(found, Binding):
        return None
    number = around.quantity
    reasons = (*found.reasons, "that of an earlier time")
    return replace(found, start=number.start, end=end, is_earlier=True, reasons=reasons)


def _in_bracket(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The sample that the author had at an earlier time, which a bracket gives: "Last year we had a
    smaller pile (1,240)"; ``None`` where no sample of today was told before.
    """
    text, number = reading.text, around.quantity
    begun = text[around.sentence.start : number.start]
    if pattern_of(_SMALLER_SET).fullmatch(begun) is None or _AT_ALL.match(text, number.end) is None:
        return None
    is_then = is_time_before(begun) or "last year" in begun.lower()
    near = range(max(0, around.place - _BACK), around.place)
    told = [n for n in near if is_sample_of_openings(done[n])]
    if not is_then or not told or reading.attribution.source(around) is not None:
        return None
    found = done[told[-1]]
    span = number.start, number.end
    sample = _of_earlier(sample_of(reading, around, SIZE, "", span))
    if not isinstance(found, Binding) or not isinstance(sample, Binding):
        return None
    return replace(sample, population=found.population, occupation=found.occupation)


def _of_earlier(sample: Outcome) -> Outcome:
    """A sample, told to be that of an earlier time."""
    return replace(sample, is_earlier=True) if isinstance(sample, Binding) else sample


def _then(reading: ArticleReading, around: Surroundings, before: Binding) -> re.Match[str] | None:
    """The time behind a count where it is an earlier one than that of the sample before."""
    text, end = reading.text, around.quantity.end
    if then := pattern_of(_OF_THEN).match(text, end):
        return then
    counts = reading.places_before(around)
    between = text[reading.quantities[counts[-1]].end : around.quantity.start]
    is_formerly = pattern_of(_FORMERLY).fullmatch(between) is not None
    if is_formerly and (ends := pattern_of(_ENDS).match(text, end)):
        return ends
    if pattern_of(_BESIDE).fullmatch(between) and (
        then := pattern_of(_OF_TIME_BEFORE).match(text, end, around.sentence.end)
    ):
        return then
    is_after = pattern_of(_AFTER).search(between) is not None or (
        before.is_earlier and pattern_of(_AND).search(between) is not None
    )
    return pattern_of(_AT_TIME).match(text, end, around.sentence.end) if is_after else None


def _sample_before(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Binding | None:
    """The count before it in its sentence where that is a sample of openings."""
    earlier = reading.places_before(around)
    if earlier and is_ours(of_firms := done[earlier[-1]], SIZE.statistic):
        earlier = earlier[:-1] if of_firms.dimension == EMPLOYERS.dimension else earlier
    found = done[earlier[-1]] if earlier else None
    return found if is_sample_of_openings(found) else None
