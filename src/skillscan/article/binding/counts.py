"""Binds counts, multiples and days: sample sizes, lives of postings, and what is none of ours."""

import re
from collections.abc import Sequence

from skillscan.article.binding.changes import bind_change
from skillscan.article.binding.denominators import first_head_of, noun_phrase
from skillscan.article.binding.model import (
    ClaimDenominator,
    ClaimSubject,
    NamedSource,
    not_understood,
    nothing_to_judge,
)
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.model import Binding

_SIZE = ClaimSubject.unnamed("sample_size")
_EMPLOYERS = ClaimSubject.unnamed("sample_size", "employers")
_SHARE_BEFORE = re.compile(r"(?:%|percent|per cent) of (?:the |all |our )?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|are|is|made|that we|which we|we)\b", re.IGNORECASE)
_ONE_POSTING = re.compile(r"\b(?:posting|listing|ad|advertisement)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WE = re.compile(r"\b(?:we|i|our)\b", re.IGNORECASE)
_ACROSS = re.compile(r"\W*(?:across|among|from|of)(?: the| our| all)?(?: \w+)?\s*", re.IGNORECASE)
_LEAST_SAMPLE, _FEW_WORDS, _MOST_WORDS = 20, 8, 16
_NUMBERS_BEFORE = 40
_SOME_OF_THEM = re.compile(
    r"\b(?:these|those|top|largest|biggest|leading|only|just) $", re.IGNORECASE
)


def bind_count(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """A count of postings that were read is a sample size; ``done`` are the outcomes of the numbers
    before it.
    """
    text, words = reading.text, reading.words
    if words.has("sample", text[around.quantity.end : around.after[1]], "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    start, end, _ = noun_phrase(words, text, *around.after)
    phrase = text[start:end]
    head = first_head_of(words, phrase)
    label = reading.label(around)
    if head is None and words.has("postings", label) and reading.populations.occupation(label):
        return _labelled(reading, around, label)
    is_year = _YEAR.fullmatch(text, around.quantity.start, around.quantity.end) is not None
    if around.quantity.high < _LEAST_SAMPLE or is_year:
        return nothing_to_judge("too small for a sample, or a year")
    if _is_whole(reading, around):
        if _is_of_unbound(reading, around, done):
            return not_understood("what it is the whole of was not bound")
        return _sample(reading, around, _SIZE, phrase, (start, end))
    if head is None or head[0] == "nothing":
        return nothing_to_judge("a count of no openings")
    kind, found = head
    if kind == "others":
        return _of_others(reading, around, found.rule.id, phrase, (start, end))
    is_again = _is_named_before(reading, around, done)
    return _of_postings(reading, around, phrase, (start, end), is_again=is_again)


def _labelled(reading: ArticleReading, around: Surroundings, label: str) -> Outcome:
    """A count behind the name of the openings that it is of: "Data scientist listings: 127", in an
    article that counts them.
    """
    if not reading.counts_postings and not reading.words.has("sample", reading.text, "analysed"):
        return not_understood("the article does not say that it read these")
    if source := reading.attribution.source(around):
        return theirs(reading, around, None, "another source's count", source, label)
    return _sample(reading, around, _SIZE, label, (around.quantity.start, around.quantity.end))


def _is_named_before(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether a sample of this size was read a little before."""
    size = around.quantity.low, around.quantity.high
    return any(
        isinstance(found := done[place], Binding)
        and (found.kind, found.statistic) == ("ours", _SIZE.statistic)
        and (reading.quantities[place].low, reading.quantities[place].high) == size
        for place in range(max(0, around.place - _NUMBERS_BEFORE), around.place)
    )


def _is_whole(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is what a share is of: "60 % of 732", "n = 732"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    if _YEAR.fullmatch(reading.text, around.quantity.start, around.quantity.end):
        return False
    return bool(_SHARE_BEFORE.search(before)) or bool(
        re.search(r"\bn ?= ?$", before, re.IGNORECASE)
    )


def _is_of_unbound(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether the number that it is the sample of is none of ours: "without it $90,000 (n=77)"."""
    earlier = [n for n in reading.places_in(around.sentence) if n < around.place]
    if not earlier or reading.quantities[earlier[-1]].unit == "count":
        return False
    found = done[earlier[-1]]
    return not isinstance(found, Binding) or found.kind != "ours"


def _is_analysed(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the sentence says before the count, or passively behind it, that they were read."""
    if reading.block(around).kind == "heading":
        return True
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    words = reading.words
    labels = (before, reading.block(around).row or "", reading.label(around))
    if any(words.has("counted_openings", text, "total_of") for text in labels):
        return True
    is_told = words.has("counted_openings", behind, "read_behind")
    if is_told or _ACROSS.fullmatch(before) or words.has("counted_openings", before, "study_of"):
        return True
    passive = _PASSIVE.search(behind)
    return reading.words.has("sample", before, "analysed") or (
        passive is not None and reading.words.has("sample", behind[passive.start() :], "analysed")
    )


def _of_postings(
    reading: ArticleReading,
    around: Surroundings,
    phrase: str,
    span: tuple[int, int],
    *,
    is_again: bool,
) -> Outcome:
    said = reading.populations.read((phrase,))
    source = reading.attribution.source(around)
    if source is not None and _is_only_place(reading, around, source):
        said, source = reading.whose.population_words(around, phrase), None
    if source is not None and not said.is_one_of_ours:
        return theirs(reading, around, None, "another source's sample", source, phrase)
    if said.occupation == "" and not reading.populations.is_of_ai(phrase):
        return not_understood("the openings of no one job")
    if not is_again and not _is_analysed(reading, around):
        if source is not None:
            return theirs(reading, around, None, "another source's count", source, phrase)
        return not_understood("the article does not say that it read these")
    return _sample(reading, around, _SIZE, phrase, span)


def _is_only_place(reading: ArticleReading, around: Surroundings, source: NamedSource) -> bool:
    """Whether a name only tells where somebody read postings: "we read 900 LinkedIn postings"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    between = reading.text[around.quantity.end : source.start]
    if source.start < around.quantity.end:
        return False
    is_taken = reading.words.has("counted_openings", between, "taken_from")
    if is_taken and len(between.split()) <= _MOST_WORDS:
        return True
    is_near = len(between.split()) <= _FEW_WORDS and "," not in between
    return is_near and bool(
        _WE.search(before)
        or _ACROSS.fullmatch(before)
        or reading.words.has("counted_openings", before, "study_of")
        or reading.words.has("sample", before, "analysed")
    )


def _of_others(
    reading: ArticleReading, around: Surroundings, rule_id: str, phrase: str, span: tuple[int, int]
) -> Outcome:
    sentence = reading.sentence_text(around.sentence)
    is_sample = reading.words.has("postings", sentence) and reading.words.has(
        "sample", sentence, "analysed"
    )
    is_few = _SOME_OF_THEM.search(reading.span(around.before)) is not None
    if (
        rule_id == "organisations"
        and is_sample
        and not is_few
        and reading.attribution.source(around) is None
    ):
        return _sample(reading, around, _EMPLOYERS, phrase, span)
    if reading.attribution.source(around):
        return theirs(
            reading, around, None, "a count of something else than postings", words=phrase
        )
    return nothing_to_judge("a count of something else than openings")


def _sample(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    phrase: str,
    span: tuple[int, int],
) -> Outcome:
    said = reading.whose.population_words(around, phrase)
    populations = reading.populations
    is_other = populations.other_market(phrase) and not populations.is_of_ai(phrase)
    if not said.is_one_of_ours or is_other:
        return not_understood("the openings of no job of ours")
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        spans=[span],
        denominator=phrase.strip(),
        reasons=("the sample that was read",),
    )


def bind_ratio(reading: ArticleReading, around: Surroundings) -> Outcome:
    """Growth by a multiple; what is per candidate, or of others, is not in postings."""
    if change := bind_change(reading, around, ClaimDenominator(kind="none")):
        return change
    region = reading.region(around)
    if reading.words.has("sample", region, "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    if reading.attribution.source(around) and reading.words.has(
        "others", region, "people", "things"
    ):
        return theirs(reading, around, None, "another source's figure")
    return nothing_to_judge("no multiple of openings")


def bind_days(reading: ArticleReading, around: Surroundings) -> Outcome:
    """How long postings stay open."""
    region = reading.region(around)
    sentence = reading.sentence_text(around.sentence)
    is_of_posting = reading.words.has("postings", sentence) or _ONE_POSTING.search(sentence)
    if not reading.words.has("life", region) or not is_of_posting:
        return nothing_to_judge("not how long openings stay open")
    if source := reading.attribution.source(around):
        return theirs(reading, around, "posting_lifetime", "another source's figure", source)
    said = reading.whose.population_words(around)
    subject = ClaimSubject.unnamed("posting_lifetime")
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        spans=[around.before],
        reasons=("how long postings stay open",),
    )
