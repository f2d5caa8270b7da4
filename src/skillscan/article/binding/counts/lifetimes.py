"""Binds days: how long postings stay open."""

import re
from collections.abc import Set
from dataclasses import replace

from skillscan.article.binding.counts.plain_lifetimes import LIFETIME, plain_lifetime
from skillscan.article.binding.denominators.restrictions import is_narrowed, is_of_part, is_split
from skillscan.article.binding.model import (
    ClaimSubject,
    NotBound,
    Unbound,
    not_understood,
    nothing_to_judge,
)
from skillscan.article.binding.openings_read import names_openings
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings, hard_breaks
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_ONE_POSTING = re.compile(r"\b(?:posting|listing|ad|advertisement)\b", re.IGNORECASE)
_TYPICAL = re.compile(r"\btypical(?:ly)?\b", re.IGNORECASE)
_OWN_OPENING = (
    r"\W*(?:(?:and|but|now) )?(?:ours|(?:our|my) (?!typical)(?:\w+ ){0,2}?{single_openings})\b"
)
"""One opening of the author's: "Our last posting was up for 94 days"."""
_HALF = 50.0
_AUXILIARIES = re.compile(
    r"(?: (?:had|has|have|was|were|is|are|been|get|gets|already|usually|typically)){0,3} "
)
_READ_BY = re.compile(
    r"(?: (?:that|which))? (?:it|we|I|they|he|she|you|the [a-z]+|[A-Z]\w+) (?:[a-z]+ )?[a-z]{3,}"
    r"(?: (?:at|on|for|over|up))?(?=\s)"
)
"""Who reads the openings that close: "half of the roles it watches close within 33 days"."""
_IN_DAYS = re.compile(
    r"(?: again| down)?(?: (?:within|after|inside|in|for))?"
    r"(?: (?:about|just|only|roughly|around|some|a|the|median|of|first)){0,3} [~≈]?"
)
"""What stands between "closed" and the days."""
_HALF_ARE = re.compile(
    r"\W*half (?:of (?:them|these|those) )?(?:are|is|were|was|have|had|go|close|vanish)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?: again)?(?: at the median| or (?:less|sooner))?\s*(?:[.,;:!?)–—]|$)")
_DAYS_FIRST = re.compile(
    r"\W*(?:after|within|inside|in) (?:(?:about|just|only|roughly|around|some) )?[~≈]?",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\btakes? [^,;:.()]{0,60} [~≈]?$")
_NEXT_CLAUSE = re.compile(r"[.:;] ?[\[A-Za-z]")
_TO = re.compile(r" to ")


def bind_days(reading: ArticleReading, around: Surroundings) -> Outcome:
    """The outcome of a number of days; ours where it is how long postings stay open."""
    start, end = _own_span(reading, around)
    said = reading.text[start:end]
    if pattern_of(_OWN_OPENING).match(said) and not reading.words.has("middle", said):
        return nothing_to_judge("how long the author's own opening stayed")
    outcome = _of_closing_ads(reading, around, (start, end))
    if isinstance(outcome, Binding) or _is_of_some(reading, (start, end)):
        return outcome
    own = reading.text[start:end]
    halves = [
        one
        for one in reading.beginning_in(start, around.quantity.start)
        if one.quantity.unit == "percent"
        and not _NEXT_CLAUSE.search(reading.text, one.quantity.end, around.quantity.start)
    ]
    is_of_half = _is_of_half(reading, (start, end), own) or _is_half_of_them(reading, around, own)
    if (halves and not is_of_half) or _is_half_of_else(reading, around, own):
        return outcome
    if plain := plain_lifetime(reading, around, own):
        return plain
    is_unknown = isinstance(outcome, NotBound) and outcome.kind is Unbound.NOTHING_TO_JUDGE
    return replace(outcome, is_open=True) if is_unknown else outcome


def _of_closing_ads(
    reading: ArticleReading, around: Surroundings, span: tuple[int, int]
) -> Outcome:
    """The outcome of days in a sentence that says that ads stay open or close in that time."""
    start, end = span
    own = reading.text[start:end]
    sentence = reading.sentence_text(around.sentence)
    is_of_posting = reading.words.has("postings", sentence) or _ONE_POSTING.search(sentence)
    if not reading.words.has("life", own) or not is_of_posting:
        return nothing_to_judge("not how long openings stay open")
    if reading.words.has("one_company", own):
        return theirs(reading, around, LIFETIME, "one company's figure")
    if not _is_of_half(reading, (start, end), own):
        return not_understood("not said to be the time that half of the openings stay open")
    if not _is_told_of_ads(reading, around, start, own) or _is_of_some(reading, (start, end)):
        return not_understood("not how long all of the openings stay open")
    if source := reading.attribution.source(around):
        return theirs(reading, around, LIFETIME, "another source's figure", source)
    said = reading.whose.population_words(around)
    subject = ClaimSubject.unnamed(LIFETIME)
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        spans=[around.before],
        reasons=("how long postings stay open",),
    )


def _own_span(reading: ArticleReading, around: Surroundings) -> tuple[int, int]:
    """The part of the sentence between the other days and the strong breaks beside a number."""
    number = around.quantity
    start, end = around.sentence.start, around.sentence.end
    others = [reading.quantities[n] for n in reading.places_in(around.sentence)]
    spans = [(q.start, q.end) for q in others if q.unit == number.unit and q is not number]
    spans += [one.span() for one in hard_breaks(reading.text, start, end)]
    return (
        max((last for _, last in spans if last <= number.start), default=start),
        min((first for first, _ in spans if first >= number.end), default=end),
    )


def _is_of_half(reading: ArticleReading, span: tuple[int, int], own: str) -> bool:
    """Whether days are those of the middle: "half of the ads closed within 39 days". Where no part
    is told, "ads stay open for 39 days" is enough, but "ads closed within 39 days" is not.
    """
    parts = [one for one in reading.beginning_in(*span) if one.quantity.unit == "percent"]
    if parts:
        return any(
            one.quantity.low == one.quantity.high == _HALF
            and reading.denominator(one).kind not in ("others", "unknown")
            for one in parts
        )
    is_typical = reading.words.has("middle", own) or _TYPICAL.search(own) is not None
    return is_typical or reading.words.has("life", own, "stays_open")


def _is_half_of_them(reading: ArticleReading, around: Surroundings, own: str) -> bool:
    """Whether half of what the sentence before names is told of, which is openings: "Ads don't hang
    around. Half are gone after 33 days".
    """
    before = reading.previous(around.sentence)
    if before is None or not reading.counts_postings or _HALF_ARE.match(own) is None:
        return False
    said = reading.sentence_text(before)
    is_of_else = reading.words.has("others", said) or reading.attribution.sources(before)
    return not is_of_else and names_openings(reading.words, said)


def _is_half_of_else(reading: ArticleReading, around: Surroundings, own: str) -> bool:
    """Whether half of people or firms, whom only the sentence before names, is told of."""
    before = reading.previous(around.sentence)
    if before is None or _HALF_ARE.match(own) is None:
        return False
    said = reading.sentence_text(before)
    return reading.words.has("others", said) and not names_openings(reading.words, said)


def _is_told_of_ads(reading: ArticleReading, around: Surroundings, start: int, own: str) -> bool:
    """Whether the ads are what closes, and the days right beside it are all that is told: not "a
    candidate stays for 39 days after an ad closes", nor "ads close within 39 days on Orvane".
    """
    closing = reading.words.find("life", own, "closes")
    opens = reading.words.find("life", own, "stays_open")
    if any(not any(one.start <= other.start < one.end for other in closing) for one in opens):
        return True
    ends = {one.end for one in reading.words.find("postings", own)}
    ends |= {one.end() for one in _ONE_POSTING.finditer(own)}
    first, last = around.quantity.start - start, around.quantity.end - start
    return any(_is_closing_in(own, ends, (one.start, one.end), (first, last)) for one in closing)


def _is_closing_in(
    own: str, ads: Set[int], closing: tuple[int, int], days: tuple[int, int]
) -> bool:
    """Whether a verb ``closing`` of ``ads`` (where their nouns end) is told of ``days``: "ads
    closed within 39 days", "within 39 days, half of the ads closed", "it takes an ad 39 days to
    close".
    """
    if days[1] <= closing[0] and _TO.fullmatch(own, days[1], closing[0]):
        takes = _TAKES.search(own, 0, days[0])
        is_of_ad = any(own[end : days[0]].strip(" ~≈") == "" for end in ads if end <= days[0])
        return takes is not None and is_of_ad and _ENDS.match(own, closing[1]) is not None
    starts = {*ads, *(read.end() for end in ads if (read := _READ_BY.match(own, end, closing[0])))}
    if not any(_AUXILIARIES.fullmatch(own, end, closing[0]) for end in starts if end < closing[0]):
        return False
    if days[1] <= closing[0]:
        is_first = _DAYS_FIRST.fullmatch(own, 0, days[0]) is not None
        return is_first and _ENDS.match(own, closing[1]) is not None
    is_next = _IN_DAYS.fullmatch(own, closing[1], days[0]) is not None
    return is_next and _ENDS.match(own, days[1]) is not None


def _is_of_some(reading: ArticleReading, span: tuple[int, int]) -> bool:
    """Whether the part that the days are of is one of a kind, or of one place: "half of the London
    ads", "half of the remote ads".
    """
    return any(
        is_of_part(reading, of) or is_narrowed(reading, one, of) or is_split(reading, one, of)
        for one in reading.beginning_in(*span)
        if one.quantity.unit == "percent"
        if (of := reading.denominator(one)).kind == "postings"
    )
